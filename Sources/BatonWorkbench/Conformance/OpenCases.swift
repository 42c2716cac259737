import BatonLogs
import BatonModel
import BatonRecords

/// The cases of a log that have not ended, found by the hash of their id, then by the id itself.
///
/// Memory is that of the open cases, and of as many ended ones as were ever open at once. They lie in
/// pieces, so that none is moved and little is kept in reserve.
struct OpenCases {
  private static let piece = 1 << 7

  private var pieces: [[OpenCase]] = []
  private var total = 0
  /// By the hash; ids with the same hash take the next number that is free.
  private var places: [UInt64: Int] = [:]
  private var free: [Int] = []

  /// How many are open.
  var count: Int { total - free.count }

  /// The positions of those that are open, in the order in which they began.
  var open: [Int] {
    let isFree = Set(free)
    return (0..<total).filter { !isFree.contains($0) }
  }

  subscript(position: Int) -> OpenCase {
    _read { yield pieces[position / Self.piece][position % Self.piece] }
    _modify { yield &pieces[position / Self.piece][position % Self.piece] }
  }

  /// The position of a run's case; nil if it is not open.
  func position(of run: LogRun, in batch: borrowing LogBatch) -> Int? {
    var key = run.digest
    while let place = places[key] {
      let isSame = batch.withCase(of: run) { bytes in
        var id = self[place].id
        return id.withUTF8 { own in bytes.withUnsafeBufferPointer { own.elementsEqual($0) } }
      }
      if isSame { return place }
      key &+= 1
    }
    return nil
  }

  /// Opens a case, in the room of an ended one where there is some.
  /// - Parameters:
  ///   - isFound: whether somebody will look for it by its id.
  ///   - blank: a case as it is before its first event.
  mutating func begin(
    _ run: LogRun, in batch: borrowing LogBatch, isFound: Bool, like blank: OpenCase
  ) -> Int {
    let id = batch.caseID(of: run)
    let position: Int
    if let place = free.popLast() {
      position = place
      self[place].reuse(id: id)
    } else {
      position = total
      if total % Self.piece == 0 {
        pieces.append([])
        pieces[total / Self.piece].reserveCapacity(Self.piece)
      }
      pieces[total / Self.piece].append(blank)
      self[position].id = id
      total += 1
    }
    self[position].digest = run.digest
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
    var key = self[position].digest
    while let place = places[key], place != position { key &+= 1 }
    guard places[key] == position else { return }
    places[key] = nil
    // Those behind that were pushed on by it move up, as in any table with linear probing.
    var hole = key
    var next = key &+ 1
    while let place = places[next] {
      if next &- self[place].digest >= next &- hole {
        places[next] = nil
        places[hole] = place
        hole = next
      }
      next &+= 1
    }
  }
}
