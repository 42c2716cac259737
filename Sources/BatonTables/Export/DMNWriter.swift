import BatonModel
import BatonWorkbench

/// Tables of rules as a DMN 1.3 model.
///
/// Each field that a table asks for is input data, unless a table before it sets it: then that decision
/// is required. A decision with one output is called as its field is, so that others can name it in
/// their expressions; what people call the table is its label.
package struct DMNWriter {
  private static let space = "https://www.omg.org/spec/DMN/20191111/MODEL/"

  /// A field that is set by a decision.
  private struct Source {
    let decision: Int
    /// As expressions have it: `level`, `support.level`.
    let expression: String
  }

  private struct Decision {
    let table: RuleTable
    let name: String
    /// By input column.
    let expressions: [String]
    let requiredDecisions: [Int]
    let requiredInputs: [String]
  }

  private var decisions: [Decision] = []
  private var sources: [String: Source] = [:]
  /// Input data in the order of their first use: the name, and the components that are asked for.
  private var given: [(name: String, parts: [(name: String, type: FieldType)], type: FieldType?)] =
    []
  private var names: Set<String> = []
  private var findings: [TableFinding] = []

  /// - Parameters:
  ///   - name: the rule base's.
  ///   - place: where tables that cannot be in one model with others are told to stand.
  package static func text(
    _ tables: [RuleTable], name: String, place: TablePlace
  ) -> (text: String, findings: [TableFinding]) {
    var writer = DMNWriter()
    // A field that a later table sets is none that is given to an earlier one.
    for table in tables { writer.names.formUnion(table.inputs.map { Self.root($0.field) }) }
    for table in tables { writer.add(table, place) }
    return (writer.document(name), writer.findings)
  }

  // MARK: Decisions

  private mutating func add(_ table: RuleTable, _ place: TablePlace) {
    if !table.isRoute {
      for output in table.outputs {
        if sources[output.field] != nil {
          return report(.fieldSetTwice(output.field, table: table.name), at: place)
        }
        let isAskedBefore =
          given.contains { $0.name == Self.root(output.field) }
          || table.inputs.contains { $0.field == output.field }
        if isAskedBefore {
          return report(
            .tableLost(
              table: table.name,
              reason:
                "\"\(output.field)\" is asked for before it is set, and DMN has one value for it"),
            at: place)
        }
      }
    }
    var expressions: [String] = []
    var decisions: [Int] = []
    var inputs: [String] = []
    for input in table.inputs {
      if let source = sources[input.field] {
        expressions.append(source.expression)
        if !decisions.contains(source.decision) { decisions.append(source.decision) }
      } else {
        expressions.append(give(input))
        let root = Self.root(input.field)
        if !inputs.contains(root) { inputs.append(root) }
      }
    }
    let name = name(of: table)
    for output in table.outputs where !table.isRoute {
      sources[output.field] = Source(
        decision: self.decisions.count,
        expression: table.outputs.count == 1 ? name : "\(name).\(output.field)")
    }
    self.decisions.append(
      Decision(
        table: table, name: name, expressions: expressions, requiredDecisions: decisions,
        requiredInputs: inputs))
  }

  private mutating func report(_ fact: TableFinding.Fact, at place: TablePlace) {
    findings.append(TableFinding(fact, at: place))
  }

  /// The name of a decision as expressions can have it.
  private mutating func name(of table: RuleTable) -> String {
    if !table.isRoute, table.outputs.count == 1 {
      names.insert(table.outputs[0].field)
      return table.outputs[0].field
    }
    let words = FieldBook.words([table.name])
    var name = words
    var number = 1
    while !names.insert(name).inserted {
      number += 1
      name = "\(words)_\(number)"
    }
    return name
  }

  private static func root(_ field: String) -> String {
    field.split(separator: ".").first.map(String.init) ?? field
  }

  /// Notes that a field is given, and says how expressions have it.
  private mutating func give(_ input: RuleTable.Input) -> String {
    let parts = input.field.split(separator: ".", maxSplits: 1).map(String.init)
    let index: Int
    if let known = given.firstIndex(where: { $0.name == parts[0] }) {
      index = known
    } else {
      index = given.count
      given.append((parts[0], [], nil))
    }
    guard parts.count > 1 else {
      given[index].type = input.type
      return input.field
    }
    if !given[index].parts.contains(where: { $0.name == parts[1] }) {
      given[index].parts.append((parts[1], input.type))
    }
    return input.field
  }

  // MARK: The document

  private func document(_ name: String) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="\(Self.space)" id="rules" name=\(quoted(name)) \
      namespace=\(quoted("urn:baton:" + FieldBook.words([name]))) exporter="Baton">

      """
    if decisions.contains(where: { $0.table.hit.givesList }) {
      text += """
          <itemDefinition id="type_texts" name="tTexts" isCollection="true">
            <typeRef>string</typeRef>
          </itemDefinition>

        """
    }
    for item in given where !item.parts.isEmpty {
      text += structure(item.name, item.parts, item.type)
    }
    for item in given {
      let type = item.parts.isEmpty ? Self.type(item.type ?? .text) : "t_\(item.name)"
      text += """
          <inputData id=\(id("input", item.name)) name=\(quoted(item.name))>
            <variable name=\(quoted(item.name)) typeRef=\(quoted(type))/>
          </inputData>

        """
    }
    for (index, decision) in decisions.enumerated() { text += self.decision(decision, index) }
    return text + "</definitions>\n"
  }

  /// A record, and its components. Asked for by its name too, that is its `id`.
  private func structure(
    _ name: String, _ parts: [(name: String, type: FieldType)], _ own: FieldType?
  ) -> String {
    var text = "  <itemDefinition id=\(id("type", name)) name=\(quoted("t_" + name))>\n"
    for part in (own.map { [("id", $0)] } ?? []) + parts {
      text += """
            <itemComponent name=\(quoted(part.0))>
              <typeRef>\(Self.type(part.1))</typeRef>
            </itemComponent>

        """
    }
    return text + "  </itemDefinition>\n"
  }

  private func decision(_ decision: Decision, _ index: Int) -> String {
    let table = decision.table
    var text =
      "  <decision id=\"decision_\(index + 1)\" name=\(quoted(decision.name)) "
      + "label=\(quoted(table.name))>\n"
    if let because = table.because, !because.isEmpty {
      text += "    <description>\(XMLText.escaped(because))</description>\n"
    }
    let isOnly = table.outputs.count == 1
    let type =
      table.hit.givesList && isOnly
      ? " typeRef=\"tTexts\"" : isOnly ? " typeRef=\(quoted(Self.type(table.outputs[0].type)))" : ""
    text += "    <variable name=\(quoted(decision.name))\(type)/>\n"
    for required in decision.requiredDecisions {
      text += requirement("<requiredDecision href=\"#decision_\(required + 1)\"/>")
    }
    for required in decision.requiredInputs {
      text += requirement("<requiredInput href=\(quoted("#input_" + Self.identifier(required)))/>")
    }
    text += "    <decisionTable id=\"table_\(index + 1)\" hitPolicy=\"\(table.hit.policy)\""
    if let aggregation = table.hit.aggregation { text += " aggregation=\"\(aggregation)\"" }
    text += ">\n"
    for (input, expression) in zip(table.inputs, decision.expressions) {
      // A record that is asked for by its name beside its components.
      let isRecord = given.contains { $0.name == expression && !$0.parts.isEmpty }
      text += self.input(input, isRecord ? "\(expression).id" : expression)
    }
    for output in table.outputs { text += self.output(output, table) }
    let hasReasons = table.hasReasons
    if hasReasons { text += "      <annotation name=\"because\"/>\n" }
    for row in table.rows { text += self.row(row, hasReasons: hasReasons) }
    return text + "    </decisionTable>\n  </decision>\n"
  }

  private func requirement(_ required: String) -> String {
    "    <informationRequirement>\n      \(required)\n    </informationRequirement>\n"
  }

  private func input(_ input: RuleTable.Input, _ expression: String) -> String {
    var text = """
            <input>
              <inputExpression typeRef=\(quoted(Self.type(input.type)))>
                <text>\(XMLText.escaped(expression))</text>
              </inputExpression>

      """
    if case .oneOf(let names) = input.type {
      text += values("inputValues", names.map { .text($0) })
    }
    text += "      </input>\n"
    return text
  }

  private func output(_ output: RuleTable.Output, _ table: RuleTable) -> String {
    let name = table.outputs.count > 1 ? " name=\(quoted(output.field))" : ""
    let type = table.hit.givesList ? FieldType.text : output.type
    let start =
      "      <output\(name) label=\(quoted(output.field)) typeRef=\(quoted(Self.type(type)))"
    if output.allowed.isEmpty, output.fallback == nil { return start + "/>\n" }
    var text = start + ">\n"
    if !output.allowed.isEmpty { text += values("outputValues", output.allowed) }
    if let fallback = output.fallback {
      text += """
                <defaultOutputEntry>
                  <text>\(XMLText.escaped(fallback.feel))</text>
                </defaultOutputEntry>

        """
    }
    return text + "      </output>\n"
  }

  private func values(_ element: String, _ values: [TableLiteral]) -> String {
    let text = values.map(\.feel).joined(separator: ", ")
    return """
              <\(element)>
                <text>\(XMLText.escaped(text))</text>
              </\(element)>

      """
  }

  private func row(_ row: RuleTable.Row, hasReasons: Bool) -> String {
    func entry(_ element: String, _ text: String) -> String {
      "        <\(element)><text>\(XMLText.escaped(text))</text></\(element)>\n"
    }
    var text = "      <rule>\n"
    for test in row.tests { text += entry("inputEntry", test.feel) }
    for outcome in row.outcomes { text += entry("outputEntry", outcome?.feel ?? "null") }
    if hasReasons { text += entry("annotationEntry", row.because ?? "") }
    return text + "      </rule>\n"
  }

  // MARK: Names

  private static func type(_ type: FieldType) -> String {
    switch type {
    case .number, .wholeNumber, .priority: "number"
    case .yesNo: "boolean"
    case .instant: "dateTime"
    case .text, .share, .oneOf, .reference, .list: "string"
    }
  }

  private func quoted(_ text: String) -> String { "\"\(XMLText.escaped(text, isOneLine: true))\"" }

  private func id(_ kind: String, _ name: String) -> String {
    "\"\(kind)_\(Self.identifier(name))\""
  }

  /// A name as XML takes it for an id: other letters than those of ASCII by their numbers.
  private static func identifier(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "_" ? String(scalar) : "-\(scalar.value)"
    }.joined()
  }
}
