import BatonModel
import BatonRecords

extension RequestBinder {
  /// The names by which a reader of fields must be made: those of the request's fields by slot.
  static func names(_ schema: FactSchema) -> [String] { schema.requestFields.map(\.name) }

  /// Makes the facts those of a record in the engine's own words, straight from its bytes.
  ///
  /// Gives the same facts as binding the record's request, but for what only functions read and for
  /// labels (where a rule base wants those, requests must be bound), and for texts that nobody reads
  /// (``TextWay``).
  /// - Parameters:
  ///   - record: a reader for ``names(_:)``, with a record.
  ///   - id: gets the record's id with its quotes, where that is as it is to be written.
  func bind(
    _ record: inout FieldReader, in world: World, to facts: inout Facts, quoting id: inout ByteArena
  ) {
    facts.reset()
    // The positions of members that take a closer look, as bits.
    var others: UInt64 = 0
    var ofID: Int?
    facts.fill { cells in
      var given: UInt64 = 0
      for position in 0..<min(record.count, Self.most) {
        let member = record.member(at: position)
        if member.field == schema.slots.id { ofID = position }
        if let cell = cell(member) {
          cells[member.field] = cell
          given |= 1 << UInt64(member.field)
        } else {
          others |= 1 << UInt64(position)
        }
      }
      return given
    }
    if let ofID, record.member(at: ofID).isQuoted {
      record.member(at: ofID).withQuotedText { id.append($0) }
    }
    if others != 0 || record.count > Self.most { bind(others, of: &record, &facts) }
    addContext(of: world, &facts)
  }

  /// How the texts of a field become cells.
  enum TextWay: UInt8, Sendable {
    /// With a closer look.
    case closely
    /// Nobody reads them, and whatever they say would do.
    case unread
    /// The same, but the id is to be told: kept where it is not lent with its quotes.
    case id
    /// Their bytes are kept.
    case kept
    /// They are symbols where they have some, else kept.
    case symbol
    /// They are symbols, of a record that need not be declared, of one that is, of one of several
    /// names; others take a closer look.
    case name, declared, choice
  }

  /// By slot, how texts become cells.
  /// - Parameter isRead: by slot, whether somebody reads a field's text.
  static func textWays(_ schema: FactSchema, isRead: [Bool]) -> [TextWay] {
    schema.readings.enumerated().map { slot, reading in
      switch reading.code {
      case .text where slot == schema.slots.event: .unread
      case .text where reading.isInterned: .symbol
      case .text where isRead[slot]: .kept
      case .text: slot == schema.slots.id ? .id : .unread
      case .oneOf: .choice
      case .reference where slot == schema.slots.group: .closely
      case .reference: reading.mayBeUndeclared ? .name : .declared
      case .number, .share, .wholeNumber, .yesNo, .instant, .list, .priority: .closely
      }
    }
  }

  /// Binds what takes a closer look, and texts whose bytes are kept.
  private func bind(_ others: UInt64, of record: inout FieldReader, _ facts: inout Facts) {
    for position in 0..<record.count
    where position >= Self.most || others & (1 << UInt64(position)) != 0 {
      let slot = record.member(at: position).field
      if slot == schema.slots.event { continue }
      if let cell = kept(record.member(at: position), &facts) {
        facts.put(cell, at: slot)
      } else if let value = record.value(at: position) {
        let isGroup = slot == schema.slots.group
        bind(slot, value, beside: isGroup ? provider(of: &record) : nil, &facts)
      }
    }
  }

  /// The cell of a member that needs no room for its bytes; nil for others.
  @inline(__always)
  private func cell(_ member: borrowing FieldMember) -> Cell? {
    switch member.kind {
    case .none: return .missing
    case .text: return symbol(of: member)
    case .integer: return whole(member.integer, schema.readings[member.field])
    case .yesNo:
      return schema.readings[member.field].code == .yesNo ? Cell(yesNo: member.yesNo) : nil
    case .number, .list, .object: return nil
    }
  }

  /// The cell of a text that is written as its symbol's, or that nobody reads.
  @inline(__always)
  private func symbol(of member: borrowing FieldMember) -> Cell? {
    let way = textWays[member.field]
    switch way {
    case .unread: return .missing
    case .id: return member.isQuoted ? .missing : nil
    case .closely, .kept: return nil
    case .symbol, .name, .declared, .choice:
      let found = member.look(in: schema.symbols)
      guard let symbol = found.symbol, found.isSame, fits(symbol, way, member.field) else {
        return nil
      }
      return Cell(symbol)
    }
  }

  /// The cell of a text whose bytes are kept, because it has no symbol or, beyond ASCII, is written
  /// otherwise than its symbol's; nil for what is no text, or does not fit its field.
  private func kept(_ member: borrowing FieldMember, _ facts: inout Facts) -> Cell? {
    guard member.kind == .text else { return nil }
    let way = textWays[member.field]
    switch way {
    case .closely: return nil
    case .unread: return .missing
    case .id, .kept: return member.withText { facts.add($0) }
    case .symbol, .name, .declared, .choice:
      if let symbol = member.symbol(in: schema.symbols), fits(symbol, way, member.field) {
        return member.withText { facts.spelled($0, Cell(symbol)) }
      }
      return way == .symbol ? member.withText { facts.add($0) } : nil
    }
  }

  /// Whether a text of the rule base may be the field's value.
  @inline(__always)
  func fits(_ symbol: Symbol, _ way: TextWay, _ slot: Int) -> Bool {
    switch way {
    case .choice: schema.isChoice(schema.readings[slot], symbol.number)
    case .declared: schema.ordinal(kind: schema.readings[slot].kind, symbol.number) != nil
    default: true
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

extension ByteArena {
  /// Adds a text.
  mutating func cell(of text: Span<UInt8>, symbol: UInt32) -> Cell {
    let start = count
    append(text)
    return Cell(kind: .text, symbol: symbol, bits: Cell(textAt: start, count: text.count).bits)
  }
}
