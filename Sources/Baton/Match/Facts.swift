import BatonModel
import BatonRecords
import BatonTime

/// One request as conditions see it: a cell for each field, reused from request to request.
///
/// Columns are not stored: a field's column is its cell, a join's is two array reads away. Only
/// what a request says itself of a record that it refers to (an overlay) is worked out when it is
/// bound. Texts that the rule base does not know lie in one byte arena; binding allocates only for
/// overlays, lists and faults.
///
/// Not copyable: a copy counts a dozen references, which a compiler left to itself does for many a
/// read. Who means one says ``copy()``.
struct Facts: ~Copyable, Sendable {
  let schema: FactSchema
  /// The request's fields by slot.
  private(set) var cells: [Cell]
  /// Which of the first slots have been given a cell, as bits: of some forty fields a request has
  /// few, and only those are to be forgotten. The slots beyond a word always are.
  private var given: UInt64 = 0
  /// The texts without symbols.
  private var arena = ByteArena()
  /// The members of the request's lists.
  private var members: [Cell] = []
  /// What the request says itself of the record that a field refers to.
  private var overlays: [(slot: Int, members: Members)] = []
  /// The cells of columns that start at a slot with an overlay, by column.
  private var overlaid: [(column: Int, cell: Cell)] = []
  /// The columns that read labels, in the schema's order.
  private var labels: [Cell]
  /// The request that the facts were made from, for what only functions read.
  private var origin: Request?
  /// Values that do not fit their fields.
  var faults: [RequestFault] = []
  /// The offset in which the request writes its instants, in seconds.
  var offset = 0
  /// Changes whenever a field does: facts of one owner with the same number are equal.
  private(set) var revision = 0
  /// What stages changed since deciding began, while that is kept.
  private(set) var changes: [Change] = []
  private var keepsChanges = false
  private let lending = LentByAddress()

  init(_ schema: FactSchema) {
    self.schema = schema
    cells = [Cell](repeating: .missing, count: schema.requestFields.count)
    labels = [Cell](repeating: .missing, count: schema.labelColumns.count)
  }

  private init(copying other: borrowing Facts) {
    schema = other.schema
    cells = other.cells
    given = other.given
    arena = other.arena
    members = other.members
    overlays = other.overlays
    overlaid = other.overlaid
    labels = other.labels
    origin = other.origin
    faults = other.faults
    offset = other.offset
    revision = other.revision
    changes = other.changes
    keepsChanges = other.keepsChanges
  }

  /// The same facts for somebody else, who may keep them.
  func copy() -> Facts { Facts(copying: self) }

  /// Takes the place of others, and they the place of these: facts are given away without a copy.
  mutating func exchange(_ other: inout Facts) {
    // Whoever kept something by the number of one of them must not take the other for it.
    let next = max(revision, other.revision) + 1
    swap(&self, &other)
    other.revision = next
  }

  /// Forgets the request.
  mutating func reset() {
    revision += 1
    var given = given
    self.given = 0
    var cells = cells.mutableSpan
    while given != 0 {
      cells[given.trailingZeroBitCount] = .missing
      given &= given &- 1
    }
    if cells.count > UInt64.bitWidth {
      for slot in UInt64.bitWidth..<cells.count { cells[slot] = .missing }
    }
    arena.reset()
    if !members.isEmpty { members.removeAll(keepingCapacity: true) }
    if !overlays.isEmpty { overlays.removeAll(keepingCapacity: true) }
    if !overlaid.isEmpty { overlaid.removeAll(keepingCapacity: true) }
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
    if origin != nil { origin = nil }
    offset = 0
  }

  // MARK: Reading

  @inline(__always)
  func has(_ slot: Int) -> Bool { cells[slot].kind != .missing }

  func value(_ slot: Int) -> Value? { value(of: cells[slot]) }

  func text(_ slot: Int) -> String? { text(of: cells[slot]) }

  func integer(_ slot: Int) -> Int? {
    let cell = cells[slot]
    return cell.kind == .integer ? cell.integer : nil
  }

  func instant(_ slot: Int) -> Instant? {
    let cell = cells[slot]
    return cell.kind == .instant ? Instant(milliseconds: Int64(cell.integer)) : nil
  }

  /// The symbol of a field's text, if the rule base knows it.
  func symbol(_ slot: Int) -> Symbol? {
    let cell = cells[slot]
    return cell.kind == .text && cell.hasSymbol ? Symbol(number: cell.symbol) : nil
  }

  func overlay(_ slot: Int) -> Members? {
    overlays.isEmpty ? nil : overlays.first { $0.slot == slot }?.members
  }

  @inline(__always)
  var hasOverlays: Bool { !overlays.isEmpty }

  @inline(__always)
  func hasOverlay(_ slot: Int) -> Bool { hasOverlays && overlay(slot) != nil }

