/// Why something was decided: the rule that decided it, and where it stands.
public struct Reason: Sendable, Hashable {
  /// The rule's name; "priority matrix", "configuration item" or "request" where no rule decided.
  public var rule: String
  /// Nil where nothing in a file decided, as with the request's own priority.
  public var place: Place?
  public var because: String?
  /// The level at which a route was found, when the rule base declares levels or the rule one.
  public var level: String?
  /// What else a reader needs: the row of a table, the trade-off of a chooser, a stale item.
  public var notes: [String]

  /// The name where the request's own value stands and no rule decided.
  public static let ofRequest = "request"

  public init(
    rule: String, place: Place? = nil, because: String? = nil, level: String? = nil,
    notes: [String] = []
  ) {
    self.rule = rule
    self.place = place
    self.because = because
    self.level = level
    self.notes = notes
  }
}
