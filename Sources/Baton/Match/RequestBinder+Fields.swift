import BatonModel
import BatonRecords

extension RequestBinder {
  /// The names by which a reader of fields must be made: those of the request's fields by slot.
  static func names(_ schema: FactSchema) -> [String] { schema.requestFields.map(\.name) }

  /// Makes the facts those of a record in the engine's own words, straight from its bytes.
  ///
  /// Gives the same facts as binding the record's request, but for what only functions read and for
  /// labels: where a rule base wants those, requests must be bound.
  /// - Parameter record: a reader for ``names(_:)``, with a record.
  func bind(_ record: inout FieldReader, in world: World, to facts: inout Facts) {
    facts.reset()
    for position in 0..<record.count {
      let slot = record.field(at: position)
      let reading = schema.readings[slot]
      var cell: Cell?
      switch record.kind(at: position) {
      case .none: continue
      case .text: cell = text(&record, position, slot, reading, &facts)
      case .integer: cell = whole(record.integer(at: position), reading)
      case .yesNo: cell = reading.code == .yesNo ? Cell(yesNo: record.yesNo(at: position)) : nil
      case .number, .list, .object: break
      }
      if let cell {
        facts.put(cell, at: slot)
      } else if let value = record.value(at: position) {
        let isGroup = slot == schema.slots.group
        bind(slot, value, beside: isGroup ? provider(of: &record) : nil, &facts)
      }
    }
    addContext(of: world, &facts)
  }

  @inline(__always)
  private func text(
    _ record: inout FieldReader, _ position: Int, _ slot: Int, _ reading: FactSchema.Reading,
    _ facts: inout Facts
  ) -> Cell? {
    switch reading.code {
    case .text:
      if reading.isInterned, let symbol = record.symbol(at: position, in: schema.symbols) {
        return Cell(symbol)
      }
      return record.withText(at: position) { facts.add($0) }
    case .oneOf, .reference:
      return named(slot, reading, record.symbol(at: position, in: schema.symbols))
    default:
      return nil
    }
  }

  /// The provider that a record names.
  private func provider(of record: inout FieldReader) -> String? {
    for position in 0..<record.count where record.field(at: position) == schema.slots.provider {
      return record.value(at: position)?.asReference.name
    }
    return nil
  }
}
