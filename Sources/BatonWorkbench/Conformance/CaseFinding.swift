/// What was found of one rule in one case.
package struct CaseFinding: Sendable, Hashable {
  /// Its position among the rules of its process: constraints first, then the others.
  package internal(set) var rule: Int
  /// How often it was broken where that counts, and how often by agreement or tolerated.
  package internal(set) var times: Int32 = 0
  package internal(set) var excused: Int32 = 0
}

/// What is found in a case while it is open, rule by rule.
struct CaseFindings {
  /// Rows of other rules are told from constraints by their sign: the first is -1.
  private var found: [Int32: CaseFinding] = [:]

  mutating func add(constraint number: UInt32) {
    let key = Int32(bitPattern: number)
    found[key, default: CaseFinding(rule: Int(number))].times &+= 1
  }

  mutating func add(_ rule: BookedRule, isExcused: Bool, constraints: Int) {
    let key: Int32
    let position: Int
    switch rule {
    case .constraint(let number): (key, position) = (Int32(number), number)
    case .row(let row): (key, position) = (-1 - Int32(row), constraints + row)
    }
    if isExcused {
      found[key, default: CaseFinding(rule: position)].excused &+= 1
    } else {
      found[key, default: CaseFinding(rule: position)].times &+= 1
    }
  }

  mutating func removeAll() {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
  }

  /// In the order of the rules.
  var all: [CaseFinding] {
    found.isEmpty ? [] : found.values.sorted { $0.rule < $1.rule }
  }
}
