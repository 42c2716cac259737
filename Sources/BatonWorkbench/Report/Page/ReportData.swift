import Baton
import BatonModel
import BatonRecords

/// The cases of a report inside its page: pieces of JSON that the browser keeps as text until somebody
/// asks for a case, so that a page with very many opens at once.
struct ReportData {
  /// How many cases are in one piece.
  static let piece = 1_000

  /// How the list of a row's cases before is told from that of its cases.
  static let before = ".before"

  private let report: Report
  /// The positions of the cases of the report, and of those that are only laid beside them.
  private let shown: [Int32]
  /// By the position of a case, its number among these.
  private let numbers: [Int32: Int]

  init(_ report: Report) {
    self.report = report
    shown = Self.shown(report)
    numbers = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
  }

  private static func shown(_ report: Report) -> [Int32] {
    // What was down in a period may have been opened before it.
    let hasOlder =
      report.scope.period != nil
      && report.measures.contains { $0.quantity == .known(.availability) }
    if !hasOlder {
      guard case .rules? = report.comparison else { return report.counted }
    }
    var all = Set(report.counted)
    for table in report.tables {
      for row in table.rows {
        all.formUnion(row.cases)
        all.formUnion(row.before)
      }
    }
    return all.sorted()
  }

  var elements: [String] {
    var elements = [
      element("names", json { $0.texts(report.cases.names.texts) }),
      element("kinds", json { $0.texts(Stretch.Kind.allCases.map(\.rawValue)) }),
      element(
        "reasons", json { $0.texts(PauseReason.allCases.map(\.rawValue)) }),
    ]
    for table in report.tables where table.rows.contains(where: { !$0.cases.isEmpty }) {
      elements.append(element("rows-\(table.name)", rows(table, \.cases)))
    }
    for table in report.tables where table.rows.contains(where: { !$0.before.isEmpty }) {
      elements.append(element("rows-\(table.name)\(Self.before)", rows(table, \.before)))
    }
    for (number, first) in stride(from: 0, to: shown.count, by: Self.piece).enumerated() {
      let piece = shown[first..<min(first + Self.piece, shown.count)]
      elements.append(element("cases-\(number)", cases(piece)))
    }
    return elements
  }

  private func element(_ id: String, _ json: [UInt8]) -> String {
    // What ends a script inside a text would end this one.
    let text = String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
    return "<script type=\"application/json\" id=\"data-\(id)\">\(text)</script>"
  }

  private func json(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    write(&json)
    return json.bytes
  }

  /// Of each row the numbers of its cases, as the steps from one to the next.
  private func rows(
    _ table: ReportTable, _ cases: (ReportTable.Row) -> [Int32]
  ) -> [UInt8] {
    json { json in
      json.beginList()
      for row in table.rows {
        json.beginList()
        var last = 0
        for case let number? in cases(row).map({ numbers[$0] }) {
          json.integer(number - last)
          last = number
        }
        json.endList()
      }
      json.endList()
    }
  }

  /// `[id, opened, end, ending, party, priority, [[from, length, party, unit, kind, worked, accountable,
  /// paused by, reason], …]]`: instants in milliseconds, `from` since the opening, names as numbers,
  /// null for none.
  private func cases(_ piece: ArraySlice<Int32>) -> [UInt8] {
    json { json in
      json.beginList()
      for index in piece {
        let one = report.cases.cases[Int(index)]
        json.beginList()
        json.text(one.id)
        instant(one.opened, &json)
        instant(one.end, &json)
        json.text("\(one.ending)")
        name(one.party, &json)
        json.integer(Int(one.priority))
        json.beginList()
        for span in report.cases.spans(of: one) {
          json.beginList()
          json.integer(Int(span.from - one.opened))
          json.integer(Int(span.length))
          name(span.party, &json)
          name(span.unit, &json)
          json.integer(Stretch.Kind.allCases.firstIndex(of: span.kind) ?? 0)
          json.integer(Int(span.worked))
          name(span.accountable, &json)
          name(span.pausedBy, &json)
          json.value(
            span.reason.flatMap { PauseReason.allCases.firstIndex(of: $0) }.map { .integer($0) })
          json.endList()
        }
        json.endList()
        json.endList()
      }
      json.endList()
    }
  }

  private func instant(_ milliseconds: Int64, _ json: inout JSONWriter) {
    if milliseconds == MeasuredCase.never { json.null() } else { json.integer(Int(milliseconds)) }
  }

  private func name(_ number: UInt32, _ json: inout JSONWriter) {
    if number == NameTable.none { json.null() } else { json.integer(Int(number)) }
  }
}

extension JSONWriter {
  fileprivate mutating func texts(_ texts: [String]) {
    beginList()
    for text in texts { self.text(text) }
    endList()
  }
}
