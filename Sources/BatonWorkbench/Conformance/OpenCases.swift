import BatonLogs
import BatonModel
import BatonRecords

/// The cases of a log that have not ended, found by the hash of their id, then by the id itself.
///
/// Memory is that of the open cases, and of as many ended ones as were ever open at once.
struct OpenCases {
  private(set) var cases: [OpenCase] = []
  /// By the hash; ids with the same hash take the next number that is free.
  private var places: [UInt64: Int] = [:]
  private var free: [Int] = []

  /// How many are open.
  var count: Int { cases.count - free.count }

  /// The positions of those that are open, in the order in which they began.
  var open: [Int] {
    let isFree = Set(free)
    return cases.indices.filter { !isFree.contains($0) }
  }

  subscript(position: Int) -> OpenCase {
    get { cases[position] }
    _modify { yield &cases[position] }
  }

  /// The position of a run's case; nil if it is not open.
  func position(of run: LogRun, in batch: borrowing LogBatch) -> Int? {
    var key = run.digest
    while let place = places[key] {
      let isSame = batch.withCase(of: run) { bytes in
        var id = cases[place].id
        return id.withUTF8 { own in bytes.withUnsafeBufferPointer { own.elementsEqual($0) } }
      }
      if isSame { return place }
      key &+= 1
    }
    return nil
  }

  /// Opens a case, in the room of an ended one where there is some.
  /// - Parameter isFound: whether somebody will look for it by its id.
  mutating func begin(
    _ run: LogRun, in batch: borrowing LogBatch, isFound: Bool, _ make: (String) -> OpenCase
  ) -> Int {
    let id = batch.caseID(of: run)
    let position: Int
    if let place = free.popLast() {
      position = place
      cases[place].reuse(id: id)
    } else {
      position = cases.count
      cases.append(make(id))
    }
    cases[position].digest = run.digest
    if isFound {
      var key = run.digest
      while places[key] != nil { key &+= 1 }
      places[key] = position
    }
    return position
  }

  /// Forgets a case that has ended.
  mutating func end(at position: Int, isFound: Bool) {
    free.append(position)
    guard isFound else { return }
    var key = cases[position].digest
    while let place = places[key], place != position { key &+= 1 }
    guard places[key] == position else { return }
    places[key] = nil
    // Those behind that were pushed on by it move up, as in any table with linear probing.
    var hole = key
    var next = key &+ 1
    while let place = places[next] {
      if next &- cases[place].digest >= next &- hole {
        places[next] = nil
        places[hole] = place
        hole = next
      }
      next &+= 1
    }
  }
}
