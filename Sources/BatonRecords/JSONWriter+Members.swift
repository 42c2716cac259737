/// Members of objects, a name with its value each.
extension JSONWriter {
  package mutating func member(_ name: String, _ text: String) {
    self.name(name)
    self.text(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    self.name(name)
    integer(number)
  }

  package mutating func member(_ name: String, _ number: Double) {
    self.name(name)
    self.number(number)
  }

  package mutating func member(_ name: String, _ yesNo: Bool) {
    self.name(name)
    self.yesNo(yesNo)
  }

  /// Left out where there is none.
  package mutating func optional(_ name: String, _ text: String?) {
    if let text { member(name, text) }
  }

  /// `null` where there is none.
  package mutating func nullable(_ name: String, _ text: String?) {
    self.name(name)
    if let text { self.text(text) } else { null() }
  }

  package mutating func texts(_ name: String, _ texts: [String]) {
    self.name(name)
    beginList()
    for text in texts { self.text(text) }
    endList()
  }

  package mutating func counts(_ counts: KeyValuePairs<String, Int>) {
    for (name, count) in counts { member(name, count) }
  }

  /// A member that is an object.
  package mutating func object(_ name: String, _ write: (inout JSONWriter) -> Void) {
    self.name(name)
    object(write)
  }

  /// A member that is a list of objects, one for each item.
  package mutating func objects<Items: Sequence>(
    _ name: String, _ items: Items, _ write: (inout JSONWriter, Items.Element) -> Void
  ) {
    self.name(name)
    beginList()
    for item in items { object { write(&$0, item) } }
    endList()
  }

  private mutating func object(_ write: (inout JSONWriter) -> Void) {
    beginObject()
    write(&self)
    endObject()
  }

  /// A whole document: an object, its schema first, and the end of its line.
  package static func document(
    _ schema: String, _ write: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("schema", schema)
      write(&$0)
    }
    json.endLine()
    return json.bytes
  }
}
