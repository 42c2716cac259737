import Baton
import BatonRecords
import BatonTime

/// A report as one JSON document, `"schema":"baton.report/1"`: durations in seconds, shares as parts of
/// 1, instants with an offset.
package enum ReportJSON {
  /// - Parameter withCases: whether each row names the cases behind it.
  package static func bytes(_ report: Report, withCases: Bool = false) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    text("schema", Report.schema, &json)
    json.name("rules")
    write(report.identity, &json)
    text("log", report.log, &json)
    if let period = report.scope.period { text("period", period.name, &json) }
    if let provider = report.scope.provider { text("for", "provider:\(provider)", &json) }
    switch report.comparison {
    case .opened(let name, _)?: text("changed", name, &json)
    case .rules(_, let identity)?:
      json.name("before")
      write(identity, &json)
    case nil: break
    }
    json.name("adds_up")
    json.yesNo(report.addsUp)
    list("sentences", report.sentences, &json)
    json.name("tables")
    json.beginList()
    for table in report.tables { write(table, report, withCases, &json) }
    json.endList()
    list("foot", report.foot, &json)
    if !report.quotes.isEmpty { write(report.quotes, &json) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// One table.
  package static func bytes(
    _ table: ReportTable, of report: some TabledDocument, withCases: Bool = false
  ) -> [UInt8] {
    var json = JSONWriter()
    write(table, report, withCases, &json)
    json.endLine()
    return json.bytes
  }

  static func write(
    _ table: ReportTable, _ report: some TabledDocument, _ withCases: Bool, _ json: inout JSONWriter
  ) {
    json.beginObject()
    text("name", table.name, &json)
    text("title", table.title, &json)
    json.name("columns")
    json.beginList()
    for column in table.columns {
      json.beginObject()
      text("name", column.name, &json)
      text("title", column.title, &json)
      text("type", column.kind.rawValue, &json)
      json.endObject()
    }
    json.endList()
    json.name("rows")
    json.beginList()
    for row in table.rows {
      json.beginObject()
      for (column, cell) in zip(table.columns, row.cells) where cell != .none {
        json.name(column.name)
        write(cell, of: column, in: report.zone, &json)
      }
      if withCases, !row.cases.isEmpty {
        list("case_ids", row.cases.map { report.cases.cases[Int($0)].id }, &json)
      }
      if withCases, !row.before.isEmpty {
        list("case_ids_before", row.before.map { report.cases.cases[Int($0)].id }, &json)
      }
      json.endObject()
    }
    json.endList()
    list("notes", table.notes, &json)
    json.endObject()
  }

  private static func write(
    _ cell: ReportTable.Cell, of column: ReportTable.Column, in zone: Zone,
    _ json: inout JSONWriter
  ) {
    switch cell {
    case .none: json.null()
    case .text(let text): json.text(text)
    case .count(let count): json.integer(count)
    case .number(let number), .share(let number), .fineShare(let number): json.number(number)
    case .duration(let length):
      if length.isMultiple(of: 1000) {
        json.integer(Int(length / 1000))
      } else {
        json.number(Double(length) / 1000)
      }
    case .instant(let milliseconds): json.text(ReportCell.instant(milliseconds, in: zone))
    case .yesNo(let yes): json.yesNo(yes)
    }
  }

  private static func write(_ quotes: [RuleQuote], _ json: inout JSONWriter) {
    json.name("rule_texts")
    json.beginList()
    for quote in quotes {
      json.beginObject()
      list("declares", quote.titles, &json)
      text("at", "\(quote.place)", &json)
      text("file_hash", quote.hash, &json)
      text("text", quote.text, &json)
      json.endObject()
    }
    json.endList()
  }

  private static func write(_ identity: RuleBaseIdentity, _ json: inout JSONWriter) {
    json.beginObject()
    text("name", identity.name, &json)
    if let version = identity.version { text("version", version, &json) }
    text("hash", identity.hash, &json)
    json.endObject()
  }

  private static func text(_ name: String, _ text: String, _ json: inout JSONWriter) {
    json.name(name)
    json.text(text)
  }

  private static func list(_ name: String, _ texts: [String], _ json: inout JSONWriter) {
    if texts.isEmpty { return }
    json.name(name)
    json.beginList()
    for text in texts { json.text(text) }
    json.endList()
  }
}
