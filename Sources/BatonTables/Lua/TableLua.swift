import BatonModel
import BatonWorkbench

/// Imported tables as a file of the rule language.
package struct TableLua {
  /// How the first line of every such file begins. A file that begins otherwise is somebody's own.
  package static let mark = "-- Made by `baton import`"
  private static let width = 100

  private let rules: ImportedRules
  /// Whether the tables decide whatever the request says, as decisions of DMN do.
  private let overwrites: Bool

  package init(_ rules: ImportedRules, overwrites: Bool) {
    self.rules = rules
    self.overwrites = overwrites
  }

  /// - Parameter source: the name of the file that was imported.
  package func text(from source: String) -> String {
    var text = "\(Self.mark) of \(Self.oneLine(source)).\n"
    for finding in rules.findings {
      text += "-- \(Self.oneLine(finding.words(in: source)))\n"
    }
    if !rules.fields.isEmpty { text += "\n" }
    for field in rules.fields { text += self.field(field) }
    // Two tables of a model may have one label, two of a rule base no name.
    var names = UniqueNames()
    for table in rules.tables { text += "\n" + self.table(table, named: names.next(table.name)) }
    return text
  }

  private func field(_ field: FieldDefinition) -> String {
    var parts = ["type = \(Self.type(field.type))"]
    if field.of != .request { parts.append("of = \(LuaText.quoted(field.of.rawValue))") }
    if !field.summary.isEmpty { parts.append("description = \(LuaText.quoted(field.summary))") }
    return "field \(LuaText.quoted(field.name)) { \(parts.joined(separator: ", ")) }\n"
  }

  private static func type(_ type: FieldType) -> String {
    switch type {
    case .number, .wholeNumber, .priority: "\"number\""
    case .yesNo: "\"yes_no\""
    case .instant: "\"instant\""
    case .list: "\"list\""
    case .oneOf(let names): "one_of \(list(names.map(LuaText.quoted)))"
    case .text, .share, .reference: "\"text\""
    }
  }

  // MARK: Tables

  private func table(_ table: RuleTable, named name: String) -> String {
    let word = table.isRoute ? "route_table" : "decision_table"
    var text = "\(word) \(LuaText.quoted(name)) {\n"
    text += "  hit = \(LuaText.quoted(table.hit.rawValue)),\n"
    if let because = table.because, !because.isEmpty {
      text += "  because = \(LuaText.quoted(because)),\n"
    }
    text += columns(table)
    text += rows(table)
    let priorities = table.hit.needsPriorities ? table.outputs.filter { !$0.allowed.isEmpty } : []
    text += pairs("values", priorities.map { ($0.field, Self.list($0.allowed.map(Self.value))) })
    text += pairs(
      "default",
      table.outputs.compactMap { output in
        output.fallback.map { (output.field, Self.value($0)) }
      })
    if overwrites, !table.isRoute { text += "  overwrite = true,\n" }
    return text + "}\n"
  }

  private func columns(_ table: RuleTable) -> String {
    var names = table.inputs.map(\.field) + table.outputs.map { "-> \($0.field)" }
    if table.hasReasons { names.append("-> because") }
    let quoted = names.map(LuaText.quoted)
    let line = "  columns = \(Self.list(quoted)),\n"
    if line.count <= Self.width { return line }
    return "  columns = {\n" + quoted.map { "    \($0),\n" }.joined() + "  },\n"
  }

  private func rows(_ table: RuleTable) -> String {
    let hasReasons = table.hasReasons
    let rows = table.rows.map { row in
      var cells = row.tests.map(Self.test)
      cells += row.outcomes.map { $0.map(Self.value) ?? "\"\"" }
      if hasReasons { cells.append(LuaText.quoted(row.because ?? "")) }
      return cells
    }
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let isAligned = widths.reduce(8 + 2 * count, +) <= Self.width
    var text = ""
    for (cells, row) in zip(rows, table.rows) {
      var line = ""
      for (index, cell) in cells.enumerated() {
        let isLast = index == count - 1
        line += isLast ? cell : cell + ","
        if !isLast {
          line += String(repeating: " ", count: isAligned ? widths[index] - cell.count + 1 : 1)
        }
      }
      text += "  { \(line) },"
      if !row.remarks.isEmpty {
        text += " -- " + Self.oneLine(row.remarks.joined(separator: "; "))
      }
      text += "\n"
    }
    return text
  }

  private func pairs(_ key: String, _ members: [(String, String)]) -> String {
    if members.isEmpty { return "" }
    return "  \(key) = " + Self.list(members.map { "\(LuaText.key($0)) = \($1)" }) + ",\n"
  }

  // MARK: Cells

  /// A test as a cell: a value or a list of values where it is no more, else as S-FEEL.
  private static func test(_ test: CellTest) -> String {
    switch test {
    case .equals(.null): return "absent"
    case .not(.equals(.null)): return "present"
    case .equals(let literal):
      switch literal {
      case .number, .yesNo: return value(literal)
      default: return LuaText.quoted(test.plain)
      }
    case .any(let tests):
      let literals = tests.compactMap { test -> TableLiteral? in
        if case .equals(let literal) = test { literal } else { nil }
      }
      guard literals.count == tests.count else { return LuaText.quoted(test.plain) }
      return list(literals.map { $0 == .null ? "absent" : value($0) })
    default: return LuaText.quoted(test.plain)
    }
  }

  private static func value(_ literal: TableLiteral) -> String {
    switch literal {
    case .number(let numeral): numeral
    case .yesNo(let yes): yes ? "true" : "false"
    case .text(let text), .word(let text): LuaText.quoted(text)
    case .instant(let text): LuaText.quoted(text)
    case .null: "absent"
    }
  }

  private static func list(_ parts: [String]) -> String { "{ \(parts.joined(separator: ", ")) }" }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
