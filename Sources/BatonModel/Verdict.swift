/// What became of one rule that was looked at: the answer to "why this, and why not that".
public struct Verdict: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    /// It matched and decided (or, in stages where all that match count, contributed).
    case won
    /// It matched, but a rule before it had decided; that rule's name.
    case outranked(by: String)
    /// It did not match: the conditions that failed, in words, with what the request had.
    case failed([FailedCondition])
    /// A condition raised an error, which counts as not matched.
    case error(String)
    /// It is a shadow rule: whether it would have matched.
    case shadow(matched: Bool)
    /// It is not in force on the day of the decision.
    case notInForce
    /// A function was not run, because it could not change the answer any more.
    case opaque(String)
  }

  public struct FailedCondition: Sendable, Hashable {
    /// The path of the field, `customer.region`; for a function its description.
    public var field: String
    /// What the rule wanted, in words.
    public var wanted: String
    /// What the request had, in words; nil when the field is missing.
    public var found: String?

    public init(field: String, wanted: String, found: String?) {
      self.field = field
      self.wanted = wanted
      self.found = found
    }
  }

  public var stage: Stage
  public var rule: String
  public var place: Place
  public var outcome: Outcome

  public init(stage: Stage, rule: String, place: Place, outcome: Outcome) {
    self.stage = stage
    self.rule = rule
    self.place = place
    self.outcome = outcome
  }
}
