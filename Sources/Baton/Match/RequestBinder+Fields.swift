import BatonModel
import BatonRecords

extension RequestBinder {
  /// The names by which a reader of fields must be made: those of the request's fields by slot.
  static func names(_ schema: FactSchema) -> [String] { schema.requestFields.map(\.name) }

  /// How many members of a record are bound in one go, without a look at the rest of the facts.
  private static let most = UInt64.bitWidth

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

  /// How the texts of a field become cells.
  enum TextWay: UInt8, Sendable {
    /// With a closer look.
    case closely
    /// Nobody reads them: they are only checked.
    case unread
    /// The same, but what the id is has to be known, if it is not lent with its quotes.
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
      case .text where reading.isInterned: .symbol
      case .text where isRead[slot]: .kept
      case .text: slot == schema.slots.id ? .id : .unread
      case .oneOf: .choice
      case .reference where slot == schema.slots.group: .closely
      case .reference: reading.mayBeUndeclared ? .name : .declared
      case .number, .wholeNumber, .yesNo, .instant, .list, .priority: .closely
      }
    }
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
    switch member.kind {
    case .none: return .missing
    case .text: return text(member, &texts)
    case .integer: return whole(member.integer, schema.readings[member.field])
    case .yesNo:
      return schema.readings[member.field].code == .yesNo ? Cell(yesNo: member.yesNo) : nil
    case .number, .list, .object: return nil
    }
  }

  @inline(__always)
  private func text(_ member: borrowing FieldMember, _ texts: inout ByteArena) -> Cell? {
    let way = textWays[member.field]
    var known = Cell.noSymbol
    switch way {
    case .closely: return nil
    case .unread: return .missing
    case .id: if member.isQuoted { return .missing }
    case .kept: break
    case .symbol, .name, .declared, .choice:
      let found = member.look(in: schema.symbols)
      if let symbol = found.symbol, fits(symbol, way, member.field) {
        // Beyond ASCII a text may be equal to its symbol's and yet be written otherwise.
        if found.isSame { return Cell(symbol) }
        known = symbol.number
      } else if way != .symbol {
        return nil
      }
    }
    return member.withText { texts.cell(of: $0, symbol: known) }
  }

  /// Whether a text of the rule base may be the field's value.
  @inline(__always)
  private func fits(_ symbol: Symbol, _ way: TextWay, _ slot: Int) -> Bool {
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
  fileprivate mutating func cell(of text: Span<UInt8>, symbol: UInt32) -> Cell {
    let start = count
    append(text)
    return Cell(kind: .text, symbol: symbol, bits: Cell(textAt: start, count: text.count).bits)
  }
}
