import BatonModel
import BatonTime

/// A report as one HTML file that fetches nothing: what matters first, then every table with its
/// pictures, and from each row its cases and their lives.
///
/// Without scripts all figures are there; the script only opens cases, which lie in the file as text
/// (``ReportData``). Keyboard and screen reader reach everything; it prints, and follows the reader's
/// choice of light or dark.
package enum ReportHTML {
  /// For whom the page is.
  package enum Reader: Sendable, Hashable {
    case everybody
    /// What matters, promises, measures and money, and no cases.
    case board
  }

  private static let ofBoard: Set = [
    "before_and_after", "end_to_end", "agreements", "measures", "time", "experience", "credits",
    "outcomes", "trust", "workload",
  ]

  package static func text(
    _ report: Report, for reader: Reader = .everybody, command: String
  ) -> String {
    let tables = report.tables.filter { reader == .everybody || ofBoard.contains($0.name) }
    let hasCases = reader == .everybody
    let change = ReportChange(report)
    var body = report.sentences.map { "<p>\(XMLText.escaped($0))</p>" }
    body += navigation(
      tables, hasChange: change != nil, hasRules: hasCases && !report.quotes.isEmpty)
    body += matters(report, tables, hasCases: hasCases)
    if let change {
      body += section(change.table, report, caption: "What changed", opensCases: false)
    }
    for table in tables { body += section(table, report, opensCases: hasCases) }
    if let rules = ReportPage.rules(report), hasCases { body += section(rules) }
    body += foot(report, command)
    if hasCases {
      body += [dialog]
      body += ReportData(report).elements
      body += ["<script>\(ReportScript.script)</script>"]
    }
    return HTMLPage.text(
      title: title(report), style: ReportScript.style + WeekPicture.style, hasScript: hasCases, body
    )
  }

  private static func title(_ report: Report) -> String {
    let whom = report.scope.provider.map { " for \($0)" } ?? ""
    let when = report.scope.period.map { ", \($0.name)" } ?? ""
    return "\(report.identity.name)\(whom): \(report.log)\(when)"
  }

  // MARK: Parts

  private static func navigation(
    _ tables: [ReportTable], hasChange: Bool, hasRules: Bool
  ) -> [String] {
    var links = [("matters", "what matters")]
    if hasChange { links.append(("change", "what changed")) }
    links += tables.map { ($0.name, $0.title) }
    if hasRules { links.append(("rules", "the rules behind it")) }
    links.append(("foot", "how it adds up"))
    return ["<nav aria-label=\"tables\"><ul class=\"links\">"]
      + links.map { "<li><a href=\"#\($0.0)\">\(XMLText.escaped($0.1))</a></li>" }
      + ["</ul></nav>"]
  }

  private static func matters(
    _ report: Report, _ tables: [ReportTable], hasCases: Bool
  ) -> [String] {
    let shown = Set(tables.map(\.name))
    let items = ReportHighlights(report).items.filter { shown.contains($0.table) }
    var lines = ["<section id=\"matters\">", "<h2>What matters</h2>"]
    if items.isEmpty {
      lines.append("<p>Nothing stands out: no promise was broken and no target was missed.</p>")
    } else {
      lines += HTMLPage.list(
        items.map { "<a href=\"#\($0.table)-\($0.row)\">\(XMLText.escaped($0.words))</a>" })
    }
    if hasCases {
      lines.append(
        "<form class=\"find\" hidden><label>Find a case <input name=\"id\" autocomplete=\"off\"></label>"
          + " <button>Show</button> <output></output></form>")
    }
    return lines + ["</section>"]
  }

  private static func section(
    _ table: ReportTable, _ report: Report, caption: String? = nil, opensCases: Bool
  ) -> [String] {
    let title = caption ?? table.title.prefix(1).uppercased() + table.title.dropFirst()
    var lines = ["<section id=\"\(table.name)\">", "<h2>\(XMLText.escaped(title))</h2>"]
    switch table.name {
    case "time": lines += ReportPictures.time(table)
    case "handoffs": lines += ReportPictures.handoffs(table)
    case _ where WeekPicture.isWeek(table): lines += WeekPicture.figures(table)
    default: break
    }
    let columns = table.columns.indices.filter { column in
      table.rows.contains { $0.cells[column] != .none }
    }
    let hasCases =
      opensCases && table.rows.contains { !$0.cases.isEmpty || !$0.before.isEmpty }
    let shown = table.rows.prefix(ReportPage.most)
    lines += [
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"\(XMLText.escaped(title))\">",
      "<table>",
      "<thead><tr>"
        + columns.map {
          "<th scope=\"col\"\(number(table.columns[$0]))>\(XMLText.escaped(table.columns[$0].title))</th>"
        }.joined() + (hasCases ? "<th scope=\"col\" class=\"open\">look</th>" : "")
        + "</tr></thead>",
      "<tbody>",
    ]
    for (index, row) in shown.enumerated() {
      let cells = columns.map { column in
        "<td\(number(table.columns[column]))>"
          + "\(XMLText.escaped(ReportCell.text(row.cells[column], in: report.zone)))</td>"
      }
      lines.append(
        "<tr id=\"\(table.name)-\(index)\">" + cells.joined()
          + (hasCases ? opener(table, index, row) : "") + "</tr>")
    }
    lines.append("</tbody></table></div>")
    if table.rows.count > shown.count {
      lines.append(
        "<p>The first \(shown.count) of \(table.rows.count) rows; JSON and CSV have all.</p>")
    }
    lines += table.notes.map { "<p>\(XMLText.escaped($0))</p>" }
    return lines + ["</section>"]
  }

  private static func opener(_ table: ReportTable, _ index: Int, _ row: ReportTable.Row) -> String {
    let first = row.cells.first { $0 != .none }
    let what: String
    if case .text(let text)? = first { what = text } else { what = "row \(index + 1)" }
    func button(_ list: String, _ count: Int, _ side: String) -> String {
      if count == 0 { return "" }
      let label = "\(Plural.of(count, "case"))\(side) of \(what)"
      return "<button data-table=\"\(list)\" data-row=\"\(index)\" "
        + "aria-label=\"\(XMLText.escaped(label))\" hidden>\(count)</button>"
    }
    let hasSides = table.rows.contains { !$0.before.isEmpty }
    let before = button(table.name + ReportData.before, row.before.count, " before")
    let own = button(table.name, row.cases.count, hasSides ? " after" : "")
    return "<td class=\"open\">"
      + [before, own].filter { !$0.isEmpty }.joined(separator: " ") + "</td>"
  }

  private static func number(_ column: ReportTable.Column) -> String {
    switch column.kind {
    case .text, .yesNo, .instant: ""
    default: " class=\"number\""
    }
  }

  private static func section(_ rules: Page.Section) -> [String] {
    let title = rules.title.prefix(1).uppercased() + rules.title.dropFirst()
    return ["<section id=\"rules\">", "<h2>\(XMLText.escaped(title))</h2>"]
      + rules.sentences.map { "<p>\(XMLText.escaped($0))</p>" }
      + rules.quotes.flatMap { HTMLPage.quote($0) } + ["</section>"]
  }

  private static func foot(_ report: Report, _ command: String) -> [String] {
    let version = report.identity.version.map { " \($0)" } ?? ""
    return ["<section id=\"foot\">", "<h2>How it adds up</h2>"]
      + HTMLPage.list(report.foot.map { XMLText.escaped($0) })
      + [
        "<p>Rules: \(XMLText.escaped(report.identity.name + version)), hash "
          + "<code>\(XMLText.escaped(report.identity.hash))</code>. Made by "
          + "<code>\(XMLText.escaped(command))</code></p>", "</section>",
      ]
  }

  private static let dialog = """
    <dialog aria-labelledby="shown"><form method="dialog"><button>Close</button></form>
    <h2 id="shown" tabindex="-1"></h2><div class="content"></div></dialog>
    """
}
