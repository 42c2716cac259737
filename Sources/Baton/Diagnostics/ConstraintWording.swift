import BatonDeclare
import BatonModel

/// What a constraint demands, as a sentence about its own events.
enum ConstraintWording {
  static func entering(_ state: String) -> String { "enter \(state)" }

  static func sentence(
    _ template: Template, _ count: Int, _ first: [String], _ second: [String],
    within span: DurationSpan? = nil
  ) -> String {
    sentence(template, count, first, second)
      + (span.map { ", within \(ProofWording.limit($0))" } ?? "")
  }

  private static func sentence(
    _ template: Template, _ count: Int, _ first: [String], _ second: [String]
  ) -> String {
    let a = named(first)
    let b = named(second)
    return switch template {
    case .existence: count == 1 ? "\(a) occurs" : "\(a) occurs at least \(times(count))"
    case .absence:
      count == 1 ? "\(a) never occurs" : "\(a) occurs at most \(times(count - 1))"
    case .exactly: "\(a) occurs exactly \(times(count))"
    case .initially: "a case begins with \(a)"
    case .endWith: "a case ends with \(a)"
    case .choice: "\(a) or \(b) occurs"
    case .exclusiveChoice: "either \(a) or \(b) occurs, not both"
    case .respondedExistence: "where \(a) occurs, \(b) occurs too"
    case .coexistence: "\(a) and \(b) occur both or not at all"
    case .response: "\(a) is followed by \(b)"
    case .alternateResponse: "\(a) is followed by \(b) before \(a) occurs again"
    case .chainResponse: "\(a) is followed by \(b) directly"
    case .precedence: "\(b) comes only after \(a)"
    case .alternatePrecedence: "each \(b) comes only after \(a) of its own"
    case .chainPrecedence: "\(b) comes only directly after \(a)"
    case .succession: "\(a) is followed by \(b), which comes only after \(a)"
    case .alternateSuccession: "\(a) and \(b) take turns"
    case .chainSuccession: "\(a) and \(b) come only directly one after the other"
    case .notCoexistence, .notRespondedExistence: "\(a) and \(b) do not occur in one case"
    case .notSuccession, .notResponse, .notPrecedence: "\(b) never comes after \(a)"
    case .notChainSuccession, .notChainResponse, .notChainPrecedence:
      "\(b) never comes directly after \(a)"
    }
  }

  private static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }

  private static func named(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
