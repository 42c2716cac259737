import BatonDeclare

/// What each template means, said about positions in a trace and in no logic: the slow truth beside
/// the monitors.
enum PlainMeaning {
  static func isKept(_ template: Template, count: Int, by trace: [Letter]) -> Bool {
    let a = Positions(of: .first, in: trace)
    let b = Positions(of: .second, in: trace)
    func kept(_ template: Template) -> Bool { isKept(template, count: count, by: trace) }
    return switch template {
    case .existence: a.count >= count
    case .absence: a.count < count
    case .exactly: a.count == count
    case .initially: a.contains(0)
    case .endWith: a.contains(trace.count - 1)
    case .choice: a.count + b.count > 0
    case .exclusiveChoice: (a.count > 0) != (b.count > 0)
    case .respondedExistence: a.count == 0 || b.count > 0
    case .coexistence: (a.count > 0) == (b.count > 0)
    case .response: a.allSatisfy { b.first(from: $0) != nil }
    case .alternateResponse:
      a.allSatisfy { one in
        guard let answer = b.first(from: one + 1) else { return false }
        return a.first(from: one + 1).map { $0 >= answer } ?? true
      }
    case .chainResponse: a.allSatisfy { b.contains($0 + 1) }
    case .precedence: b.allSatisfy { a.last(to: $0) != nil }
    case .alternatePrecedence:
      // One that is also a first activity needs no other before it, unless a second came since.
      b.allSatisfy { other in
        guard let cause = a.last(to: other) else { return false }
        return b.last(to: other - 1).map { $0 < cause } ?? true
      }
    case .chainPrecedence: b.allSatisfy { a.contains($0 - 1) }
    case .succession: kept(.response) && kept(.precedence)
    case .alternateSuccession: kept(.alternateResponse) && kept(.alternatePrecedence)
    case .chainSuccession: kept(.chainResponse) && kept(.chainPrecedence)
    case .notCoexistence, .notRespondedExistence: a.count == 0 || b.count == 0
    case .notSuccession, .notResponse, .notPrecedence: a.allSatisfy { b.first(from: $0) == nil }
    case .notChainSuccession, .notChainResponse, .notChainPrecedence:
      a.allSatisfy { !b.contains($0 + 1) }
    }
  }

  /// Where an activity occurs in a trace of less than 64 letters, a bit each.
  private struct Positions {
    private var bits: UInt64 = 0

    init(of activity: Letter, in trace: [Letter]) {
      for position in trace.indices where trace[position].rawValue & activity.rawValue != 0 {
        bits |= 1 << UInt64(position)
      }
    }

    var count: Int { bits.nonzeroBitCount }

    func contains(_ position: Int) -> Bool { position >= 0 && bits >> UInt64(position) & 1 == 1 }

    func first(from position: Int) -> Int? {
      let rest = bits >> UInt64(position)
      return rest == 0 ? nil : position + rest.trailingZeroBitCount
    }

    func last(to position: Int) -> Int? {
      let rest = position < 0 ? 0 : bits & (UInt64.max >> UInt64(63 - position))
      return rest == 0 ? nil : 63 - rest.leadingZeroBitCount
    }

    func allSatisfy(_ condition: (Int) -> Bool) -> Bool {
      var rest = bits
      while rest != 0 {
        if !condition(rest.trailingZeroBitCount) { return false }
        rest &= rest - 1
      }
      return true
    }
  }
}

/// A template, with a number if it counts.
struct Case: Hashable, CustomStringConvertible {
  let template: Template
  let count: Int

  var description: String { template.isCounting ? "\(template.title) \(count)" : template.title }

  static let all: [Case] = Template.allCases.flatMap { template in
    (template.isCounting ? [1, 2, 3] : [1]).map { Case(template: template, count: $0) }
  }

  func isKept(by trace: [Letter]) -> Bool {
    PlainMeaning.isKept(template, count: count, by: trace)
  }
}

/// All traces of so many letters.
func traces(over letters: [Letter], length: Int) -> [[Letter]] {
  (0..<length).reduce([[]]) { shorter, _ in
    shorter.flatMap { trace in letters.map { trace + [$0] } }
  }
}
