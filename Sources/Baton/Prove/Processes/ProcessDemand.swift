import BatonDeclare
import BatonModel

/// A rule of a process as what it demands of the order and number of events: two automata over the
/// letters that an event may be to it.
///
/// Conditions, windows, values and dates are left out: what depends on them may be so or not. Then
/// `lax` accepts wherever the rule may be kept and `strict` only where it must be, whatever the cases
/// hold; of a rule without any of that they are the same.
struct ProcessDemand: Sendable {
  let head: RuleHead
  /// As it is written; nil for what is no constraint.
  let sentence: String?
  let first: [ActivityTerm]
  let second: [ActivityTerm]
  /// Which letter makes it demand something.
  let activation: Letter
  let lax: Automaton
  let strict: Automaton
  /// Whether one occurrence of what activates it breaks it, so that it never is.
  let forbids: Bool

  var name: String { head.name }
  var isExact: Bool { lax == strict }

  /// What an event is to the rule.
  func letter(of step: ProcessStep) -> Int {
    func isOne(_ terms: [ActivityTerm]) -> Bool {
      terms.contains { term in
        switch term {
        case .event(let name): name == step.event
        case .enter(let state): state == step.state
        }
      }
    }
    return (isOne(first) ? 1 : 0) + (isOne(second) ? 2 : 0)
  }

  // MARK: Of constraints

  /// Beyond so many states a rule with conditions is taken as one that may be anything.
  private static let mostSubsets = 200

  init(_ rule: ConstraintRule) {
    head = rule.judgement.head
    sentence = rule.sentence
    first = rule.first
    second = rule.second
    activation = rule.template.activation
    forbids = rule.template == .absence && rule.count == 1
    let isRelated = rule.window != nil || !rule.same.isEmpty || !rule.differing.isEmpty
    let whole = Monitor(rule.template, count: rule.count).automaton
    var lax = isRelated ? Self.laxest(rule.template, rule.count, whole) : whole
    var strict = isRelated ? Self.strictest(rule.template, whole) : whole
    var droppable: Letter = []
    for letter in [Letter.first, .second] {
      let condition =
        rule.template.activation.contains(letter)
        ? rule.activationCondition : rule.targetCondition
      if !condition.isAlways { droppable.insert(letter) }
    }
    if !droppable.isEmpty {
      let readings = Letter.all.map { letter in
        Set(Letter.all.map { Int(letter.subtracting($0.intersection(droppable)).rawValue) })
          .sorted()
      }
      lax = lax.accepting(anyOf: readings, limit: Self.mostSubsets) ?? Self.everything
      strict =
        strict.complement.accepting(anyOf: readings, limit: Self.mostSubsets)?.complement
        ?? Self.nothing
    }
    // On some days it is not in force.
    self.lax = rule.judgement.head.isAlwaysInForce ? lax : Self.everything
    self.strict = strict
  }

  /// As if time and values were always such that the rule is kept.
  private static func laxest(_ template: Template, _ count: Int, _ whole: Automaton) -> Automaton {
    switch template {
    case .absence, .notCoexistence, .notRespondedExistence, .notSuccession, .notResponse,
      .notPrecedence, .notChainSuccession, .notChainResponse, .notChainPrecedence:
      everything
    case .exactly: Monitor(.existence, count: count).automaton
    case .exclusiveChoice: Monitor(.choice).automaton
    default: whole
    }
  }

  /// As if they never were.
  private static func strictest(_ template: Template, _ whole: Automaton) -> Automaton {
    let never = Monitor(.absence).automaton
    return switch template {
    case .response, .alternateResponse, .chainResponse, .respondedExistence: never
    case .precedence, .alternatePrecedence, .chainPrecedence: never.reading([0, 2, 1, 3])
    case .succession, .alternateSuccession, .chainSuccession, .coexistence:
      never.reading([0, 1, 1, 1])
    case .existence, .exactly, .choice, .exclusiveChoice, .initially, .endWith: nothing
    default: whole
    }
  }

  static let everything = Automaton(
    symbols: 4, transitions: [0, 0, 0, 0], accepting: [true])
  static let nothing = Automaton(
    symbols: 4, transitions: [0, 0, 0, 0], accepting: [false])

  // MARK: Of limits

  /// Higher limits are of no use to a proof.
  private static let mostCounted = 1_000

  /// Nil for limits of what an event has, and of time.
  init?(_ limit: ProcessLimit) {
    switch limit.subject {
    case .events(let name): first = [.event(name)]
    case .visits(let state): first = [.enter(state)]
    case .handoffs, .bounces, .time: return nil
    }
    guard limit.most < Self.mostCounted else { return nil }
    head = limit.judgement.head
    sentence = nil
    second = []
    activation = .first
    forbids = limit.most == 0
    strict = Monitor(.absence, count: limit.most + 1).automaton
    lax = limit.window == nil && head.isAlwaysInForce ? strict : Self.everything
  }
}

extension RuleHead {
  var isAlwaysInForce: Bool { from == nil && until == nil }
}
