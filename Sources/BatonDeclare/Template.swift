/// DECLARE's templates: what may be demanded of the order and number of two activities.
///
/// The names, their formulas and their words in rules are one table. Pesic, van der Aalst, "A
/// Declarative Approach for Flexible Business Processes Management", 2006; the negative ones and
/// chains as in Di Ciccio, Montali, "Declarative Process Specifications", 2022.
package enum Template: String, Sendable, Hashable, CaseIterable {
  case existence, absence, exactly
  case initially = "init"
  case endWith = "end_with"
  case choice
  case exclusiveChoice = "exclusive_choice"
  case respondedExistence = "responded_existence"
  case coexistence
  case response
  case alternateResponse = "alternate_response"
  case chainResponse = "chain_response"
  case precedence
  case alternatePrecedence = "alternate_precedence"
  case chainPrecedence = "chain_precedence"
  case succession
  case alternateSuccession = "alternate_succession"
  case chainSuccession = "chain_succession"
  case notCoexistence = "not_coexistence"
  case notSuccession = "not_succession"
  case notChainSuccession = "not_chain_succession"
  case notRespondedExistence = "not_responded_existence"
  case notResponse = "not_response"
  case notPrecedence = "not_precedence"
  case notChainResponse = "not_chain_response"
  case notChainPrecedence = "not_chain_precedence"

  /// Its name in rules.
  package var word: String { rawValue }

  /// Its name in the literature and in messages: "alternate response".
  package var title: String {
    switch self {
    case .coexistence: "co-existence"
    case .notCoexistence: "not co-existence"
    case .endWith: "end"
    default: rawValue.split(separator: "_").joined(separator: " ")
    }
  }

  /// What it demands, in plain words.
  package var meaning: String {
    switch self {
    case .existence: "a occurs, or occurs so often at least"
    case .absence: "a does not occur, or occurs fewer times than so often"
    case .exactly: "a occurs exactly so often"
    case .initially: "every case begins with a"
    case .endWith: "every case ends with a"
    case .choice: "a or b occurs, or both"
    case .exclusiveChoice: "either a or b occurs, and not both"
    case .respondedExistence: "where a occurs, b occurs too, before or after"
    case .coexistence: "a and b occur both or not at all"
    case .response: "every a is followed by b"
    case .alternateResponse: "every a is followed by b, with no other a in between"
    case .chainResponse: "every a is followed by b directly"
    case .precedence: "every b has a before it"
    case .alternatePrecedence: "every b has a before it, with no other b in between"
    case .chainPrecedence: "every b has a directly before it"
    case .succession: "every a is followed by b, and every b has a before it"
    case .alternateSuccession: "a and b take turns, a first"
    case .chainSuccession: "a and b come only directly one after the other"
    case .notCoexistence: "a and b do not occur in one case"
    case .notSuccession, .notResponse: "no b comes after a"
    case .notPrecedence: "no b has a before it"
    case .notChainSuccession, .notChainResponse: "no b comes directly after a"
    case .notChainPrecedence: "no b has a directly before it"
    case .notRespondedExistence: "where a occurs, b does not"
    }
  }

  /// Whether it is about one activity alone.
  package var isUnary: Bool {
    switch self {
    case .existence, .absence, .exactly, .initially, .endWith: true
    default: false
    }
  }

  /// Whether it counts how often its activity occurs.
  package var isCounting: Bool { self == .existence || self == .absence || self == .exactly }

  /// Which of its two activities, when it occurs, makes a constraint demand something: without it a
  /// constraint is kept vacuously.
  package var activation: Letter {
    switch self {
    case .precedence, .alternatePrecedence, .chainPrecedence, .notPrecedence, .notChainPrecedence:
      .second
    case .choice, .exclusiveChoice: [.first, .second]
    default: .first
    }
  }

  /// What it demands of every trace; nil for those that count.
  var formula: Formula? {
    let a = Formula.a
    let b = Formula.b
    return switch self {
    case .existence, .absence, .exactly: nil
    case .initially: a
    case .endWith: .eventually(a && .weakNext(.no))
    case .choice: .eventually(a) || .eventually(b)
    case .exclusiveChoice: (.eventually(a) || .eventually(b)) && !(.eventually(a) && .eventually(b))
    case .respondedExistence: .implies(.eventually(a), .eventually(b))
    case .coexistence:
      .implies(.eventually(a), .eventually(b)) && .implies(.eventually(b), .eventually(a))
    case .response: .always(.implies(a, .eventually(b)))
    case .alternateResponse: .always(.implies(a, .next(.until(!a, b))))
    case .chainResponse: .always(.implies(a, .next(b)))
    case .precedence: .weakUntil(!b, a)
    case .alternatePrecedence:
      .weakUntil(!b, a) && .always(.implies(b, .weakNext(.weakUntil(!b, a))))
    case .chainPrecedence: !b && .always(.implies(.next(b), a))
    case .succession: Self.both(.response, .precedence)
    case .alternateSuccession: Self.both(.alternateResponse, .alternatePrecedence)
    case .chainSuccession: Self.both(.chainResponse, .chainPrecedence)
    case .notCoexistence: !(.eventually(a) && .eventually(b))
    case .notRespondedExistence: .implies(.eventually(a), !.eventually(b))
    case .notSuccession, .notResponse, .notPrecedence: .always(.implies(a, !.eventually(b)))
    case .notChainSuccession, .notChainResponse, .notChainPrecedence:
      .always(.implies(a, !.next(b)))
    }
  }

  private static func both(_ one: Template, _ other: Template) -> Formula? {
    guard let one = one.formula, let other = other.formula else { return nil }
    return one && other
  }
}
