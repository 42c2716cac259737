import BatonModel

/// Reads how long something may take, with the calendar that business time needs.
///
/// The calendar is the rule's own, else that of the group that will have the work. Which group that is
/// shows only later; here it is an error if none that may have it has hours.
struct TimeLimitReader {
  let context: CompileContext

  /// - Parameters:
  ///   - key: where the length stands in the table.
  ///   - groups: the groups that may have the work; nil where it is no group's.
  /// - Returns: nil if there is no length, or after a report.
  func limit(
    _ table: TableReader, _ key: String, groups: @autoclosure () -> [CatalogueRecord]?
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
    if table.value("calendar") == nil, let problem = noCalendar(table, span, groups()) {
      context.findings.report(.time(problem), at: written.site)
    }
    return TimeLimit(span: span, calendar: calendar)
  }

  /// What is wrong with business time that names no calendar; nil where some group has hours.
  private func noCalendar(
    _ table: TableReader, _ span: DurationSpan, _ groups: [CatalogueRecord]?
  ) -> TimeProblem? {
    guard let groups else { return .namesNoCalendar(span) }
    if groups.contains(where: { $0["hours"] != nil }) { return nil }
    return .noCalendar(span, takesOne: table.declaration.word.takes("calendar"))
  }

  private func calendar(_ table: TableReader) -> String? {
    table.value("calendar").flatMap { context.name($0, of: .calendar, field: "calendar") }
  }
}
