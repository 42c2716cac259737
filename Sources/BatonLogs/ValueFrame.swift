/// What a case says of all its events: each event starts as a copy of it.
///
/// Texts of cells lie here, because a case may go on in the next batch; the first event of each batch
/// copies them there for all.
struct ValueFrame {
  var event = LogEvent()
  var cells: [LogCell] = []
  private var texts: [UInt8] = []
  /// The cells with their texts in the batch; empty as long as they are not there.
  private var copied: [LogCell] = []

  mutating func reset() {
    event = LogEvent()
    for position in cells.indices { cells[position] = .missing }
    texts.removeAll(keepingCapacity: true)
    leaveBatch()
  }

  mutating func leaveBatch() { copied.removeAll(keepingCapacity: true) }

  mutating func set(_ value: Int, text: Span<UInt8>) {
    cells[value] = LogCell(.text, count: UInt32(text.count), bits: UInt64(texts.count))
    texts.append(text)
  }

  /// Adds the cells to a batch, as those of an event.
  mutating func copy(to batch: inout LogBatch) {
    if texts.isEmpty {
      batch.cells.append(contentsOf: cells)
      return
    }
    if copied.isEmpty {
      copied = cells.map { cell in
        cell.kind == .text ? batch.keep(texts.span.extracting(cell.range)) : cell
      }
    }
    batch.cells.append(contentsOf: copied)
  }
}

extension [UInt8] {
  /// Adds bytes.
  mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
