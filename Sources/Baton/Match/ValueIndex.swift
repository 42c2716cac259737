import BatonModel

/// Finds the conditions that a request can meet, without looking at the others.
///
/// A condition that wants a column to equal something is filed under that column and each value
/// that it accepts; the rest are candidates for every request. Each condition is filed under one
/// column only: the one that tells most conditions apart. Postings are ranks in ascending order,
/// all in one array. A look-up costs one hash per indexed column, and then what it finds.
struct ValueIndex: Sendable {
  private var columns: [Int] = []
  /// Per indexed column: value -> its postings.
  private var places: [[Value: Range<Int>]] = []
  private var postings: [UInt32] = []
  /// The postings of conditions that are candidates for every request.
  private var always: Range<Int> = 0..<0

  init(_ conditions: [Condition]) {
    let keys = conditions.map(\.keys)
    var spread: [Int: Set<Value>] = [:]
    for (column, values) in keys.joined() { spread[column, default: []].formUnion(values) }

    var filed: [Int: [Value: [UInt32]]] = [:]
    var rest: [UInt32] = []
    for (rank, keys) in keys.enumerated() {
      let best = keys.min {
        let left = Double($0.values.count) / Double(spread[$0.column]?.count ?? 1)
        let right = Double($1.values.count) / Double(spread[$1.column]?.count ?? 1)
        return (left, $0.column) < (right, $1.column)
      }
      guard let best else {
        rest.append(UInt32(rank))
        continue
      }
      for value in best.values {
        filed[best.column, default: [:]][value, default: []].append(UInt32(rank))
      }
    }
    for column in filed.keys.sorted() {
      columns.append(column)
      places.append(filed[column, default: [:]].mapValues { place($0) })
    }
    always = place(rest)
  }

  private mutating func place(_ ranks: [UInt32]) -> Range<Int> {
    postings += ranks
    return postings.count - ranks.count..<postings.count
  }

  /// The conditions, from a rank on, that these facts may meet: a superset of those they do meet.
  func candidates(for facts: Facts, from rank: Int = 0) -> Candidates {
    var candidates = Candidates()
    candidates.add(always, postings, from: rank)
    for (index, column) in columns.enumerated() {
      switch facts.columns[column] {
      case nil: break
      case .list(let members)?:
        for member in members {
          if let place = places[index][member] { candidates.add(place, postings, from: rank) }
        }
      case let value?:
        if let place = places[index][value] { candidates.add(place, postings, from: rank) }
      }
    }
    return candidates
  }

  /// Merges several postings into one ascending sequence of ranks, each once.
  struct Candidates {
    private var lists: [Range<Int>] = []
    private var last = -1

    fileprivate mutating func add(_ list: Range<Int>, _ postings: [UInt32], from rank: Int) {
      var list = list
      while let first = list.first, postings[first] < rank { list = list.dropFirst() }
      if !list.isEmpty { lists.append(list) }
    }

    mutating func next(in index: ValueIndex) -> Int? {
      var smallest = Int.max
      for position in lists.indices {
        while let first = lists[position].first, Int(index.postings[first]) <= last {
          lists[position] = lists[position].dropFirst()
        }
        if let first = lists[position].first {
          smallest = min(smallest, Int(index.postings[first]))
        }
      }
      guard smallest < Int.max else { return nil }
      last = smallest
      return smallest
    }
  }
}

extension Condition {
  /// Columns that must equal one of these values for the condition to be met.
  fileprivate var keys: [(column: Int, values: Set<Value>)] {
    switch self {
    case .test(let test):
      switch test.predicate {
      case .equals(let value): [(test.column, [value])]
      case .oneOf(let values): [(test.column, values)]
      default: []
      }
    case .all(let parts):
      parts.flatMap(\.keys)
    case .always, .any, .not, .function:
      []
    }
  }
}
