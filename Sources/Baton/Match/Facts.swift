import BatonModel

/// One request as conditions see it: typed fields by slot, and the value of every column.
///
/// Columns are worked out when a field is bound or set, not when they are tested: each rule then
/// reads an array. A stage that sets a field recomputes only the columns that start there.
struct Facts: Sendable {
  let schema: FactSchema
  /// The request's fields by slot; nil is missing.
  private(set) var fields: [Value?]
  /// What the request says itself of the record that a field refers to, by slot.
  private(set) var overlays: [Int: Members]
  /// Members that no field takes, for functions only.
  let attributes: Members
  private(set) var columns: [Value?]
  /// Changes whenever a field does: copies of one request's facts with the same number are equal.
  private(set) var revision = 0
  /// The texts of those columns that some test compares ignoring case.
  private(set) var folded: [FoldedText?]

  /// - Parameter labels: what the request's labels are, for the columns that read them.
  init(
    _ schema: FactSchema, fields: [Value?], overlays: [Int: Members], attributes: Members,
    labels: Members
  ) {
    self.schema = schema
    self.fields = fields
    self.overlays = overlays
    self.attributes = attributes
    columns = [Value?](repeating: nil, count: schema.columns.count)
    folded = [FoldedText?](repeating: nil, count: schema.columns.count)
    for slot in fields.indices where !schema.columnsOfSlot[slot].isEmpty { refresh(slot) }
    for index in schema.labelColumns {
      guard case .label(let name) = schema.columns[index].root else { continue }
      put(.text(labels[name]?.asLabel ?? ""), at: index)
    }
  }

  /// Sets a field. What the request said of the record that it referred to before is forgotten:
  /// it was said of another one.
  mutating func set(_ slot: Int, to value: Value?) {
    guard fields[slot] != value else { return }
    revision += 1
    fields[slot] = value
    overlays[slot] = nil
    refresh(slot)
  }

  /// A field's value, nil if it is missing.
  func value(_ slot: Int) -> Value? { fields[slot] }

  /// What conditions on a column test.
  func columnValue(_ column: Int) -> Value? { columns[column] }

  /// The text of a field, nil if it is missing or holds no text.
  func text(_ slot: Int) -> String? {
    if case .text(let text)? = fields[slot] { text } else { nil }
  }

  /// An attribute of the record that a field refers to: the request's word first, then the
  /// catalogue's.
  func attribute(_ attribute: String, of slot: Int) -> Value? {
    guard let kind = schema.kind(ofSlot: slot) else { return nil }
    return schema.attribute(attribute, of: kind, name: text(slot), overlay: overlays[slot])
  }

  private mutating func refresh(_ slot: Int) {
    let overlay = overlays.isEmpty ? nil : overlays[slot]
    for index in schema.columnsOfSlot[slot] {
      let value = schema.value(ofColumn: index, slot: slot, field: fields[slot], overlay: overlay)
      put(value, at: index)
    }
  }

  private mutating func put(_ value: Value?, at index: Int) {
    columns[index] = value
    guard schema.foldedColumns[index] else { return }
    if case .text(let text)? = value {
      folded[index] = FoldedText(text)
    } else {
      folded[index] = nil
    }
  }
}

extension Value {
  /// A label's text: numbers and truth values as their text; lists and objects are no labels.
  var asLabel: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant, .list, .object: nil
    }
  }
}
