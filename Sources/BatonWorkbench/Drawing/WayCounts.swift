/// A way from a state to another that a case of a log has taken.
package struct TakenWay: Sendable {
  /// Its position in ``Engine/processNames``.
  let process: Int
  let from: Int
  let target: Int
  /// The party, or the unit, that did it; nil if the log does not say.
  let by: String?
  /// Whether the process, or what is agreed with the party, lets it.
  let isLegal: Bool
}

/// How often each way of a process was taken in a log, by whom, and how often although it is none.
package struct WayCounts: Sendable {
  package struct Way: Sendable, Hashable {
    let from: Int
    let target: Int
  }

  struct Count: Sendable {
    var legal = 0
    var illegal = 0
    /// By party; the empty name where nobody is known.
    var byParty: [String: Int] = [:]

    var all: Int { legal + illegal }
  }

  private(set) var counts: [Way: Count] = [:]

  package init() {}

  package mutating func add(_ taken: TakenWay) {
    let way = Way(from: taken.from, target: taken.target)
    if taken.isLegal {
      counts[way, default: Count()].legal += 1
    } else {
      counts[way, default: Count()].illegal += 1
    }
    counts[way, default: Count()].byParty[taken.by ?? "", default: 0] += 1
  }

  subscript(from: Int, target: Int) -> Count { counts[Way(from: from, target: target)] ?? Count() }

  /// Parties with the most ways first.
  var parties: [String] {
    var totals: [String: Int] = [:]
    for count in counts.values {
      for (party, number) in count.byParty { totals[party, default: 0] += number }
    }
    return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
