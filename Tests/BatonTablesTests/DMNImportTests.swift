// DMN models: what is taken, what is named, and what is refused.

import BatonModel
import Testing

@testable import BatonTables

@Suite struct DMNImportTests {
  @Test func aDecisionBecomesATable() throws {
    let rules = try Models.read(
      Models.decision(
        "Applicant risk", rows: [("< 18", "\"high\""), ("[18..25]", "\"medium\"")]))
    #expect(rules.findings.isEmpty)
    #expect(
      rules.lua == """
        -- Made by `baton import` of m.dmn.

        field "age" { type = "number", description = "Age" }
        field "applicant_risk" { type = "text", description = "Applicant risk" }

        decision_table "Applicant risk" {
          hit = "first",
          columns = { "age", "-> applicant_risk" },
          { "< 18",     "high" },
          { "[18..25]", "medium" },
          overwrite = true,
        }

        """)
  }

  // MARK: Names

  @Test(arguments: [
    (["Applicant data", "isVIP"], "applicant_data_is_vip"), (["RiskCategory"], "risk_category"),
    (["Approved/Declined"], "approved_declined"), (["HTTPStatus 2"], "http_status_2"),
    (["Größe"], "größe"), (["+"], "field"),
  ])
  func namesBecomeWords(_ parts: [String], _ words: String) {
    #expect(FieldBook.words(parts) == words)
  }

  /// `reply` is what a scenario expects of the customer's answer, and `priority` is no text.
  @Test(arguments: [("Reply", "reply_2"), ("Priority", "priority_2"), ("Category", "category")])
  func namesThatRulesHaveAreMinded(_ name: String, _ field: String) throws {
    let rules = try Models.read(Models.decision(name))
    #expect(rules.tables[0].outputs[0].field == field)
    #expect(rules.told.contains("\"\(name)\" is the field `\(field)`") == (field != "category"))
    #expect(rules.fields.contains { $0.name == field } == (field != "category"))
  }

  @Test func namesThatBecomeOneAreToldApart() throws {
    let rules = try Models.read(
      Models.decision("Risk level") + Models.decision("Risk-Level", id: "other"))
    #expect(rules.tables.map { $0.outputs[0].field } == ["risk_level", "risk_level_2"])
  }

  @Test func whatTheRuleBaseHasIsUsed() throws {
    var fields = FieldTable.builtIn
    fields.insert(FieldDefinition("age", .number, of: .request, isBuiltIn: false))
    fields.insert(FieldDefinition("risk", .oneOf(["x", "y"]), of: .request, isBuiltIn: false))
    let rules = try DMNImport.read(
      Models.model(Models.decision("Risk")), name: "m.dmn", rules: fields)
    #expect(rules.fields.isEmpty)
    #expect(rules.tables[0].inputs[0].field == "age")
    #expect(rules.tables[0].outputs[0].field == "risk")
  }

  // MARK: Order

  @Test func decisionsStandBehindThoseThatTheyNeed() throws {
    let rules = try Models.read(
      Models.decision("C", input: "B", type: "string", requires: "d_B")
        + Models.decision("B", input: "A", type: "string", requires: "d_A") + Models.decision("A"))
    #expect(rules.tables.map(\.name) == ["A", "B", "C"])
  }

  @Test func aCircleIsNamedAndTheRestIsTaken() throws {
    let rules = try Models.read(
      Models.decision("A", input: "B", type: "string", requires: "d_B")
        + Models.decision("B", input: "A", type: "string", requires: "d_A")
        + Models.decision("C", input: "B", type: "string", requires: "d_B")
        + Models.decision("D", input: "D", type: "string"))
    #expect(rules.tables.map(\.name) == ["C"])
    #expect(
      rules.told == [
        "these decisions need each other: \"A\", \"B\"", "these decisions need each other: \"D\"",
      ])
    #expect(rules.isPartial)
  }

  // MARK: What cannot be said

  @Test func aRowWithMoreThanSFEELIsNamedAtItsPlace() throws {
    let rules = try Models.read(
      Models.decision(
        "R", rows: [("> Age + 1", "\"x\""), ("5", "\"a\" + \"b\""), ("6", "\"y\"")]))
    #expect(rules.tables[0].rows.count == 1)
    let places = rules.findings.map { "\($0)" }
    #expect(places.count == 2)
    #expect(places[0].hasPrefix("m.dmn:9:23: left out: row 1 of \"R\", column \"Age\": "))
    #expect(places[1].hasPrefix("m.dmn:10:"))
    #expect(places[1].contains("row 2 of \"R\", column \"R\": \"+ \"b\"\" is left over"))
  }

  @Test(arguments: [
    ("Age * 2", "input \"Age * 2\" of decision \"R\" is computed; a column is a name or a path"),
    (
      "count(Age)",
      "input \"count(Age)\" of decision \"R\" is computed; a column is a name or a path"
    ),
    ("No such name", "input \"No such name\" of decision \"R\" is no name of the model"),
  ])
  func anInputThatIsNoNameIsNamed(_ expression: String, _ told: String) throws {
    let rules = try Models.read(
      Models.decision("R", input: expression) + Models.decision("Other"))
    #expect(rules.told == [told])
    #expect(rules.tables.map(\.name) == ["Other"])
  }

  @Test func anInputThatNobodyDrewIsAssumed() throws {
    let rules = try Models.read(Models.decision("R", input: "amount"))
    #expect(
      rules.told == [
        "\"amount\" of decision \"R\" is no name of the model, and is taken as an input"
      ])
    #expect(!rules.isPartial)
    #expect(rules.tables[0].inputs[0].field == "amount")
  }

  @Test(arguments: [
    ("<literalExpression><text>1 + 1</text></literalExpression>", "a literal expression"),
    ("<invocation/>", "an invocation"), ("<context/>", "a context"), ("<relation/>", "a relation"),
  ])
  func otherLogicIsNamed(_ logic: String, _ kind: String) throws {
    let rules = try Models.read(
      "<decision id=\"d\" name=\"Sum\"><variable name=\"Sum\"/>\(logic)</decision>"
        + Models.decision("R"))
    #expect(rules.told == ["decision \"Sum\" is \(kind); only decision tables are taken"])
    #expect(rules.tables.count == 1)
  }

  @Test func whatStandsBesideDecisionsIsNamed() throws {
    let rules = try Models.read(
      """
      <businessKnowledgeModel id="b" name="PMT"/><decisionService id="s" name="All"/>
      <import name="base" namespace="urn:x" importType="x"/>
      <decision id="n" name="Nothing"/>
      """ + Models.decision("R"))
    #expect(
      rules.told.sorted() == [
        "business knowledge model \"PMT\"; only decision tables of decisions are taken",
        "decision \"Nothing\" has no logic", "decision service \"All\"",
        "model \"base\", which this one imports",
      ])
  }

  @Test(arguments: [
    (
      Models.decision("R", type: "time"),
      "input \"Age\" of decision \"R\" is a time of day, which no field holds"
    ),
    (
      Models.decision("R", output: "yearMonthDuration"),
      "output \"\" of decision \"R\" is a duration, which no field holds"
    ),
    (Models.decision("R", hit: "LAST"), "\"LAST\" is no hit policy of DMN, in decision \"R\""),
    (
      Models.decision("R", hit: "PRIORITY"),
      "decision \"R\" goes by the order of its outputs, and has no output values"
    ),
    (
      Models.decision("R", output: "number", hit: "COLLECT", rows: [("-", "1")]),
      "output \"R\" of decision \"R\" would be a list of numbers; fields hold lists of texts"
    ),
    (Models.decision("R", rows: []), "table \"R\": it has no rows"),
    (Models.decision("R", rows: [("x y", "1")]), "table \"R\": none of its rows is left"),
  ])
  func aTableThatCannotBeTakenIsNamed(_ decision: String, _ told: String) throws {
    let rules = try Models.read(decision + Models.decision("Other", id: "o"))
    #expect(rules.told.contains(told))
    #expect(rules.tables.map(\.name) == ["Other"])
  }

  /// What one table allows may come in the other, so nothing is limited.
  @Test func limitsHoldWhereAllTablesHaveThem() throws {
    let first = Models.decision("A", type: "string", rows: [("\"x\"", "\"a\"")]).replacing(
      "</input>", with: "<inputValues><text>\"x\", \"y\"</text></inputValues></input>")
    let second = Models.decision("B", type: "string", rows: [("-", "\"b\"")])
    #expect(try Models.read(first).fields[0].type == .oneOf(["x", "y"]))
    #expect(try Models.read(first + second).fields[0].type == .text)
    #expect(try Models.read(second + first).fields[0].type == .text)
  }

  @Test func aListIsNotAskedForAMember() throws {
    let rules = try Models.read(
      Models.decision("L", hit: "COLLECT")
        + Models.decision("R", input: "L", type: "string", requires: "d_L"))
    #expect(rules.told == ["input \"L\" of decision \"R\" is a list; a cell asks for one value"])
    #expect(rules.tables.map(\.name) == ["L"])
  }

  /// A label is no name: two decisions may have one.
  @Test func tablesOfOneLabelAreToldApart() throws {
    let rules = try Models.read(
      Models.decision("A").replacing("name=\"A\">", with: "name=\"A\" label=\"Fee\">")
        + Models.decision("B").replacing("name=\"B\">", with: "name=\"B\" label=\"Fee\">"))
    #expect(rules.lua.contains("decision_table \"Fee\" {"))
    #expect(rules.lua.contains("decision_table \"Fee 2\" {"))
  }

  @Test func aSecondDecisionOfANameIsNamed() throws {
    let rules = try Models.read(Models.decision("R") + Models.decision("R", id: "again"))
    #expect(rules.told == ["another decision is called \"R\" too"])
    #expect(rules.tables.count == 1)
  }

  @Test func aRowMustBeAsWideAsTheTable() throws {
    let rules = try Models.read(
      Models.decision("R", rows: [("1", "\"a\""), ("2", "\"b\"")]).replacing(
        "<inputEntry><text>1</text></inputEntry>", with: ""))
    #expect(rules.told == ["row 1 of \"R\" has 1 cells for 2 columns"])
    #expect(rules.tables[0].rows.count == 1)
  }

  @Test func otherLanguagesAreNamed() throws {
    let rules = try Models.read(
      Models.decision("R").replacing(
        "<inputExpression ", with: "<inputExpression expressionLanguage=\"javascript\" ")
        + Models.decision("S", rows: [("1", "\"a\""), ("2", "\"b\"")]).replacing(
          "<inputEntry><text>1", with: "<inputEntry expressionLanguage=\"juel\"><text>1"))
    #expect(
      rules.told == [
        "decision \"R\" is written in \"javascript\", and not in FEEL",
        "row 1 of \"S\", column \"Age\": it is written in \"juel\", and not in FEEL",
      ])
  }

  @Test func aNameHasOneType() throws {
    let rules = try Models.read(
      Models.decision("R") + Models.decision("S", type: "string", rows: [("\"a\"", "\"b\"")]))
    #expect(rules.told == ["\"Age\" has another type in decision \"S\" than elsewhere"])
  }

  @Test func tablesOfRoutesAreMadeWhereTheyAreWanted() throws {
    let rules = try DMNImport.read(
      Models.model(Models.decision("Desk", rows: [("> 5", "\"acme/desk\"")])), name: "m.dmn",
      asRoutes: true)
    #expect(
      rules.lua.contains(
        "route_table \"Desk\" {\n  hit = \"first\",\n  columns = { \"age\", \"-> to\" },"))
    #expect(!rules.lua.contains("overwrite"))
    let priority = try DMNImport.read(
      Models.model(Models.decision("Desk", hit: "RULE ORDER")), name: "m.dmn", asRoutes: true)
    #expect(priority.isPartial)
    #expect(priority.lua.contains("decision_table"))
  }

  // MARK: What is no model

  @Test(arguments: [
    ("<a><b></a>", "m.dmn:1:9: this is no XML: mismatched tag"),
    ("", "m.dmn:1:1: this is no XML: no element found"),
    ("<testCases/>", "m.dmn:1:1: the root is \"testCases\", and DMN's \"definitions\" is wanted"),
    (
      "<definitions xmlns=\"urn:x\"/>",
      "m.dmn:1:1: \"urn:x\" is no namespace of DMN that is known; DMN 1.1 to 1.5 are"
    ),
    (
      "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d>&b;</d>",
      "the document declares entities, which are not expanded"
    ),
    (
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>",
      "m.dmn:1:1: there is no decision table in it"
    ),
  ])
  func whatIsNoModelIsRefused(_ text: String, _ told: String) {
    #expect {
      try DMNImport.read(Array(text.utf8), name: "m.dmn")
    } throws: { error in
      "\(error)".hasSuffix(told)
    }
  }

  @Test func depthHasALimit() {
    let text = String(repeating: "<a>", count: 100_000)
    #expect(throws: TableFailure.self) { try XMLReader.read(Array(text.utf8), name: "m.dmn") }
    let deep = String(repeating: "<a>", count: 150) + String(repeating: "</a>", count: 150)
    #expect(throws: Never.self) { try XMLReader.read(Array(deep.utf8), name: "m.dmn") }
  }

  /// A type that holds itself ends.
  @Test func typesThatHoldThemselvesEnd() throws {
    let rules = try DMNImport.read(
      Models.model(
        """
        <itemDefinition name="tLoop"><itemComponent name="Next"><typeRef>tLoop</typeRef></itemComponent>
        </itemDefinition><itemDefinition name="tSelf"><typeRef>tSelf</typeRef></itemDefinition>
        <inputData id="i_l" name="L"><variable name="L" typeRef="tLoop"/></inputData>
        """ + Models.decision("R", input: "L.Next.Next.Next", type: "tSelf")), name: "m.dmn")
    #expect(rules.tables.isEmpty || rules.tables[0].inputs[0].field == "l_next_next_next")
  }
}
