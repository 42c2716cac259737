import BatonModel
import BatonTime

/// A report for people: as text and as Markdown, from one page.
package enum ReportPage {
  package static func page(_ report: Report) -> Page { page(report, rules: rules(report)) }

  /// - Parameter rules: the rules behind the tables, if they are quoted.
  static func page(_ report: some TabledDocument, rules: Page.Section?) -> Page {
    var page = empty(report)
    page.sections = report.tables.map { section($0, in: report.zone) }
    if let rules { page.sections.append(rules) }
    var foot = Page.Section(title: "how it adds up")
    foot.sentences = report.foot
    page.sections.append(foot)
    return page
  }

  /// One table alone.
  package static func page(_ report: some TabledDocument, of table: ReportTable) -> Page {
    var page = empty(report)
    page.sections = [section(table, in: report.zone)]
    return page
  }

  private static func empty(_ report: some TabledDocument) -> Page {
    var page = Page(
      title: "\(report.identity.name) (\(report.identity.hash.prefix(8))) on \(report.log)")
    page.sentences = report.sentences
    return page
  }

  /// The rules behind the figures, word by word; nil if none are quoted.
  static func rules(_ report: Report) -> Page.Section? {
    if report.quotes.isEmpty { return nil }
    var section = Page.Section(title: "the rules behind it")
    let version = report.identity.version.map { " \($0)" } ?? ""
    section.sentences = [
      "as they stand in \(report.identity.name)\(version), hash \(report.identity.hash)"
    ]
    var files: [String: String] = [:]
    for quote in report.quotes { files[quote.place.file] = quote.hash }
    section.sentences += files.sorted { $0.key < $1.key }.map { "\($0): SHA-256 \($1)" }
    section.quotes = report.quotes.map {
      Page.Quote(
        title: "\($0.place): \($0.titles.joined(separator: ", "))", text: $0.text)
    }
    return section
  }

  /// How many rows of a table people are shown; the other formats have all.
  static let most = 60

  private static func section(_ table: ReportTable, in zone: Zone) -> Page.Section {
    var section = Page.Section(title: table.title)
    let columns = table.columns.indices.filter { column in
      table.rows.contains { $0.cells[column] != .none }
    }
    section.rows = [columns.map { table.columns[$0].title }]
    for row in table.rows.prefix(most) {
      section.rows.append(columns.map { ReportCell.text(row.cells[$0], in: zone) })
    }
    for (place, column) in columns.enumerated() {
      switch table.columns[column].kind {
      case .text, .yesNo, .instant: break
      default: section.numbers.insert(place)
      }
    }
    section.sentences = table.notes
    if table.rows.count > most {
      section.sentences.append(
        "the first \(most) of \(table.rows.count) rows; JSON and CSV have all")
    }
    return section
  }
}

/// A cell in words and in numbers, the same for every format.
enum ReportCell {
  /// For people.
  static func text(_ cell: ReportTable.Cell, in zone: Zone) -> String {
    switch cell {
    case .none: ""
    case .text(let text): text
    case .count(let count): String(count)
    case .number(let number): hundredths(number)
    case .duration(let length): duration(length)
    case .share(let share): percent(share)
    case .fineShare(let share): finePercent(share)
    case .instant(let milliseconds): instant(milliseconds, in: zone)
    case .yesNo(let yes): yes ? "yes" : "no"
    }
  }

  /// For programs: durations in seconds, shares as parts of 1.
  static func plain(_ cell: ReportTable.Cell, in zone: Zone) -> String {
    switch cell {
    case .none: ""
    case .text(let text): text
    case .count(let count): String(count)
    case .number(let number), .share(let number), .fineShare(let number): CellText.plain(number)
    case .duration(let length): seconds(length)
    case .instant(let milliseconds): instant(milliseconds, in: zone)
    case .yesNo(let yes): yes ? "true" : "false"
    }
  }

  static func seconds(_ milliseconds: Int64) -> String {
    milliseconds.isMultiple(of: 1000)
      ? String(milliseconds / 1000) : String(Double(milliseconds) / 1000)
  }

  static func instant(_ milliseconds: Int64, in zone: Zone) -> String {
    let instant = Instant(milliseconds: milliseconds)
    return ISO8601.format(instant, offsetSeconds: zone.offset(at: instant))
  }

  /// Times of many cases are long: from 100 hours on without their seconds, below a minute with them.
  static func duration(_ length: Int64) -> String {
    if length < 0, length != .min { return "-" + duration(-length) }
    let rounded = length >= 360_000_000 ? (length + 30_000) / 60_000 * 60_000 : length
    return TimeWording.length(length >= 60_000 ? rounded / 1000 * 1000 : rounded)
  }

  /// To a tenth; nothing but all is 100 %, and nothing but none is 0 %.
  static func percent(_ share: Double) -> String {
    if share <= 0 { return "0 %" }
    if share >= 1 { return "100 %" }
    let tenths = Int((share * 1000).rounded())
    if tenths == 0 { return "< 0.1 %" }
    if tenths == 1000 { return "> 99.9 %" }
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// With two digits of what is missing to 100 %, and never rounded up: 99.5 %, 99.95 %, 99.9934 %.
  static func finePercent(_ share: Double) -> String {
    if share <= 0 { return "0 %" }
    if share >= 1 { return "100 %" }
    var (digits, scale) = (2, 1e4)
    while digits < 7, (1 - share) * scale < 10 {
      digits += 1
      scale *= 10
    }
    // What a number of 64 bits adds or loses is no part of it.
    let whole = Int((share * scale + 1e-6).rounded(.down))
    if whole == 0 { return "< 0.01 %" }
    let text =
      String(repeating: "0", count: max(0, digits + 1 - String(whole).count)) + String(whole)
    let behind = text.suffix(digits)
    let kept = behind.prefix(behind.reversed().drop { $0 == "0" }.count)
    return "\(text.dropLast(digits))\(kept.isEmpty ? "" : ".\(kept)") %"
  }

  private static func hundredths(_ number: Double) -> String {
    guard abs(number) < 1e12 else { return String(number) }
    let scaled = (number * 100).rounded() / 100
    return CellText.plain(scaled)
  }
}
