import BatonModel

/// The cases of a report one by one, and the spans of each: what its figures can be made from again.
/// They are long, and made only when they are asked for.
package enum CaseTables {
  package static let names = ["cases", "spans"]

  package static func table(_ name: String, of report: Report) -> ReportTable? {
    switch name {
    case "cases": cases(report)
    case "spans": spans(report)
    default: nil
    }
  }

  private static func cases(_ report: Report) -> ReportTable {
    let measured = report.cases
    let fields = measured.fields
    var table = ReportTable(
      "cases", "the cases",
      [
        .init("case", .text), .init("opened", .instant), .init("resolved", .instant),
        .init("end", .instant), .init("ending", .text), .init("time", .duration),
        .init("has_it", .text), .init("unit", .text), .init("events", .count),
        .init("handoffs", .count), .init("bounces", .count), .init("reopened", .count),
        .init("violations", .count),
      ] + fields.map { .init("field.\($0)", .text) })
    for index in report.counted {
      let one = measured.cases[Int(index)]
      table.add(
        [
          .text(one.id), instant(one.opened), instant(one.resolved), instant(one.end),
          .text("\(one.ending)"), one.hasTime ? .duration(one.length) : .none,
          ReportTable.Cell(measured.names[one.party]), ReportTable.Cell(measured.names[one.unit]),
          .count(Int(one.events)), .count(Int(one.handoffs)), .count(Int(one.bounces)),
          .count(Int(one.reopenings)), one.hasProcess ? .count(Int(one.violations)) : .none,
        ] + fields.map { ReportTable.Cell(measured.text($0, of: Int(index))) }, cases: [index])
    }
    return table
  }

  private static func spans(_ report: Report) -> ReportTable {
    let measured = report.cases
    var table = ReportTable(
      "spans", "who had what when",
      [
        .init("case", .text), .init("from", .instant), .init("until", .instant),
        .init("party", .text), .init("unit", .text), .init("kind", .text),
        .init("time", .duration), .init("working_time", .duration),
        .init("accountable", .text), .init("paused_by", .text), .init("reason", .text),
      ])
    for index in report.counted {
      let one = measured.cases[Int(index)]
      for span in measured.spans(of: one) {
        table.add(
          [
            .text(one.id), instant(span.from), instant(span.until),
            ReportTable.Cell(measured.names[span.party]),
            ReportTable.Cell(measured.names[span.unit]), .text(span.kind.rawValue),
            .duration(span.length), .duration(span.worked),
            ReportTable.Cell(measured.names[span.accountable]),
            ReportTable.Cell(measured.names[span.pausedBy]),
            ReportTable.Cell(span.reason?.rawValue),
          ], cases: [index])
      }
    }
    return table
  }

  private static func instant(_ milliseconds: Int64) -> ReportTable.Cell {
    milliseconds == MeasuredCase.never ? .none : .instant(milliseconds)
  }
}
