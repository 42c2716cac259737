import ArgumentParser
import Baton
import BatonTables
import BatonWorkbench

/// Decision tables of rules for other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Give the decision tables of rules to other tools, as DMN or CSV.",
    discussion: """
      Writes every `decision_table` and `route_table` as a DMN 1.3 model, or each as a CSV file of \
      the form that `from` reads. What DMN cannot say (a table's `when`, choosers, functions) is \
      named, and the rest is written.

        baton export rules > rules.dmn
        baton export rules --format csv --table "Support level" > support.csv
        baton export rules --format csv --to tables

      Exit codes: 0 all was written; 1 something was left out; 2 the rule base cannot be used.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dmn, csv
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(help: "What to write: dmn or csv.")
  var format: Format = .dmn

  @Option(help: ArgumentHelp("The table to write; all if nothing is said.", valueName: "name"))
  var table: String?

  @Option(help: ArgumentHelp("The folder to write to; - is standard output.", valueName: "folder"))
  var to = "-"

  func run() throws {
    let load = try RuleBaseLoading.outlined(rules)
    let engine = try RuleBaseLoading.engine(of: load)
    let names = TableOutline.names(in: load)
    if names.isEmpty { throw Unusable("the rule base has no tables to export") }
    if let table, !names.contains(table) {
      let nearest = Engine.nearest(to: table, among: names)
      throw Unusable(
        "there is no table \"\(table)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? ""))
    }
    let place = TablePlace(file: rules)
    var (tables, findings) = TableOutline.tables(
      of: load, engine, form: format == .dmn ? .dmn : .csv, folder: load.folderName(rules),
      name: table)
    let files: [(name: String, bytes: [UInt8])]
    switch format {
    case .dmn:
      let written = DMNWriter.text(tables, name: engine.identity.name, place: place)
      findings += written.findings
      let name = Self.fileName(engine.identity.name)
      files = [(name: "\(name).dmn", bytes: Array(written.text.utf8))]
    case .csv:
      var names = UniqueNames()
      files = tables.map { table in
        (name: names.next(Self.fileName(table.name)) + ".csv", bytes: TableCSV.bytes(table))
      }
    }
    for finding in findings { Terminal.note(line: "\(finding)") }
    if tables.isEmpty { throw Unusable("none of the tables can be written") }
    try write(files)
    if findings.contains(where: { !$0.isNote }) { throw ExitCode.finding }
  }

  private func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    if to != "-" {
      let folder = OutputFolder(path: to)
      for file in files { try folder.write(file.bytes, to: file.name) }
    } else if files.count == 1 {
      try Terminal.write(files[0].bytes)
    } else {
      throw Unusable(
        "there are \(files.count) tables: choose one with --table, or a folder with --to")
    }
  }

  /// The name of a table may have anything in it.
  private static func fileName(_ name: String) -> String {
    String(name.map { "/\\:\0".contains($0) ? "-" : $0 })
  }
}

extension RuleBaseLoad {
  /// The folder that the names of the files are relative to.
  fileprivate func folderName(_ rules: String) -> String {
    guard rules.hasSuffix(".lua") else {
      return rules.hasSuffix("/") ? String(rules.dropLast()) : rules
    }
    return rules.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}
