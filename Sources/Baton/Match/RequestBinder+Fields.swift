import BatonModel
import BatonRecords

extension RequestBinder {
  /// The names by which a reader of fields must be made: those of the request's fields by slot.
  static func names(_ schema: FactSchema) -> [String] { schema.requestFields.map(\.name) }

  /// Makes the facts those of a record in the engine's own words, straight from its bytes.
  ///
  /// Gives the same facts as binding the record's request, but for what only functions read and for
  /// labels (where a rule base wants those, requests must be bound), and for texts that nobody reads
  /// (``keepsText``).
  /// - Parameters:
  ///   - record: a reader for ``names(_:)``, with a record.
  ///   - id: gets the record's id with its quotes, where that is as it is to be written.
  func bind(
    _ record: inout FieldReader, in world: World, to facts: inout Facts, quoting id: inout ByteArena
  ) {
    facts.reset()
    // The positions of members that take a closer look, as bits.
    var others: UInt64 = 0
    facts.fill { cells, texts in
      for position in 0..<min(record.count, Self.most) {
        let member = record.member(at: position)
        if member.field == schema.slots.id, member.isQuoted {
          member.withQuotedText { id.append($0) }
        }
        if let cell = cell(member, &texts) {
          cells[member.field] = cell
        } else {
          others |= 1 << UInt64(position)
        }
      }
    }
    if others != 0 || record.count > Self.most { bind(others, of: &record, &facts) }
    addContext(of: world, &facts)
  }

  /// Binds what takes a closer look.
  private func bind(_ others: UInt64, of record: inout FieldReader, _ facts: inout Facts) {
    for position in 0..<record.count
    where position >= Self.most || others & (1 << UInt64(position)) != 0 {
      let slot = record.member(at: position).field
      guard let value = record.value(at: position) else { continue }
      let isGroup = slot == schema.slots.group
      bind(slot, value, beside: isGroup ? provider(of: &record) : nil, &facts)
    }
  }

  /// The cell of a member; nil if that takes a closer look.
  @inline(__always)
  private func cell(_ member: borrowing FieldMember, _ texts: inout ByteArena) -> Cell? {
    let reading = schema.readings[member.field]
    switch member.kind {
    case .none: return .missing
    case .text: return text(member, reading, &texts)
    case .integer: return whole(member.integer, reading)
    case .yesNo: return reading.code == .yesNo ? Cell(yesNo: member.yesNo) : nil
    case .number, .list, .object: return nil
    }
  }

  @inline(__always)
  private func text(
    _ member: borrowing FieldMember, _ reading: FactSchema.Reading, _ texts: inout ByteArena
  ) -> Cell? {
    switch reading.code {
    case .text:
      if reading.isInterned {
        let found = member.look(in: schema.symbols)
        if let symbol = found.symbol {
          return cell(of: symbol, isASCII: found.isASCII, member, &texts)
        }
      } else if !keepsText[member.field], member.field != schema.slots.id || member.isQuoted {
        return .missing
      }
      return member.withText { texts.cell(of: $0, symbol: Cell.noSymbol) }
    case .oneOf, .reference:
      let found = member.look(in: schema.symbols)
      guard let symbol = found.symbol, named(member.field, reading, symbol) != nil else {
        return nil
      }
      return cell(of: symbol, isASCII: found.isASCII, member, &texts)
    case .number, .wholeNumber, .yesNo, .instant, .list, .priority:
      return nil
    }
  }

  /// The cell of a text that has a symbol: see ``Facts/spelled(_:_:)``.
  @inline(__always)
  private func cell(
    of symbol: Symbol, isASCII: Bool, _ member: borrowing FieldMember, _ texts: inout ByteArena
  ) -> Cell {
    if isASCII { return Cell(symbol) }
    return member.withText { texts.cell(of: $0, symbol: symbol.number) }
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

extension ByteArena {
  /// Adds a text.
  mutating func cell(of text: Span<UInt8>, symbol: UInt32) -> Cell {
    let start = count
    append(text)
    return Cell(kind: .text, symbol: symbol, bits: Cell(textAt: start, count: text.count).bits)
  }
}
