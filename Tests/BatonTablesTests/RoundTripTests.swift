// What is exported and imported again decides alike.

import BatonModel
import BatonTables
import Foundation
import TestSupport
import Testing

@testable import Baton

@Suite struct RoundTripTests {
  private static let people = """
    provider "p" { default = "a", groups = { a = {}, b = {}, ["c d"] = {} } }

    """
  private static let rest = "\nroute \"rest\" { to = \"p/a\" }\n"

  private static let fields = """
    field "amount" { type = "number" }
    field "flag" { type = "yes_no" }
    field "due" { type = "instant" }
    field "size" { type = one_of { "S", "M", "L" } }
    field "label" { type = "text" }
    field "fee" { type = "number" }
    field "level" { type = one_of { "gold", "silver", "bronze" } }
    field "checks" { type = "list" }
    field "limit" { type = "number", of = "customer" }

    """

  private func load(_ files: [String: String]) throws -> (RuleBaseLoad, Engine) {
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: files), main: "main.lua", more: [], outlining: .values)
    #expect(load.diagnostics.isEmpty, "\(load.diagnostics) in \(files)")
    return (load, try #require(load.engine))
  }

  private func decisions(_ engine: Engine, _ requests: [Request]) -> [String] {
    requests.map { request in
      let decision = engine.decide(request)
      let set = decision.classified.map { "\($0.field)=\($0.value)" }.sorted()
      return "\(decision.to?.name ?? "-") \(set)"
    }
  }

  private func exported(
    _ load: RuleBaseLoad, _ engine: Engine, _ form: TableOutline.Form
  ) -> [RuleTable] {
    let (tables, findings) = TableOutline.tables(of: load, engine, form: form, folder: "")
    #expect(findings.isEmpty, "\(findings)")
    return tables
  }

  /// Through DMN and back, and through CSV.
  @Test func generatedTablesDecideAlike() throws {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    for round in 0..<30 {
      let tables = TableMaker.tables(&numbers)
      let text = tables.map(\.lua).joined()
      let requests = (0..<40).map { _ in TableMaker.request(&numbers) }
      let (load, engine) = try load(["main.lua": Self.fields + Self.people + text + Self.rest])
      let wanted = decisions(engine, requests)

      let model = DMNWriter.text(
        exported(load, engine, .dmn), name: "round", place: TablePlace(file: "main.lua"))
      #expect(model.findings.isEmpty, "\(model.findings)")
      let rules = try DMNImport.read(Array(model.text.utf8), name: "round.dmn")
      #expect(!rules.isPartial, "\(rules.findings)")
      let back = TableLua(rules, overwrites: true).text(from: "round.dmn")
      let (_, second) = try self.load(["main.lua": Self.people + back + Self.rest])
      #expect(
        decisions(second, requests) == wanted,
        "seed \(numbers.seed), round \(round)\n\(text)\n\(back)")

      var files = ["main.lua": Self.fields + Self.people]
      for (index, (made, table)) in zip(tables, exported(load, engine, .csv)).enumerated() {
        files["t\(index).csv"] = String(decoding: TableCSV.bytes(table), as: UTF8.self)
        files["main.lua", default: ""] += made.luaReading("t\(index).csv")
      }
      files["main.lua", default: ""] += Self.rest
      let (_, third) = try self.load(files)
      #expect(
        decisions(third, requests) == wanted, "seed \(numbers.seed), round \(round)\n\(files)")
    }
  }

  /// What is written keeps to the sequence of elements that the schema of DMN 1.3 has.
  @Test func whatIsWrittenHasTheFormOfDMN() throws {
    let (load, engine) = try load([
      "main.lua": Self.fields + Self.people + """
        route_table "Desks" {
          hit = "collect", because = "why not",
          columns = { "customer.limit", "customer", "size", "-> to", "-> because" },
          { above(5), "-", { "S", "M" }, "p/b", "big" },
          { "-", "c-9", "-", "p", "" },
        }
        """ + Self.rest
    ])
    let text = DMNWriter.text(
      exported(load, engine, .dmn), name: "x", place: TablePlace(file: "main.lua")
    ).text
    let names = text.matches(of: /<([a-zA-Z]+)/).map { String($0.output.1) }
    #expect(
      names == [
        "definitions", "itemDefinition", "typeRef", "itemDefinition", "itemComponent", "typeRef",
        "itemComponent", "typeRef",
        "inputData", "variable", "inputData", "variable", "decision", "description", "variable",
        "informationRequirement", "requiredInput", "informationRequirement", "requiredInput",
        "decisionTable", "input", "inputExpression", "text", "input", "inputExpression", "text",
        "input", "inputExpression", "text", "inputValues", "text", "output", "annotation",
        "rule", "inputEntry", "text", "inputEntry", "text", "inputEntry", "text", "outputEntry",
        "text", "annotationEntry", "text", "rule", "inputEntry", "text", "inputEntry", "text",
        "inputEntry", "text", "outputEntry", "text", "annotationEntry", "text",
      ])
    #expect(text.contains("xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""))
    #expect(text.contains("hitPolicy=\"COLLECT\""))
    #expect(text.contains("<text>customer.id</text>"))
    #expect(text.contains("<inputEntry><text>&gt; 5</text></inputEntry>"))
  }

  /// Two tables may fill one field, and a table may ask for what it fills: DMN has one value for a name.
  @Test func aFieldHasOneDecision() throws {
    let (load, engine) = try load([
      "main.lua": Self.fields + """
        decision_table "One" { columns = { "amount", "-> fee" }, { 1, 2 } }
        decision_table "Two" { columns = { "amount", "-> fee" }, { 2, 3 }, overwrite = true }
        decision_table "Three" { columns = { "label", "-> label" }, { "x", "y" }, overwrite = true }
        """ + Self.people + Self.rest
    ])
    let (tables, notes) = TableOutline.tables(of: load, engine, form: .dmn, folder: "")
    #expect(notes.map(\.isNote) == [true])
    #expect(
      notes.map { "\($0)" } == [
        "main.lua:10:16: note: \"One\" sets only what a request lacks; a decision of DMN decides whatever "
          + "is given"
      ])
    let (_, findings) = DMNWriter.text(tables, name: "x", place: TablePlace(file: "main.lua"))
    #expect(
      findings.map { "\($0)" } == [
        "main.lua: left out: \"Two\" sets \"fee\" where an earlier table left it open, and DMN has one "
          + "decision for one name",
        "main.lua: left out: table \"Three\": \"label\" is asked for before it is set, and DMN has one "
          + "value for it",
      ])
  }

  @Test func whatDMNCannotSayIsNamed() throws {
    let (load, engine) = try load([
      "main.lua": Self.fields + Self.people + """
        route_table "Desks" {
          when = { kind = "incident" }, mode = "shadow",
          columns = { "amount", "label", "-> to" },
          { 1, "-", least_loaded { "p/a", "p/b" } },
          { 2, contains "x", "p/b" },
          { 3, function(request) return request.label == "y" end, "p/b" },
          { 4, "-", "p/b" },
        }
        route_table "Tags" { columns = { "tags", "-> to" }, { "red", "p/b" } }
        """ + Self.rest
    ])
    let (tables, findings) = TableOutline.tables(of: load, engine, form: .dmn, folder: "rules")
    #expect(
      findings.map { "\($0)" } == [
        "rules/main.lua:11:13: left out: `mode`, `when` of \"Desks\": DMN has no words for it",
        "rules/main.lua:11:13: left out: row 1 of \"Desks\", column \"to\": least_loaded has no form there",
        "rules/main.lua:11:13: left out: row 2 of \"Desks\", column \"label\": contains has no form there",
        "rules/main.lua:11:13: left out: row 3 of \"Desks\", column \"label\": a function has no form there",
        "rules/main.lua:19:13: left out: table \"Tags\": \"tags\" is a list, which S-FEEL does not ask for a member",
      ])
    #expect(tables.map(\.rows.count) == [1])
  }
}
