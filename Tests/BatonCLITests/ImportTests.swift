// Decision tables of other tools come in and go out.

import Foundation
import Testing

@Suite struct ImportTests {
  private let model = """
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="desk" namespace="urn:x">
    <inputData id="i" name="Size"><variable name="Size" typeRef="number"/></inputData>
    <decision id="d" name="Desk"><variable name="Desk" typeRef="string"/>
    <decisionTable hitPolicy="FIRST">
    <input><inputExpression typeRef="number"><text>Size</text></inputExpression></input>
    <output typeRef="string"/>
    <rule><inputEntry><text>&gt; 5</text></inputEntry><outputEntry><text>"p/a"</text></outputEntry></rule>
    <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"p/b"</text></outputEntry></rule>
    </decisionTable></decision></definitions>
    """

  private let main = """
    provider "p" { default = "b", groups = { a = {}, b = {} } }
    include "desk"
    route "rest" { to = "p" }
    """

  private let fields = ["--fields", "request,to"]

  @Test func aModelBecomesAFile() throws {
    let folder = try Folder(["desk.dmn": model])
    let run = try Tool.run("import", folder.path("desk.dmn"), "--as", "route_table")
    #expect(run.status == 0)
    #expect(run.errors == "1 route table, 1 field declared\n")
    #expect(
      run.output == """
        -- Made by `baton import` of desk.dmn.

        field "size" { type = "number", description = "Size" }

        route_table "Desk" {
          hit = "first",
          columns = { "size", "-> to" },
          { "> 5", "p/a" },
          { "-",   "p/b" },
        }

        """)
    let piped = try Tool.run(["import", "-", "--as", "route_table"], input: model)
    #expect(
      piped.output.split(separator: "\n").dropFirst()
        == run.output.split(separator: "\n").dropFirst())
  }

  @Test func aFolderIsARuleBaseAtOnce() throws {
    let folder = try Folder(["desk.dmn": model, "rules/main.lua": main])
    let arguments = [
      "import", folder.path("desk.dmn"), "--to", folder.path("rules"), "--as", "route_table",
    ]
    let first = try Tool.run(arguments)
    #expect(first.status == 0)
    #expect(first.errors.contains("wrote \(folder.path("rules/desk.lua"))\n"))
    #expect(first.errors.contains("main.lua includes it with: include \"desk\"\n"))
    let decided = try Tool.run(
      ["decide", folder.path("rules")] + fields,
      input: "{\"id\":\"1\",\"size\":6}\n{\"id\":\"2\"}\n")
    #expect(decided.lines == [#"{"request":"1","to":"p/a"}"#, #"{"request":"2","to":"p/b"}"#])
    // What was imported may be imported again, what somebody wrote is not overwritten.
    #expect(try Tool.run(arguments).status == 0)
    try folder.write("rules/desk.lua", "-- mine\n")
    let third = try Tool.run(arguments)
    #expect(third.status == 2)
    #expect(third.errors.contains("is there already and was not imported: choose another folder"))
  }

  @Test func aNewFolderGetsAnEntry() throws {
    let folder = try Folder(["desk.csv": "category,-> to\ntill,integrator\n"])
    let run = try Tool.run("import", folder.path("desk.csv"), "--to", folder.path("new"))
    #expect(run.status == 0)
    let check = try Tool.run("check", folder.path("new"))
    #expect(check.errors.isEmpty)
    #expect(check.output.contains("1 route table"))
  }

  /// What a rule base declares is not declared once more.
  @Test func fieldsOfARuleBaseAreUsed() throws {
    let folder = try Folder([
      "desk.csv": "weight,-> to\n> 5,p/a\n",
      "rules/main.lua": """
      provider "p" { default = "a", groups = { a = {} } }
      field "weight" { type = "number" }
      route "rest" { to = "p" }
      """,
    ])
    let run = try Tool.run("import", folder.path("desk.csv"), "--rules", folder.path("rules"))
    #expect(run.status == 0)
    #expect(!run.output.contains("field \"weight\""))
    #expect(run.errors.contains("0 fields declared"))
    // What was imported before is no field that somebody else declared.
    try folder.write("desk.csv", "weight,colour,-> to\n> 5,red,p/a\n")
    let arguments = [
      "import", folder.path("desk.csv"), "--rules", folder.path("rules"), "--to",
      folder.path("rules"),
    ]
    #expect(try Tool.run(arguments).status == 0)
    let main = try String(contentsOfFile: folder.path("rules/main.lua"), encoding: .utf8)
    try folder.write("rules/main.lua", "include \"desk\"\n" + main)
    #expect(try Tool.run("check", folder.path("rules")).status == 0)
    #expect(try Tool.run(arguments).status == 0)
    let check = try Tool.run("check", folder.path("rules"))
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }

  @Test func whatIsLeftOutIsToldAndTheRestIsWritten() throws {
    let folder = try Folder(["desk.dmn": model.replacing("&gt; 5", with: "&gt; Size / 2")])
    let run = try Tool.run("import", folder.path("desk.dmn"), "--as", "route_table")
    #expect(run.status == 1)
    #expect(run.errors.contains("desk.dmn:7:19: left out: row 1 of \"Desk\", column \"Size\": "))
    #expect(run.errors.contains("1 route table, 1 field declared, 1 thing left out\n"))
    #expect(run.output.contains("{ \"-\", \"p/b\" },"))
    #expect(run.output.contains("-- desk.dmn:7:19: left out: "))
  }

  @Test(arguments: [
    ("<a/>", [String](), "the root is \"a\""), ("a,b\n", [], "there is no decision table in it"),
    ("<a", [], "this is no XML: unclosed token"),
    ("a,-> to\n", ["--sheet", "x"], "only a workbook has sheets"),
    ("a,-> to\n1,p\n", ["--tests", "t.xml", "--to", "out"], "--tests are about DMN models"),
    ("a,-> to\n", ["--as", "nothing"], "nothing"),
    ("<a/>", ["--sheet", "x"], "only a workbook has sheets"),
  ])
  func whatCannotBeUsedIsSaid(_ text: String, _ options: [String], _ told: String) throws {
    let run = try Tool.run(["import", "-"] + options, input: text)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(told))
  }

  @Test func aFileThatIsNotThereIsSaid() throws {
    let run = try Tool.run("import", "/nowhere/x.dmn")
    #expect(run.status == 2)
    #expect(run.errors == "baton: /nowhere/x.dmn: No such file or directory\n")
  }

  // MARK: Export

  private func rules() throws -> Folder {
    try Folder([
      "main.lua": """
      provider "p" { default = "b", groups = { a = {}, b = {} } }
      route_table "By size" { hit = "unique", columns = { "effort", "-> to" }, { "> 5", "p/a" } }
      route_table "By file" { when = { kind = "incident" }, from = "file.csv" }
      route "rest" { to = "p" }
      """,
      "file.csv": "category,-> to,-> because\ntill,p/a,why\n",
    ])
  }

  @Test func tablesGoOutAsDMN() throws {
    let rules = try rules()
    let run = try Tool.run("export", rules.path)
    #expect(run.status == 1)
    #expect(
      run.errors
        == "\(rules.path)/main.lua:3:13: left out: `when` of \"By file\": DMN has no words for it\n"
    )
    #expect(XMLCheck.check(run.output).isWellFormed)
    #expect(run.output.contains("label=\"By file\""))
    let back = try Tool.run(["import", "-"], input: run.output)
    #expect(back.status == 0)
    #expect(
      back.output.contains(
        "route_table \"By size\" {\n  hit = \"unique\",\n  columns = { \"effort\", \"-> to\" },\n  { \"> 5\", \"p/a\" },\n}"
      ))
  }

  @Test func tablesGoOutAsCSV() throws {
    let rules = try rules()
    let one = try Tool.run("export", rules.path, "--format", "csv", "--table", "By file")
    #expect(one.status == 0)
    #expect(one.output == "category,-> to,-> because\ntill,p/a,why\n")
    let several = try Tool.run("export", rules.path, "--format", "csv")
    #expect(several.status == 2)
    #expect(several.errors.contains("there are 2 tables: choose one with --table"))
    let folder = try Folder()
    let all = try Tool.run("export", rules.path, "--format", "csv", "--to", folder.path)
    #expect(all.status == 0)
    #expect(
      try String(contentsOfFile: folder.path("By size.csv"), encoding: .utf8)
        == "effort,-> to\n> 5,p/a\n")
  }

  @Test func aTableThatIsNotThereIsSaid() throws {
    let rules = try rules()
    let run = try Tool.run("export", rules.path, "--table", "By sise")
    #expect(run.status == 2)
    #expect(run.errors == "baton: there is no table \"By sise\", did you mean \"By size\"?\n")
    let other = try SmallRules.folder()
    #expect(try Tool.run("export", other.path).status == 2)
  }

  /// A rule base that names a workbook is told what to do with it.
  @Test func aWorkbookIsNoTableOfRules() throws {
    let folder = try Folder(["main.lua": "route_table \"t\" { from = \"fees.xlsx\" }\n"])
    try folder.write("fees.xlsx", bytes: [0x50, 0x4B, 0x03, 0x04, 0x00, 0x00])
    let run = try Tool.run("check", folder.path)
    #expect(run.status == 2 || run.status == 1)
    let told = run.output + run.errors
    #expect(told.contains("\"fees.xlsx\" is a workbook, and no text file"))
    #expect(told.contains("make rules of it with: baton import fees.xlsx"))
  }
}
