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
      let member = record.member(at: position)
      let slot = member.field
      let reading = schema.readings[slot]
      var cell: Cell?
      switch member.kind {
      case .none: continue
      case .text: cell = text(member, slot, reading, &facts)
      case .integer: cell = whole(member.integer, reading)
      case .yesNo: cell = reading.code == .yesNo ? Cell(yesNo: member.yesNo) : nil
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
    _ member: borrowing FieldMember, _ slot: Int, _ reading: FactSchema.Reading,
    _ facts: inout Facts
  ) -> Cell? {
    switch reading.code {
    case .text:
      if reading.isInterned, let symbol = member.symbol(in: schema.symbols) {
        return member.withText { facts.spelled($0, Cell(symbol)) }
      }
      return member.withText { facts.add($0) }
    case .oneOf, .reference:
      return named(slot, reading, member.symbol(in: schema.symbols)).map { cell in
        member.withText { facts.spelled($0, cell) }
      }
    default:
      return nil
    }
  }

  /// The provider that a record names.
  private func provider(of record: inout FieldReader) -> String? {
    for position in 0..<record.count
    where record.member(at: position).field == schema.slots.provider {
      return record.value(at: position)?.asReference.name
    }
    return nil
  }
}
