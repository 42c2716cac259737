import BatonDeclare
import BatonModel
import BatonTime

@testable import Baton

/// What a constraint with a window and values demands of a whole trace, said about positions: the slow
/// truth beside the duties that are kept event by event.
struct DutyOracle {
  struct Event {
    var letter: Letter
    /// Seconds since the first.
    var at: Int64
    var value: Int
  }

  enum Relation: CaseIterable { case any, same, differing }

  let template: Template
  let count: Int
  /// Seconds; nil for none.
  let window: Int64?
  let relation: Relation

  func isKept(by trace: [Event]) -> Bool {
    let ones = trace.indices.filter { trace[$0].letter.contains(.first) }
    let others = trace.indices.filter { trace[$0].letter.contains(.second) }
    func fits(_ earlier: Int, _ later: Int) -> Bool {
      if let window, trace[later].at > trace[earlier].at + window { return false }
      return switch relation {
      case .any: true
      case .same: trace[earlier].value == trace[later].value
      case .differing: trace[earlier].value != trace[later].value
      }
    }
    func near(_ one: Int, _ other: Int) -> Bool { fits(min(one, other), max(one, other)) }
    func has(_ list: [Int], between from: Int, and until: Int) -> Bool {
      list.contains { $0 > from && $0 < until }
    }
    func kept(_ template: Template) -> Bool {
      DutyOracle(template: template, count: count, window: window, relation: relation)
        .isKept(by: trace)
    }
    let start = trace.first?.at ?? 0
    func inTime(_ list: [Int]) -> Int {
      list.filter { position in window.map { trace[position].at <= start + $0 } ?? true }.count
    }
    /// The most that occur within any window.
    var densest: Int {
      ones.map { one in
        ones.filter { other in
          other >= one && trace[other].at <= (window.map { trace[one].at + $0 } ?? .max)
        }.count
      }.max() ?? 0
    }
    return switch template {
    case .existence: trace.isEmpty || inTime(ones) >= count
    case .absence: densest < count
    case .exactly: (trace.isEmpty || inTime(ones) >= count) && densest <= count
    case .choice: trace.isEmpty || inTime(ones) + inTime(others) > 0
    case .exclusiveChoice: kept(.choice) && kept(.notCoexistence)
    case .initially, .endWith: true
    case .respondedExistence: ones.allSatisfy { one in others.contains { near(one, $0) } }
    case .coexistence:
      kept(.respondedExistence)
        && others.allSatisfy { other in ones.contains { near($0, other) } }
    case .response: ones.allSatisfy { one in others.contains { $0 >= one && fits(one, $0) } }
    case .alternateResponse:
      ones.allSatisfy { one in
        others.contains { $0 > one && fits(one, $0) && !has(ones, between: one, and: $0) }
      }
    case .chainResponse:
      ones.allSatisfy { one in others.contains(one + 1) && fits(one, one + 1) }
    case .precedence:
      others.allSatisfy { other in ones.contains { $0 <= other && fits($0, other) } }
    case .alternatePrecedence:
      others.allSatisfy { other in
        let last = others.last { $0 < other } ?? -1
        return ones.contains { $0 > last && $0 <= other && fits($0, other) }
      }
    case .chainPrecedence:
      others.allSatisfy { other in ones.contains(other - 1) && fits(other - 1, other) }
    case .succession: kept(.response) && kept(.precedence)
    case .alternateSuccession: kept(.alternateResponse) && kept(.alternatePrecedence)
    case .chainSuccession: kept(.chainResponse) && kept(.chainPrecedence)
    case .notCoexistence, .notRespondedExistence:
      !ones.contains { one in others.contains { near(one, $0) } }
    case .notSuccession, .notResponse, .notPrecedence:
      !ones.contains { one in others.contains { $0 >= one && fits(one, $0) } }
    case .notChainSuccession, .notChainResponse, .notChainPrecedence:
      !ones.contains { one in others.contains(one + 1) && fits(one, one + 1) }
    }
  }
}
