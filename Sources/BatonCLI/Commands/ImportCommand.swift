import ArgumentParser
import Baton
import BatonModel
import BatonTables
import BatonWorkbench

/// Decision tables of other tools as rules.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn decision tables of DMN, XLSX and CSV into rules.",
    discussion: """
      Reads a DMN model (1.1 to 1.5), a workbook or a CSV file and writes its decision tables as \
      `decision_table`s and `route_table`s, each behind those that it needs, with the fields that \
      they ask for and set. What cannot be said in rules is named with its place, and the rest is \
      taken.

        baton import loan.dmn > loan.lua
        baton import loan.dmn --to rules --tests loan-tests.xml
        baton import fees.xlsx --sheet 2026 --rules rules --to rules

      In a sheet the row with "-> field" is the header, as in CSV files of rules. Above it may stand \
      the table's title, and rows that begin with hit, because, values -> field and default -> field.

      Exit codes: 0 all was taken; 1 something was left out; 2 the file cannot be used.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case decisionTable = "decision_table"
    case routeTable = "route_table"
  }

  @Argument(help: "A DMN model, a workbook (.xlsx) or a CSV file; - reads a pipe.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "The folder to write to; - is standard output.",
      discussion: "A folder without a main.lua gets one that includes what was imported.",
      valueName: "folder"))
  var to = "-"

  @Option(
    name: .customLong("as"),
    help: "What a table with one output becomes: decision_table or route_table.")
  var kind: Kind = .decisionTable

  @Option(help: "The sheet of a workbook; all that have a table if nothing is said.")
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "Tests of the model, as DMN's compatibility kit writes them; they become scenarios.",
      valueName: "file"))
  var tests: String?

  @Option(
    help: ArgumentHelp(
      "The rule base that the tables are for.",
      discussion: "Fields that it has are used, and not declared once more.", valueName: "rules"))
  var rules: String?

  func validate() throws {
    if tests != nil, to == "-" { throw ValidationError("--tests need a folder: add --to") }
  }

  func run() throws {
    let bytes = try WholeFile.read(file)
    let fields = try rules.map { try self.fields(of: $0) }
    let isModel = if case .xml = DocumentForm.of(bytes) { true } else { false }
    if sheet != nil, !isWorkbook(bytes) { throw Unusable("\(shown): only a workbook has sheets") }
    if !isModel, tests != nil { throw Unusable("--tests are about DMN models, not sheets") }
    let imported: ImportedRules
    do throws(TableFailure) {
      imported =
        isModel
        ? try DMNImport.read(bytes, name: shown, rules: fields, asRoutes: kind == .routeTable)
        : try SheetImport.read(
          bytes, name: shown, title: title, sheet: sheet, rules: fields,
          asRoutes: kind == .routeTable)
    } catch {
      throw Unusable("\(error)")
    }
    for finding in imported.findings { Terminal.note(line: "\(finding)") }
    if imported.tables.isEmpty { throw Unusable("\(shown): nothing of it can be taken over") }
    var isPartial = imported.isPartial
    let text = TableLua(imported, overwrites: isModel).text(from: base)
    if to == "-" {
      try Terminal.write(Array(text.utf8))
    } else {
      isPartial = try write(text, imported) || isPartial
    }
    Terminal.note(line: summary(imported))
    if isPartial { throw ExitCode.finding }
  }

  /// The fields of the rule base that the tables are for. What the file declares that is written anew
  /// will be declared by it again.
  private func fields(of rules: String) throws -> FieldTable {
    let load = try RuleBaseLoading.outlined(rules)
    let fields = try RuleBaseLoading.engine(of: load).fields
    let file = "\(Self.fileName(title)).lua"
    let own = (load.outline?.entries ?? []).filter {
      to != "-" && $0.word == "field" && $0.place.file == file
    }
    let names = Set(own.map(\.name))
    return FieldTable(
      RecordKind.allCases.flatMap { fields.fields[$0] ?? [] }
        .filter { $0.isBuiltIn || !names.contains($0.name) })
  }

  private func isWorkbook(_ bytes: [UInt8]) -> Bool {
    if case .zip = DocumentForm.of(bytes) { true } else { false }
  }

  /// What messages call the file.
  private var shown: String { file == "-" ? "standard input" : file }

  /// The file's name without its folder.
  private var base: String {
    file == "-" ? "imported" : file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The same without its ending.
  private var title: String {
    let name = base
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return dot == name.startIndex ? name : String(name[..<dot])
  }

  private func summary(_ imported: ImportedRules) -> String {
    let routes = imported.tables.filter(\.isRoute).count
    let parts = [
      (imported.tables.count - routes, "decision table"), (routes, "route table"),
    ]
    let counts = parts.filter { $0.0 > 0 }.map { Plural.of($0.0, $0.1) }.joined(separator: ", ")
    let lost = imported.findings.filter { !$0.isNote }.count
    return counts + ", \(Plural.of(imported.fields.count, "field")) declared"
      + (lost == 0 ? "" : ", \(Plural.of(lost, "thing")) left out")
  }

  // MARK: A folder

  /// - Returns: whether a test was left out.
  private func write(_ text: String, _ imported: ImportedRules) throws -> Bool {
    let folder = OutputFolder(path: to)
    let name = Self.fileName(title)
    try put(text, at: "\(name).lua", in: folder)
    var isPartial = false
    if let tests { isPartial = try put(tests, imported, at: "tests/\(name).lua", in: folder) }
    if folder.has("main.lua") {
      Terminal.note(line: "main.lua includes it with: include \"\(name)\"")
    } else {
      try folder.write(Array(Self.main(name).utf8), to: "main.lua")
    }
    return isPartial
  }

  private func put(
    _ tests: String, _ imported: ImportedRules, at name: String, in folder: OutputFolder
  ) throws -> Bool {
    let bytes = try WholeFile.read(tests)
    let found: (scenarios: [Scenario], findings: [TableFinding])
    do throws(TableFailure) {
      found = try DMNTests.read(bytes, name: tests, for: imported)
    } catch {
      throw Unusable("\(error)")
    }
    for finding in found.findings { Terminal.note(line: "\(finding)") }
    let file = tests.split(separator: "/").last ?? ""
    let text = "\(TableLua.mark) of \(file).\n\n" + TestText.lua(found.scenarios)
    try put(text, at: name, in: folder)
    return found.findings.contains { !$0.isNote }
  }

  /// Writes a file, unless somebody wrote one of that name.
  private func put(_ text: String, at name: String, in folder: OutputFolder) throws {
    let isOurs = folder.start(of: name, count: TableLua.mark.utf8.count) == TableLua.mark
    if folder.has(name), !isOurs {
      throw Unusable(
        "\"\(folder.file(name))\" is there already and was not imported: choose another folder")
    }
    try folder.write(Array(text.utf8), to: name)
  }

  /// A name that files and `include` take everywhere.
  private static func fileName(_ title: String) -> String {
    let letters = title.lowercased().map { letter in
      letter.isLetter || letter.isNumber || letter == "_" || letter == "-" ? letter : "-"
    }
    return String(letters)
  }

  /// A rule base needs somebody to go to.
  private static func main(_ name: String) -> String {
    """
    -- A rule base round what was imported. Change it as you like: it is not written again.
    rulebase { name = \(LuaText.quoted(name)), version = "1" }

    provider "integrator" { default = "service-desk", groups = { ["service-desk"] = {} } }

    include \(LuaText.quoted(name))

    route "Everything goes to the integrator's desk" { to = "integrator" }

    """
  }
}
