import BatonModel
import BatonRecords
import BatonTime
import Synchronization

/// What a request is bound to: the fields, the columns that conditions test, the joins, and the
/// symbols of all texts that the rule base knows.
///
/// Made once per rule base and never changed. A column that goes through the catalogue
/// (`service.criticality`) gets a table from each declared record of its root's kind to the value
/// at the end of the path, so that a join costs two array reads however deep it goes. Memory: one
/// cell per such column and record.
final class FactSchema: Sendable {
  /// How a column's value is found.
  struct Access: Sendable {
    enum Way: UInt8, Sendable { case field, join, label, hours }

    let way: Way
    private let slotNumber: UInt32
    private let placeNumber: UInt32

    init(way: Way, slot: Int, place: Int) {
      self.way = way
      slotNumber = UInt32(slot)
      placeNumber = UInt32(place)
    }

    var slot: Int { Int(slotNumber) }
    /// Of a join: where its cells are. Of a label: its number. Of hours: which.
    var place: Int { Int(placeNumber) }
  }

  /// An instant and a calendar that may be open at it.
  struct Watched: Sendable {
    let instant: Access
    let calendar: BusinessCalendar
  }

  /// How a field's values are read.
  struct Reading: Sendable {
    enum Code: UInt8, Sendable {
      case text, oneOf, reference, number, share, wholeNumber, yesNo, instant, list, priority
    }

    let code: Code
    /// Whether anything asks for its texts' symbols.
    let isInterned: Bool
    let mayBeUndeclared: Bool
    /// Whether senders also write it as a number.
    let isIdentifier: Bool
    /// Of a reference: the kind's number.
    let kind: UInt32
    /// Of one of several names: where their symbols are, ascending.
    let choices: Range<UInt32>
  }

  let fields: FieldTable
  let catalogue: Catalogue
  /// In which instants without an offset are read.
  let zone: Zone
  let columns: [Column]
  let slots: BuiltInSlots
  /// The request's fields by slot.
  let requestFields: [FieldDefinition]
  /// The columns that start at each slot.
  let columnsOfSlot: [[Int]]
  let labelColumns: [Int]
  /// The labels that some rule tests.
  let labelNames: Set<String>
  let symbols: SymbolTable
  let access: [Access]
  /// The instants of which rules ask whether they are in the hours of a calendar.
  let watched: [Watched]
  let readings: [Reading]
  /// The members of lists in the catalogue.
  let members: [Cell]
  /// Texts at the ends of joins as they were written, those beyond ASCII.
  let spellings: [String]
  private let choices: [UInt32]
  private let joined: [Cell]
  /// Per kind: symbol -> position among its records.
  private let ordinals: [UInt32]
  private let ordinalsOfKind: [Range<Int>]
  /// Names that were asked for and are not there: a log repeats its unknown names, and finding the
  /// nearest costs a pass over the catalogue.
  private let hints = Mutex<[RecordKind: [String: String?]]>([:])
  private let slotsByName: [String: Int]

