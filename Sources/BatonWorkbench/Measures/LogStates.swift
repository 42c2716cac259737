import Baton
import BatonLogs
import BatonModel
import BatonRecords

/// The states that a log names, as numbers, each translated once as its source says.
struct LogStates: ~Copyable {
  /// Beyond so many different ones the log's state is taken for an id, and they are one.
  static let most = 1 << 16

  private var table = GrowingSymbolTable()
  /// In our words; one that the source does not translate is no state of ours, and told as it is.
  private(set) var texts: [String] = []
  /// As the log has them.
  private(set) var said: [String] = []

  /// The number of the state that an event names; nil if it names none.
  mutating func number(
    _ place: Int, of index: Int, _ batch: borrowing LogBatch, _ fields: inout LogFields
  ) -> UInt32? {
    let cell = batch.cell(place, of: index)
    let symbol: Symbol
    switch cell.kind {
    case .missing: return nil
    case .text:
      if table.count < Self.most {
        symbol = batch.withText(of: cell) { table.intern($0) }
      } else {
        symbol = table.find(batch.text(of: cell)) ?? table.intern("…")
      }
    default:
      guard let value = batch.value(place, of: index) else { return nil }
      symbol = table.intern(CellText.of(value))
    }
    while texts.count < table.count {
      let text = table.text(of: Symbol(number: UInt32(texts.count)))
      said.append(text)
      texts.append(fields.state(text) ?? text)
    }
    return symbol.number
  }
}
