package import Baton
import BatonModel

/// The test files of DMN's technology compatibility kit (`testCases`), as scenarios of the rules that
/// a model became.
///
/// A value without a type has that of its field. A structure is taken apart into its fields; a list of
/// structures into a list for each. An expected null, and an expected error, is nothing; an expected
/// `false` is not.
package struct DMNTests {
  private let rules: ImportedRules
  private let file: String
  private var findings: [TableFinding] = []
  private var titles = UniqueNames()
  /// What each decision sets, by its name.
  private let fields: [String: [String]]

  /// - Parameters:
  ///   - rules: what the model of the tests became.
  ///   - name: what messages call the file.
  /// - Throws: ``TableFailure`` for what is no such file.
  package static func read(
    _ bytes: [UInt8], name: String, for rules: ImportedRules
  ) throws(TableFailure) -> (scenarios: [Scenario], findings: [TableFinding]) {
    let root = try XMLReader.read(bytes, name: name)
    guard root.name == "testCases" else {
      throw TableFailure(
        .notADocument(found: root.name, wanted: "\"testCases\""),
        at: TablePlace(file: name, spot: .line(root.line, column: root.column)))
    }
    var run = DMNTests(rules: rules, file: name)
    var scenarios: [Scenario] = []
    for (index, element) in root.children("testCase").enumerated() {
      if let scenario = run.scenario(element, number: index + 1) { scenarios.append(scenario) }
    }
    return (scenarios, run.findings)
  }

  private init(rules: ImportedRules, file: String) {
    self.rules = rules
    self.file = file
    fields = Dictionary(grouping: rules.names, by: { $0.key.first ?? "" })
      .mapValues { $0.map(\.value.field).sorted() }
  }

  private mutating func scenario(_ element: XMLElement, number: Int) -> Scenario? {
    let id = element["id"] ?? String(number)
    if let kind = element["type"], kind != "decision" {
      report(.caseKind(id, kind: kind), at: element)
      return nil
    }
    var given: [(String, Value)] = []
    for node in element.children("inputNode") {
      let name = node["name"] ?? ""
      // What no table asks for changes nothing.
      for (path, value) in leaves(of: node, at: [name], id) {
        guard let known = self.name(path), let value else { continue }
        given.append((known.field, value))
      }
    }
    var expect: [(String, Value)] = []
    for node in element.children("resultNode") {
      expect += expected(node, id)
    }
    if expect.isEmpty {
      report(.caseEmpty(id), at: element)
      return nil
    }
    let about = element.child("description")?.trimmedText ?? ""
    let title = "\(rules.name): \(id)" + (about.isEmpty ? "" : ", \(about)")
    return Scenario(
      name: titles.next(title.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
      place: Place(file: file, line: element.line), given: Members(given), world: Members(),
      expect: Members(expect))
  }

  private mutating func expected(_ node: XMLElement, _ id: String) -> [(String, Value)] {
    let name = node["name"] ?? ""
    let own = fields[DMNReader.normalised(name)] ?? []
    let outcome = node.child("expected")
    let isNothing =
      node["errorResult"] == "true"
      || outcome.map { $0.children.isEmpty || isNil($0.children[0]) } ?? true
    if own.isEmpty {
      report(.caseNode(id, node: name), at: node)
      return []
    }
    if isNothing { return own.map { ($0, .yesNo(false)) } }
    guard let outcome else { return [] }
    var found: [(String, Value)] = []
    for (path, value) in leaves(of: outcome, at: [name], id) {
      guard let known = self.name(path) else {
        report(.caseNode(id, node: path.joined(separator: ".")), at: node)
        continue
      }
      found.append((known.field, Self.wanted(value)))
    }
    return found
  }

  /// In a scenario `false` alone would also be nothing.
  private static func wanted(_ value: Value?) -> Value {
    guard let value else { return .yesNo(false) }
    return value == .yesNo(false) ? .list([value]) : value
  }

  // MARK: Values

  /// The values in a node, each at the path of its components; nil for null.
  private mutating func leaves(
    of node: XMLElement, at path: [String], _ id: String
  ) -> [([String], Value?)] {
    if let value = node.child("value") {
      return isNil(value) ? [(path, nil)] : leaf(value, at: path, id)
    }
    if let list = node.child("list") {
      return isNil(list) ? [(path, nil)] : self.list(list, at: path, id)
    }
    return node.children("component").flatMap { component in
      leaves(of: component, at: path + [component["name"] ?? ""], id)
    }
  }

  private mutating func leaf(
    _ value: XMLElement, at path: [String], _ id: String
  ) -> [([String], Value?)] {
    let written = value["{http://www.w3.org/2001/XMLSchema-instance}type"]?
      .split(separator: ":").last.map(String.init)
    let text = value.text
    let type: FieldType? =
      switch written {
      case "string": .text
      case "boolean": .yesNo
      case "decimal", "double", "integer", "int", "long", "float": .number
      case "date", "dateTime": .instant
      case nil: name(path)?.type
      default: nil
      }
    guard let type, let read = Self.value(text, type) else {
      // Of what no table asks for the type does not matter.
      if name(path) != nil {
        report(
          .caseValue(id, node: path.joined(separator: "."), reason: "no field holds \"\(text)\""),
          at: value)
      }
      return []
    }
    return [(path, read)]
  }

  private static func value(_ text: String, _ type: FieldType) -> Value? {
    let trimmed = text.trimmingBlanks
    switch type {
    case .number, .wholeNumber, .priority:
      guard case .number(let numeral)? = TableLiteral.numeral(trimmed), let number = Double(numeral)
      else { return nil }
      return Value(number)
    case .yesNo: return ["true": .yesNo(true), "false": .yesNo(false)][trimmed]
    case .instant:
      return TableLiteral.dayOrTime(trimmed) == nil ? nil : .text(trimmed)
    case .text, .share, .oneOf, .reference, .list: return .text(text)
    }
  }

  /// Lists of structures become a list for each component.
  private mutating func list(
    _ list: XMLElement, at path: [String], _ id: String
  ) -> [([String], Value?)] {
    var order: [[String]] = []
    var found: [[String]: [Value]] = [:]
    for item in list.children("item") {
      for (path, value) in leaves(of: item, at: path, id) {
        if found[path] == nil { order.append(path) }
        found[path, default: []].append(value ?? .yesNo(false))
      }
    }
    if order.isEmpty { return [(path, .list([]))] }
    return order.map { ($0, .list(found[$0] ?? [])) }
  }

  private func isNil(_ element: XMLElement) -> Bool {
    element["{http://www.w3.org/2001/XMLSchema-instance}nil"] == "true"
  }

  /// What a path of the tests is; a decision with one output has its name, or its and the output's.
  private func name(_ path: [String]) -> ImportedName? {
    rules.names[path.map(DMNReader.normalised)]
  }

  private mutating func report(_ fact: TableFinding.Fact, at element: XMLElement) {
    findings.append(
      TableFinding(
        fact, at: TablePlace(file: file, spot: .line(element.line, column: element.column))))
  }
}