  /// An attribute of the record that a field refers to: the request's word first, then the
  /// catalogue's.
  func attribute(_ attribute: String, of slot: Int) -> Value? {
    guard let kind = schema.kind(ofSlot: slot) else { return nil }
    return schema.attribute(attribute, of: kind, name: text(slot), overlay: overlay(slot))
  }

  /// Members that no field takes, for functions only.
  var attributes: Members {
    guard let origin else { return Members() }
    return RequestBinder.attributes(of: origin, schema)
  }

  /// The value of a column.
  @inline(__always)
  func cell(_ column: Int) -> Cell {
    let access = schema.access[column]
    switch access.way {
    case .field: return cells[access.slot]
    case .label: return labels[access.place]
    case .join: return joined(access, column)
    case .hours: return isOpen(column)
    }
  }

  /// The value at the end of a join, as the request says it or else the catalogue.
  @inline(__always)
  func joined(_ access: FactSchema.Access, _ column: Int) -> Cell {
    if !overlaid.isEmpty, let said = overlaid.first(where: { $0.column == column }) {
      return said.cell
    }
    return schema.joined(access, from: cells[access.slot])
  }

  func columnValue(_ column: Int) -> Value? { value(of: cell(column)) }

  /// The members of a list.
  func members(of cell: Cell) -> ArraySlice<Cell> {
    let range = cell.start..<cell.start + cell.count
    return cell.isListOfCatalogue ? schema.members[range] : members[range]
  }

  func value(of cell: Cell) -> Value? {
    switch cell.kind {
    case .missing: nil
    case .text: text(of: cell).map { .text($0) }
    case .integer: .integer(cell.integer)
    case .number: .number(cell.number)
    case .yesNo: .yesNo(cell.yesNo)
    case .instant: .instant(Instant(milliseconds: Int64(cell.integer)))
    case .list: .list(members(of: cell).compactMap { value(of: $0) })
    case .object: .object(Members())
    }
  }

  /// The text of a cell as it was written, which may be spelled otherwise than its symbol's.
  func text(of cell: Cell) -> String? {
    guard cell.kind == .text else { return nil }
    if cell.isOfCatalogue { return schema.spellings[cell.spelling] }
    if cell.isSymbolAlone { return schema.symbols.text(of: Symbol(number: cell.symbol)) }
    return String(decoding: arena[cell.start..<cell.start + cell.count], as: UTF8.self)
  }

  /// Lends the UTF-8 of a text as it was written.
  @inline(__always)
  func withBytes<Result>(of cell: Cell, _ body: (Span<UInt8>) -> Result) -> Result {
    if cell.isOfCatalogue { return body(schema.spellings[cell.spelling].utf8.span) }
    if cell.isSymbolAlone {
      return schema.symbols.withBytes(of: Symbol(number: cell.symbol), body)
    }
    return arena.withBytes(cell.start..<cell.start + cell.count, body)
  }

  /// Appends a text's UTF-8 in small letters if all of it is ASCII.
  /// - Returns: false, and nothing is appended, if it is not.
  func appendFolded(_ cell: Cell, to bytes: inout [UInt8]) -> Bool {
    if cell.isOfCatalogue || cell.isSymbolAlone {
      return Self.appendFolded(Array((text(of: cell) ?? "").utf8)[...], to: &bytes)
    }
    return Self.appendFolded(arena[cell.start..<cell.start + cell.count], to: &bytes)
  }

