import BatonModel

/// What a column of a table of cases is about, and how its cells are read.
enum CaseHeading {
  case name
  /// A field of the request, or a path into the record that it refers to.
  case given([String], FieldType?)
  case expect(String, FieldType?)
  case world([String])
  /// Reported already.
  case broken

  static func of(
    _ text: String, _ fields: FieldTable, report: (Problem) -> Void
  ) -> CaseHeading {
    let heading = text.trimmingSpaces
    if heading == "case" { return .name }
    for prefix in ["->", "expect."] where heading.hasPrefix(prefix) {
      let name = String(heading.dropFirst(prefix.count)).trimmingSpaces
      if let problem = problem(expecting: name, fields) {
        report(problem)
        return .broken
      }
      return .expect(name, type(ofExpected: name, fields))
    }
    let parts = heading.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts[0] == "world", parts.count > 1 { return .world(Array(parts.dropFirst())) }
    var path = FieldPath.request
    for (index, part) in parts.enumerated() {
      guard let field = fields[path.kind, part] else {
        let known = fields.names(of: path.kind)
        report(
          .unknownField(
            part, of: path.kind.rawValue, nearest: NearestName.to(part, among: known)))
        return .broken
      }
      if index == parts.count - 1 { return .given(parts, field.type) }
      guard let next = path.into(field, fields) else {
        report(.noReference(part, type: field.type.phrase))
        return .broken
      }
      path = next
    }
    return .broken
  }

  /// Why a name is nothing that can be expected; nil if it can.
  static func problem(expecting name: String, _ fields: FieldTable) -> Problem? {
    if Scenario.expectations.contains(name) || fields[.request, name] != nil { return nil }
    let known = Scenario.expectations.sorted()
    return .unknownKey(
      name, of: "expect", nearest: NearestName.to(name, among: known + fields.names(of: .request)),
      known: known + ["any field of the request"])
  }

  private static func type(ofExpected name: String, _ fields: FieldTable) -> FieldType? {
    if Scenario.lists.contains(name) { return .list }
    if Scenario.expectations.contains(name) { return .text }
    return fields[.request, name]?.type
  }

  /// What a cell's text means; nil if it says nothing.
  func value(of text: String) -> Value? {
    let text = text.trimmingSpaces
    if text.isEmpty || text == "-" { return nil }
    switch self {
    case .name: return .text(text)
    case .given(_, let type): return Self.value(text, type)
    case .expect(let name, let type):
      if text == "none" { return .yesNo(false) }
      // How many errors there are, or what they say.
      if name == "errors", case .integer(let count)? = Value(numeral: text) {
        return .integer(count)
      }
      return Self.value(text, type)
    case .world: return Value(numeral: text) ?? .text(text)
    case .broken: return nil
    }
  }

  /// What does not fit its field stays a text: deciding says what is wrong with it.
  private static func value(_ text: String, _ type: FieldType?) -> Value {
    switch type {
    case .number, .wholeNumber, .priority: Value(numeral: text) ?? .text(text)
    case .yesNo:
      ["true": true, "yes": true, "false": false, "no": false][text.lowercased()]
        .map { .yesNo($0) } ?? .text(text)
    case .list:
      .list(text.split(separator: ";").map { .text(String($0).trimmingSpaces) })
    default: .text(text)
    }
  }
}