  init(_ rules: CompiledRuleBase) {
    let fields = rules.fields
    let catalogue = rules.catalogue
    self.fields = fields
    self.catalogue = catalogue
    zone = rules.zone
    columns = rules.columns
    slots = BuiltInSlots(fields)
    requestFields = fields.requestFields
    slotsByName = Dictionary(
      uniqueKeysWithValues: fields.requestFields.enumerated().map { ($1.name, $0) })

    var texts = SymbolTableBuilder()
    var ordinals: [UInt32] = []
    var ordinalsOfKind: [Range<Int>] = []
    for kind in RecordKind.allCases {
      let start = ordinals.count
      for (ordinal, record) in catalogue.records(of: kind).enumerated() {
        let place = start + Int(texts.intern(record.name).number)
        while ordinals.count <= place { ordinals.append(Cell.noSymbol) }
        if ordinals[place] == Cell.noSymbol { ordinals[place] = UInt32(ordinal) }
      }
      ordinalsOfKind.append(start..<ordinals.count)
    }
    self.ordinals = ordinals
    self.ordinalsOfKind = ordinalsOfKind

    var choices: [UInt32] = []
    var tables = JoinTables()
    var ofSlot = [[Int]](repeating: [], count: fields.requestFields.count)
    var labels: [Int] = []
    var labelNames: Set<String> = []
    var watched: [Watched] = []
    access = rules.columns.enumerated().map { index, column in
      switch column.root {
      case .label(let name):
        labels.append(index)
        labelNames.insert(name)
        return Access(way: .label, slot: 0, place: labels.count - 1)
      case .field(let slot):
        ofSlot[slot].append(index)
        var access = Access(way: .field, slot: slot, place: 0)
        if !column.path.isEmpty, case .reference(let kind) = fields.requestFields[slot].type {
          let place = tables.add(catalogue.records(of: kind), &texts) { record in
            Self.follow(
              column.path[...], from: kind, name: record.name, overlay: nil, fields, catalogue)
          }
          access = Access(way: .join, slot: slot, place: place)
        }
        guard let calendar = column.calendar.flatMap({ rules.calendars[$0] }) else {
          return access
        }
        watched.append(Watched(instant: access, calendar: calendar))
        return Access(way: .hours, slot: slot, place: watched.count - 1)
      }
    }
    self.watched = watched
    columnsOfSlot = ofSlot
    labelColumns = labels
    self.labelNames = labelNames

    // Which columns some test compares with texts.
    var compared = [Bool](repeating: false, count: rules.columns.count)
    rules.forEachCondition { condition in
      condition.forEachTest { test in
        if test.predicate.intern(into: &texts) { compared[test.column] = true }
      }
    }
    var interned = Set<Int>()
    for (index, column) in rules.columns.enumerated() where compared[index] {
      if case .field(let slot) = column.root { interned.insert(slot) }
    }
    rules.forEachSetText { _ = texts.intern($0) }
    for level in rules.matrix.impact + rules.matrix.urgency { _ = texts.intern(level) }
    readings = fields.requestFields.enumerated().map { slot, field in
      let first = choices.count
      var kind: RecordKind?
      switch field.type {
      case .oneOf(let names): choices += names.map { texts.intern($0).number }.sorted()
      case .reference(let target): kind = target
      default: break
      }
      return Reading(
        code: Reading.Code(field.type),
        isInterned: interned.contains(slot) || kind != nil || first < choices.count,
        mayBeUndeclared: kind?.mayBeUndeclared ?? false,
        isIdentifier: ["id", "external_id", "parent"].contains(field.name),
        kind: UInt32(kind.flatMap { RecordKind.allCases.firstIndex(of: $0) } ?? 0),
        choices: UInt32(first)..<UInt32(choices.count))
    }
    self.choices = choices
    joined = tables.cells
    members = tables.members
    spellings = tables.spellings
    symbols = texts.freeze()
  }

  // MARK: Matching