  private static func appendFolded(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard text.allSatisfy({ $0 < 0x80 }) else { return false }
    bytes.append(contentsOf: text.lazy.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
    return true
  }

  /// Adds a text as a JSON string, with its quotes.
  /// - Returns: false, and nothing is added, if it must be escaped.
  func quote(_ cell: Cell, into bytes: inout ByteArena) -> Bool {
    if cell.isOfCatalogue || cell.isSymbolAlone {
      var text = text(of: cell) ?? ""
      return text.withUTF8 { bytes.append(quoting: $0.span) }
    }
    return arena.withBytes(cell.start..<cell.start + cell.count) { bytes.append(quoting: $0) }
  }

  // MARK: Changing

  /// A field before a stage changed it.
  struct Change: Sendable {
    let slot: Int
    let cell: Cell
    /// What the request said itself of the record that it referred to.
    let overlay: Members?
  }

  /// Begins to keep what is changed, or stops keeping it: the facts as they are count as unchanged.
  mutating func keepChanges(_ keeps: Bool) {
    keepsChanges = keeps
    if !changes.isEmpty { changes.removeAll(keepingCapacity: true) }
  }

  /// The facts as they were when so many changes had been kept.
  func after(changes count: Int) -> Facts {
    var facts = copy()
    facts.revision += 1
    for change in changes[count...].reversed() {
      facts.put(change.cell, at: change.slot)
      if let overlay = change.overlay { facts.lay(overlay, over: change.slot) }
    }
    return facts
  }

  @inline(__always)
  private mutating func keep(_ slot: Int) {
    guard keepsChanges else { return }
    changes.append(Change(slot: slot, cell: cells[slot], overlay: overlay(slot)))
  }

  /// Sets a field. What the request said of the record that it named before is forgotten: it was
  /// said of another one. What it said without naming one holds for the one that is named now.
  mutating func set(_ slot: Int, to value: Value?) {
    if self.value(slot) == value { return }
    change(slot, to: cell(of: value))
  }

  /// Sets a field to a text that the rule base knows.
  mutating func set(_ slot: Int, to symbol: Symbol) {
    let old = cells[slot]
    if old.kind == .text, old.symbol == symbol.number { return }
    change(slot, to: Cell(symbol))
  }

  /// Sets a field to a whole number.
  mutating func set(_ slot: Int, to number: Int) {
    let old = cells[slot]
    if old.kind == .integer, old.integer == number { return }
    change(slot, to: Cell(integer: number))
  }

  private mutating func change(_ slot: Int, to cell: Cell) {
    revision += 1
    keep(slot)
    let wasNamed = has(slot)
    put(cell, at: slot)
    guard hasOverlays, let said = overlay(slot) else { return }
    if wasNamed || said["id"] != nil {
      forgetOverlay(slot)
    } else {
      lay(said, over: slot)
    }
  }

  private mutating func forgetOverlay(_ slot: Int) {
    guard !overlays.isEmpty, overlays.contains(where: { $0.slot == slot }) else { return }
    overlays.removeAll { $0.slot == slot }
    overlaid.removeAll { schema.access[$0.column].slot == slot }
  }

  /// Lends the cells, for a request that is being bound.
  /// - Parameter body: says which slots, of the first 64, it gave a cell, as bits.
  @inline(__always)
  mutating func fill(_ body: (inout MutableSpan<Cell>) -> UInt64) {
    var cells = cells.mutableSpan
    let given = body(&cells)
    self.given |= given
  }

  /// The same, with the arena of their texts.
  @inline(__always)
  mutating func fillWithTexts(
    _ body: (inout MutableSpan<Cell>, inout ByteArena) -> UInt64
  ) {
    // A span of the cells is an access to all of the facts: the arena is taken out meanwhile.
    var texts = ByteArena()
    swap(&texts, &arena)
    var cells = cells.mutableSpan
    let given = body(&cells, &texts)
    self.given |= given
    swap(&texts, &arena)
  }

  @inline(__always)
  mutating func put(_ cell: Cell, at slot: Int) {
    cells[slot] = cell
    given |= 1 << UInt64(slot)
  }

  /// A text's cell, its symbol looked for.
  mutating func known(_ text: String) -> Cell? {
    schema.symbols.find(text).map { spelled(text, Cell($0)) }
  }

  /// The cell of a text that has a symbol. Beyond ASCII a text may be equal to its symbol's and yet
  /// be written otherwise, which functions and expressions see: then its bytes are kept beside.
  mutating func spelled(_ text: String, _ cell: Cell) -> Cell {
    spelled(text.utf8.span, cell)
  }

  mutating func spelled(_ text: Span<UInt8>, _ cell: Cell) -> Cell {
    var bits: UInt8 = 0
    for index in text.indices { bits |= text[index] }
    if bits < 0x80 { return cell }
    return Cell(kind: .text, symbol: cell.symbol, bits: add(text).bits)
  }

  mutating func add(_ text: String) -> Cell {
    add(text.utf8.span)
  }

  mutating func add(_ text: Span<UInt8>) -> Cell {
    let start = arena.count
    arena.append(text)
    return Cell(textAt: start, count: text.count)
  }

  mutating func cell(of value: Value?) -> Cell {
    switch value {
    case nil: return .missing
    case .text(let text)?: return known(text) ?? add(text)
    case .integer(let number)?: return Cell(integer: number)
    case .number(let number)?: return Cell(number: number)
    case .yesNo(let yes)?: return Cell(yesNo: yes)
    case .instant(let instant)?: return Cell(instant: instant.milliseconds)
    case .object?: return Cell(kind: .object, bits: 0)
    case .list(let values)?:
      let cells = values.map { cell(of: $0) }
      let start = members.count
      members += cells
      return Cell(list: start, count: cells.count, isOfCatalogue: false)
    }
  }

  /// Lays what a request says of a record over the catalogue's word. To be called when the field
  /// has its cell.
  mutating func lay(_ overlay: Members, over slot: Int) {
    forgetOverlay(slot)
    overlays.append((slot, overlay))
    let field = value(slot)
    for column in schema.columnsOfSlot[slot] where !schema.columns[column].path.isEmpty {
      let value = schema.value(ofColumn: column, slot: slot, field: field, overlay: overlay)
      overlaid.append((column, cell(of: value)))
    }
  }

  mutating func setLabel(_ place: Int, to text: String) {
    labels[place] = known(text) ?? add(text)
  }

  mutating func remember(_ request: Request) { origin = request }
}
