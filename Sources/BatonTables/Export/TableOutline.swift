package import Baton
import BatonModel
import BatonRecords

/// The tables that a rule base declares, as tables that other tools can be given.
///
/// What a table says beside its columns and rows has no words in DMN, and neither has a cell that only
/// Lua can compute: it is named, and the rest is given.
package struct TableOutline {
  package enum Form: Sendable {
    case dmn
    /// Only columns and rows: what else is said stays in the rules, and is not lost.
    case csv
  }

  private let load: RuleBaseLoad
  private let form: Form
  private let book: FieldBook
  private let folder: String
  private(set) var findings: [TableFinding] = []

  /// - Parameters:
  ///   - load: a rule base with its outline.
  ///   - folder: what stands before the names of its files in messages.
  ///   - name: the table that is wanted; nil for all.
  package static func tables(
    of load: RuleBaseLoad, _ engine: Engine, form: Form, folder: String, name: String? = nil
  ) -> (tables: [RuleTable], findings: [TableFinding]) {
    var outline = TableOutline(
      load: load, form: form, book: FieldBook(rules: engine.fields), folder: folder)
    let entries = outline.entries.filter { name == nil || $0.name == name }
    return (entries.compactMap { outline.table($0) }, outline.findings)
  }

  /// The names of all tables, in the order of their declaration.
  package static func names(in load: RuleBaseLoad) -> [String] {
    (load.outline?.entries ?? []).filter { words.contains($0.word) }.map(\.name)
  }

  private static let words = ["route_table", "decision_table"]
  /// What DMN has words for, or does not need.
  private static let sayable: Set<String> = [
    "hit", "columns", "from", "values", "default", "overwrite", "because", "accept",
  ]

  private var entries: [RuleOutline.Entry] {
    (load.outline?.entries ?? []).filter { Self.words.contains($0.word) }
  }

  private mutating func report(_ fact: TableFinding.Fact, at place: TablePlace) {
    findings.append(TableFinding(fact, at: place))
  }

  private func place(_ place: Place) -> TablePlace {
    TablePlace(
      file: folder.isEmpty ? place.file : folder + "/" + place.file,
      spot: .line(place.line, column: place.column ?? 1))
  }

  // MARK: Tables

  /// A table's columns and rows as they are written, in Lua or in a CSV file.
  private typealias Written = (columns: [String], rows: [[RuleOutline.Value]])

  private mutating func table(_ entry: RuleOutline.Entry) -> RuleTable? {
    let place = place(entry.place)
    let isRoute = entry.word == "route_table"
    guard let written = written(entry) else { return nil }
    if form == .dmn {
      let lost = entry.parts.keys.filter { !Self.sayable.contains($0) && Int($0) == nil }
      if !lost.isEmpty {
        report(.keysLost(lost.sorted(), table: entry.name, form: "DMN"), at: place)
      }
      if !isRoute, entry.parts["overwrite"] != .yesNo(true) {
        report(.fillsOnly(table: entry.name), at: place)
      }
    }
    let hit: TableHit
    if case .text(let word)? = entry.parts["hit"] {
      hit = TableHit(rawValue: word) ?? .first
    } else {
      hit = isRoute ? .first : .unique
    }
    var inputs: [(index: Int, input: RuleTable.Input)] = []
    var outputs: [(index: Int, output: RuleTable.Output)] = []
    var reasons: Int?
    for (index, column) in written.columns.enumerated() {
      let name = column.trimmingBlanks
      guard name.hasPrefix("->") else {
        let type = book.type(ofPath: name) ?? .text
        if type == .list, form == .dmn {
          report(
            .tableLost(
              table: entry.name,
              reason: "\"\(name)\" is a list, which S-FEEL does not ask for a member"),
            at: place)
          return nil
        }
        inputs.append((index, RuleTable.Input(field: name, type: type)))
        continue
      }
      let field = name.dropFirst(2).trimmingBlanks
      if field == "because" {
        reasons = index
      } else {
        outputs.append((index, output(field, entry, hit, isRoute: isRoute)))
      }
    }
    var rows: [RuleTable.Row] = []
    for (number, cells) in written.rows.enumerated() {
      guard cells.count == written.columns.count else { continue }
      if let row = row(
        cells, number: number + 1, entry, inputs, outputs, reasons: reasons, hit: hit)
      {
        rows.append(row)
      }
    }
    if rows.isEmpty, outputs.allSatisfy({ $0.output.fallback == nil }) {
      report(.tableLost(table: entry.name, reason: "none of its rows is left"), at: place)
      return nil
    }
    return RuleTable(
      name: entry.name, isRoute: isRoute, hit: hit, inputs: inputs.map(\.input),
      outputs: outputs.map(\.output), rows: rows, because: Self.text(entry.parts["because"]))
  }

  private mutating func written(_ entry: RuleOutline.Entry) -> Written? {
    if let file = Self.text(entry.parts["from"]) {
      guard let bytes = load.text(ofFile: file) else { return nil }
      let csv = CSVTable.parse(bytes)
      return (csv.header.map(\.text), csv.rows.map { $0.map { .text($0.text) } })
    }
    guard case .table(let columns, _)? = entry.parts["columns"] else { return nil }
    var rows: [[RuleOutline.Value]] = []
    while case .table(let cells, _)? = entry.parts[String(rows.count + 1)] { rows.append(cells) }
    return (columns.compactMap { Self.text($0) }, rows)
  }

  private static func text(_ value: RuleOutline.Value?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }

  private mutating func output(
    _ field: String, _ entry: RuleOutline.Entry, _ hit: TableHit, isRoute: Bool
  ) -> RuleTable.Output {
    if isRoute { return RuleTable.Output(field: field, type: .text, allowed: [], fallback: nil) }
    let type = book.type(ofPath: field) ?? .text
    let cells = hit.givesList ? .text : type
    var allowed: [TableLiteral] = []
    if case .table(let values, _)? = Self.member(entry.parts["values"], field) {
      allowed = values.compactMap { try? CellReader.value($0, as: cells) }
    } else if case .oneOf(let names) = cells, hit != .count {
      allowed = names.map { .text($0) }
    }
    var fallback: TableLiteral?
    if let value = Self.member(entry.parts["default"], field) {
      do throws(CellFault) {
        fallback = try CellReader.value(value, as: cells)
      } catch {
        report(
          .fallback(decision: entry.name, column: field, reason: error.reason),
          at: place(entry.place))
      }
    }
    return RuleTable.Output(field: field, type: type, allowed: allowed, fallback: fallback)
  }

  private static func member(_ value: RuleOutline.Value?, _ name: String) -> RuleOutline.Value? {
    guard case .table(_, let fields)? = value else { return nil }
    return fields.first { $0.name == name }?.value
  }

  // MARK: Rows

  private mutating func row(
    _ cells: [RuleOutline.Value], number: Int, _ entry: RuleOutline.Entry,
    _ inputs: [(index: Int, input: RuleTable.Input)],
    _ outputs: [(index: Int, output: RuleTable.Output)], reasons: Int?, hit: TableHit
  ) -> RuleTable.Row? {
    func lost(_ column: String, _ fault: CellFault) {
      report(
        .rowLost(table: entry.name, row: number, column: column, reason: fault.reason),
        at: place(entry.place))
    }
    var tests: [CellTest] = []
    for (index, input) in inputs {
      do throws(CellFault) {
        let test = try CellReader.test(cells[index], as: input.type)
        tests.append(form == .dmn ? try test.withMissingSaid() : test)
      } catch {
        lost(input.field, error)
        return nil
      }
    }
    var outcomes: [TableLiteral?] = []
    for (index, output) in outputs {
      do throws(CellFault) {
        let type = hit.givesList ? .text : output.type
        outcomes.append(
          hit == .count
            ? try CellReader.counted(cells[index]) : try CellReader.value(cells[index], as: type))
      } catch {
        lost(output.field, error)
        return nil
      }
    }
    let because = reasons.flatMap { Self.text(cells[$0]) }
    return RuleTable.Row(
      tests: tests, outcomes: outcomes, because: because?.isEmpty == true ? nil : because,
      remarks: [])
  }
}