  /// Whether a name is one of a field's.
  @inline(__always)
  func isChoice(_ reading: Reading, _ symbol: UInt32) -> Bool {
    var first = Int(reading.choices.lowerBound)
    var count = reading.choices.count
    while count > 0 {
      let half = count / 2
      let middle = choices[first + half]
      if middle == symbol { return true }
      if middle < symbol {
        first += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return false
  }

  /// The position of a record among those of its kind; nil if it is not declared.
  @inline(__always)
  func ordinal(kind: UInt32, _ symbol: UInt32) -> Int? {
    let range = ordinalsOfKind[Int(kind)]
    guard Int(symbol) < range.count else { return nil }
    let ordinal = ordinals[range.lowerBound + Int(symbol)]
    return ordinal == Cell.noSymbol ? nil : Int(ordinal)
  }

  /// The value at the end of a join's path.
  @inline(__always)
  func joined(_ access: Access, from cell: Cell) -> Cell {
    guard cell.hasSymbol, let ordinal = ordinal(kind: readings[access.slot].kind, cell.symbol)
    else { return .missing }
    return joined[access.place + ordinal]
  }

  // MARK: Names and values

  /// The known name that an unknown one probably means.
  func nearest(to name: String, of kind: RecordKind) -> String? {
    if let known = hints.withLock({ $0[kind]?[name] }) { return known }
    let nearest = NearestName.to(name, among: catalogue.names(of: kind))
    hints.withLock { hints in
      if hints[kind]?.count ?? 0 >= Self.mostHints { hints[kind] = [:] }
      hints[kind, default: [:]][name] = nearest
    }
    return nearest
  }

  private static let mostHints = 1000

  func slot(_ name: String) -> Int? { slotsByName[name] }

  /// The slot of a field that a request may give.
  func givenSlot(_ name: String) -> Int? {
    let slot = slotsByName[name]
    return slot == slots.event ? nil : slot
  }

  /// A text's symbol; nil if the rule base does not know the text.
  func symbol(_ text: String) -> Symbol? { symbols.find(text) }

  /// The kind of record that a field refers to; nil for a field that is no reference.
  func kind(ofSlot slot: Int) -> RecordKind? {
    if case .reference(let kind) = requestFields[slot].type { kind } else { nil }
  }

  /// The value of a column, worked out from the catalogue each time: what the request itself says
  /// of the record is laid over it.
  func value(ofColumn index: Int, slot: Int, field: Value?, overlay: Members?) -> Value? {
    let path = columns[index].path
    if path.isEmpty { return field }
    guard let kind = kind(ofSlot: slot) else { return nil }
    let name: String? = if case .text(let text)? = field { text } else { nil }
    return Self.follow(path[...], from: kind, name: name, overlay: overlay, fields, catalogue)
  }

  /// An attribute of the record that a field refers to, overlay first.
  func attribute(_ attribute: String, of kind: RecordKind, name: String?, overlay: Members?)
    -> Value?
  {
    Self.follow([attribute], from: kind, name: name, overlay: overlay, fields, catalogue)
  }

  /// Goes along a path from a record, `overlay` laid over what the catalogue says. A reference on
  /// the way is a name, or an object that is laid over the record with its `id`.
  private static func follow(
    _ path: ArraySlice<String>, from kind: RecordKind, name: String?, overlay: Members?,
    _ fields: FieldTable, _ catalogue: Catalogue
  ) -> Value? {
    guard let attribute = path.first else { return nil }
    let found = overlay?[attribute] ?? name.flatMap { catalogue.record(kind, $0)?[attribute] }
    guard let found else { return nil }
    guard case .reference(let next)? = fields[kind, attribute]?.type else {
      return path.count == 1 ? found : nil
    }
    let (nextName, nextOverlay) = found.asReference
    if path.count == 1 { return nextName.map(Value.text) }
    return follow(
      path.dropFirst(), from: next, name: nextName, overlay: nextOverlay, fields, catalogue)
  }
}

extension Value {
  /// A reference as its name, and the members that a request gives of the record referred to.
  var asReference: (name: String?, overlay: Members?) {
    switch self {
    case .text(let name): (name, nil)
    case .object(let members):
      if case .text(let name)? = members["id"] { (name, members) } else { (nil, members) }
    default: (nil, nil)
    }
  }
}

/// The cells at the ends of paths through the catalogue, one table after the other.
private struct JoinTables {
  private(set) var cells: [Cell] = []
  private(set) var members: [Cell] = []
  private(set) var spellings: [String] = []

  /// - Returns: where the table starts.
  mutating func add(
    _ records: [CatalogueRecord], _ texts: inout SymbolTableBuilder,
    _ value: (CatalogueRecord) -> Value?
  ) -> Int {
    let start = cells.count
    for record in records {
      let cell = cell(value(record), &texts)
      cells.append(cell)
    }
    return start
  }

  private mutating func cell(_ value: Value?, _ texts: inout SymbolTableBuilder) -> Cell {
    switch value {
    case nil: return .missing
    case .text(let text)?:
      let symbol = texts.intern(text)
      if text.utf8.allSatisfy({ $0 < 0x80 }) { return Cell(symbol) }
      spellings.append(text)
      return Cell(symbol, spelling: spellings.count - 1)
    case .integer(let number)?: return Cell(integer: number)
    case .number(let number)?: return Cell(number: number)
    case .yesNo(let yes)?: return Cell(yesNo: yes)
    case .instant(let instant)?: return Cell(instant: instant.milliseconds)
    case .object?: return Cell(kind: .object, bits: 0)
    case .list(let values)?:
      let cells = values.map { cell($0, &texts) }
      let start = members.count
      members += cells
      return Cell(list: start, count: cells.count, isOfCatalogue: true)
    }
  }
}

extension FactSchema.Reading.Code {
  fileprivate init(_ type: FieldType) {
    self =
      switch type {
      case .text: .text
      case .number: .number
      case .share: .share
      case .wholeNumber: .wholeNumber
      case .yesNo: .yesNo
      case .instant: .instant
      case .list: .list
      case .oneOf: .oneOf
      case .reference: .reference
      case .priority: .priority
      }
  }
}

extension Predicate {
  /// Gives symbols to the texts that values are compared with for equality.
  /// - Returns: whether there is one.
  fileprivate func intern(into texts: inout SymbolTableBuilder) -> Bool {
    switch self {
    case .equals(.text(let text)):
      _ = texts.intern(text)
      return true
    case .oneOf(let values):
      var found = false
      for case .text(let text) in values {
        _ = texts.intern(text)
        found = true
      }
      return found
    default:
      return false
    }
  }
}
