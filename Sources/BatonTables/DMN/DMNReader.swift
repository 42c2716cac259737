/// Reads the XML of DMN 1.1 to 1.5 as a model. What is no decision table is named.
struct DMNReader {
  private static let namespaces: Set<String> = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
  ]

  private static let kinds: [String: String] = [
    "literalExpression": "a literal expression", "invocation": "an invocation",
    "context": "a context", "list": "a list", "relation": "a relation",
    "functionDefinition": "a function", "conditional": "a conditional", "filter": "a filter",
    "for": "a loop", "every": "a loop", "some": "a loop",
  ]

  private let file: String
  private(set) var findings: [TableFinding] = []

  /// - Throws: ``TableFailure`` for what is no DMN that is known.
  static func read(
    _ bytes: [UInt8], name: String
  ) throws(TableFailure) -> (model: DMNModel, findings: [TableFinding]) {
    let root = try XMLReader.read(bytes, name: name)
    var reader = DMNReader(file: name)
    let model = try reader.model(root)
    return (model, reader.findings)
  }

  private init(file: String) {
    self.file = file
  }

  private mutating func model(_ root: XMLElement) throws(TableFailure) -> DMNModel {
    guard root.name == "definitions" else {
      throw TableFailure(
        .notADocument(found: root.name, wanted: "DMN's \"definitions\""), at: place(root))
    }
    guard Self.namespaces.contains(root.space) else {
      throw TableFailure(.unknownNamespace(root.space), at: place(root))
    }
    var given: [DMNModel.Given] = []
    var decisions: [DMNModel.Decision] = []
    for element in root.children where element.space == root.space {
      let name = Self.normalised(element["name"] ?? "")
      switch element.name {
      case "inputData":
        given.append(
          DMNModel.Given(
            name: name, typeRef: element.child("variable")?["typeRef"], place: place(element)))
      case "decision": decisions.append(decision(element, name))
      case "businessKnowledgeModel": report(.knowledgeModel(name), at: element)
      case "decisionService": report(.decisionService(name), at: element)
      case "import":
        report(.importedModel(element["name"] ?? element["namespace"] ?? ""), at: element)
      default: break
      }
    }
    if !decisions.contains(where: { if case .table = $0.logic { true } else { false } }) {
      throw TableFailure(.noTable, at: place(root))
    }
    return DMNModel(
      name: Self.normalised(root["name"] ?? ""), isOwn: root["exporter"] == "Baton",
      types: DMNTypes(root.children("itemDefinition")), given: given, decisions: decisions)
  }

  private func decision(_ element: XMLElement, _ name: String) -> DMNModel.Decision {
    DMNModel.Decision(
      id: element["id"] ?? "", name: name, label: element["label"].map(Self.normalised),
      typeRef: element.child("variable")?["typeRef"],
      description: element.child("description").map { Self.normalised($0.text) },
      requirements: element.children("informationRequirement").flatMap(\.children)
        .filter { $0.name == "requiredDecision" }
        .compactMap { $0["href"]?.split(separator: "#").last.map(String.init) },
      logic: logic(element), place: place(element))
  }

  private func logic(_ decision: XMLElement) -> DMNModel.Logic {
    if let table = decision.child("decisionTable") { return .table(self.table(table)) }
    for child in decision.children where child.space == decision.space {
      if let kind = Self.kinds[child.name] { return .other(kind) }
    }
    return .none
  }

  private func table(_ element: XMLElement) -> DMNModel.Table {
    DMNModel.Table(
      hit: element["hitPolicy"], aggregation: element["aggregation"],
      inputs: element.children("input").map { input in
        let expression = input.child("inputExpression")
        return DMNModel.Input(
          expression: Self.normalised(text(expression) ?? ""), typeRef: expression?["typeRef"],
          values: text(input.child("inputValues")), language: expression?["expressionLanguage"],
          place: place(expression ?? input))
      },
      outputs: element.children("output").map { output in
        DMNModel.Output(
          name: output["name"].map(Self.normalised), label: output["label"].map(Self.normalised),
          typeRef: output["typeRef"], values: text(output.child("outputValues")),
          fallback: output.child("defaultOutputEntry").map(cell), place: place(output))
      },
      annotations: element.children("annotation").map { $0["name"] ?? "" },
      rows: element.children("rule").map { rule in
        DMNModel.Row(
          inputs: rule.children("inputEntry").map(cell),
          outputs: rule.children("outputEntry").map(cell),
          annotations: rule.children("annotationEntry").map { Self.normalised(text($0) ?? "") }
            + rule.children("description").map { Self.normalised($0.text) },
          place: place(rule))
      })
  }

  private func cell(_ element: XMLElement) -> DMNModel.Cell {
    let text = element.child("text")
    return DMNModel.Cell(
      text: (text ?? element).trimmedText, language: element["expressionLanguage"],
      place: place(text ?? element))
  }

  /// What stands in the `text` of an expression; nil if nothing does.
  private func text(_ element: XMLElement?) -> String? {
    guard let text = element?.child("text")?.trimmedText, !text.isEmpty else { return nil }
    return text
  }

  /// Names of FEEL have single spaces in them, however they are written.
  static func normalised(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func report(_ fact: TableFinding.Fact, at element: XMLElement) {
    findings.append(TableFinding(fact, at: place(element)))
  }

  private func place(_ element: XMLElement) -> TablePlace {
    TablePlace(file: file, spot: .line(element.line, column: element.column))
  }
}
