// How a batch is filled, by an ``EventAssembly`` alone.

extension LogBatch {
  mutating func clear(width: Int) {
    events.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    self.width = width
  }

  /// Nothing to be given to anybody.
  var isEmpty: Bool { runs.isEmpty && faults.isEmpty }

  /// Enough for once.
  var isFull: Bool { events.count >= 8192 || runs.count >= 8192 || bytes.count >= 4 << 20 }

  mutating func openRun(
    id: [UInt8], digest: UInt64, trace: Int, line: Int, begins: Bool
  ) {
    let start = bytes.count
    bytes.append(contentsOf: id)
    runs.append(
      LogRun(
        events: events.count..<events.count, digest: digest, trace: trace, line: line,
        begins: begins, ends: false, isCut: false, id: start..<bytes.count))
  }

  mutating func endLastRun(isCut: Bool) {
    runs[runs.count - 1].ends = true
    runs[runs.count - 1].isCut = isCut
  }

  /// Adds an event to the last run; its cells are there.
  mutating func append(_ event: LogEvent) {
    events.append(event)
    let start = runs[runs.count - 1].events.lowerBound
    runs[runs.count - 1].events = start..<events.count
  }

  /// Copies a text where another was that is not wanted any more, if there is room.
  mutating func keep(_ text: Span<UInt8>, over old: LogCell) -> LogCell {
    guard old.kind == .text, old.range.count >= text.count, old.range.upperBound == bytes.count
    else { return keep(text) }
    bytes.removeLast(bytes.count - old.range.lowerBound)
    return keep(text)
  }

  /// Copies a text, and gives the cell that says where it is.
  mutating func keep(_ text: Span<UInt8>) -> LogCell {
    let start = bytes.count
    bytes.append(text)
    return LogCell(.text, count: UInt32(text.count), bits: UInt64(start))
  }
}
