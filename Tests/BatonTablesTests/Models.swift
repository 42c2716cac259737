// Small models, written as tests need them.

@testable import BatonTables

enum Models {
  /// A decision with a table of one input and one output.
  static func decision(
    _ name: String, id: String? = nil, input: String = "Age", type: String = "number",
    output: String = "string", hit: String = "FIRST", requires: String = "",
    rows: [(String, String)] = [("-", "\"x\"")]
  ) -> String {
    """
    <decision id="\(id ?? "d_" + name)" name="\(name)">
      <variable name="\(name)" typeRef="\(output)"/>
      \(requires.isEmpty ? "" : "<informationRequirement><requiredDecision href=\"#\(requires)\"/></informationRequirement>")
      <decisionTable hitPolicy="\(hit)">
        <input><inputExpression typeRef="\(type)"><text>\(input)</text></inputExpression></input>
        <output typeRef="\(output)"/>
        \(rows.map { "<rule>\(entry("inputEntry", $0.0))\(entry("outputEntry", $0.1))</rule>" }.joined(separator: "\n"))
      </decisionTable>
    </decision>
    """
  }

  private static func entry(_ element: String, _ text: String) -> String {
    let text = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<\(element)><text>\(text)</text></\(element)>"
  }

  static func model(_ content: String, given: [String] = ["Age"]) -> [UInt8] {
    let data = given.map {
      "<inputData id=\"i_\($0)\" name=\"\($0)\"><variable name=\"\($0)\" typeRef=\"number\"/></inputData>"
    }
    return Array(
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="test" namespace="urn:test">
      \(data.joined(separator: "\n"))
      \(content)
      </definitions>
      """.utf8)
  }

  static func read(_ content: String) throws -> ImportedRules {
    try DMNImport.read(model(content), name: "m.dmn")
  }
}

extension ImportedRules {
  /// What was told, without places.
  var told: [String] { findings.map { $0.fact.words } }
  var lua: String { TableLua(self, overwrites: true).text(from: "m.dmn") }
}
