import BatonModel

/// Reads how long something may take, with the calendar that business time needs.
///
/// The calendar is the rule's own, else that of the group that will have the work. Which group that is
/// shows only later; here it is an error if none that may have it has hours.
struct TimeLimitReader {
  let context: CompileContext

  /// - Parameters:
  ///   - key: where the length stands in the table.
  ///   - groups: the groups that may have the work.
  /// - Returns: nil if there is no length, or after a report.
  func limit(
    _ table: TableReader, _ key: String, groups: @autoclosure () -> [CatalogueRecord]
  ) -> TimeLimit? {
    let calendar = calendar(table)
    guard let written = table.value(key),
      let span = DurationReader(context: context).span(written, of: key)
    else { return nil }
    if !span.unit.needsCalendar {
      for key in ["calendar", "boundary"] {
        guard table.declaration.word.takes(key), let entry = table.entry(key) else { continue }
        context.findings.report(.time(.noEffect(key, span)), at: entry.keySite)
      }
      return TimeLimit(span: span, calendar: nil)
    }
    if table.value("calendar") == nil, !groups().contains(where: { $0["hours"] != nil }) {
      context.findings.report(
        .time(.noCalendar(span, takesOne: table.declaration.word.takes("calendar"))),
        at: written.site)
    }
    return TimeLimit(span: span, calendar: calendar)
  }

  private func calendar(_ table: TableReader) -> String? {
    table.value("calendar").flatMap { context.name($0, of: .calendar, field: "calendar") }
  }
}
