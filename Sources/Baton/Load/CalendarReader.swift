import BatonModel
import BatonTime

/// Checks a calendar's declaration: zone, hours of each day, holidays, overrides, and that there
/// is any working time at all.
struct CalendarReader {
  private static let days = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday_to_friday", "every_day",
  ]

  let findings: Findings

  func check(_ declaration: Declaration, folder: inout RuleFolder) {
    let table = TableReader(declaration, findings)
    if let name = table.text("timezone"), let value = table.value("timezone") {
      ZoneReader.check(name, value.site, findings)
    }
    var hasWorkingTime = false
    for day in Self.days {
      guard let value = table.value(day) else { continue }
      if checkTimes(value, day) { hasWorkingTime = true }
    }
    if let holidays = table.value("holidays") { checkHolidays(holidays, &folder) }
    if let overrides = table.value("overrides"), checkOverrides(overrides) {
      hasWorkingTime = true
    }
    if !hasWorkingTime {
      findings.report(.noWorkingTime(declaration.name), at: declaration.site)
    }
    table.finish()
  }

  /// - Returns: whether there is an interval.
  private func checkTimes(_ value: Written, _ day: String) -> Bool {
    let written = value.table == nil ? [value] : value.items(in: findings.sources)
    var found = false
    for times in written {
      guard let text = times.text else {
        findings.report(
          .wrongType(day, wanted: "hours such as \"09:00-17:30\"", found: times.phrase),
          at: times.site)
        continue
      }
      if (try? DayTimes.parse(text)) == nil {
        findings.report(.badTimes(day, text), at: times.site)
      }
      found = true
    }
    return found
  }

  private func checkHolidays(_ value: Written, _ folder: inout RuleFolder) {
    if let file = value.text {
      do {
        let bytes = try folder.text(file)
        if !bytes.starts(with: Array("BEGIN:VCALENDAR".utf8)) {
          findings.report(.notACalendarFile(file), at: value.site)
        }
      } catch {
        findings.report(.file(file, error), at: value.site)
      }
      return
    }
    for item in value.items(in: findings.sources) {
      guard let text = item.text, CivilDate(text: text) != nil else {
        findings.report(
          .wrongType("holidays", wanted: "a date such as \"2026-12-25\"", found: item.phrase),
          at: item.site)
        continue
      }
    }
  }

  /// - Returns: whether there is an interval.
  private func checkOverrides(_ value: Written) -> Bool {
    guard value.table != nil, !value.hasItems else {
      findings.report(
        .wrongType(
          "overrides", wanted: "dates with their hours, { [\"2026-12-24\"] = \"09:00-12:00\" }",
          found: value.phrase),
        at: value.site)
      return false
    }
    var found = false
    for entry in value.entries(in: findings.sources) {
      if CivilDate(text: entry.name ?? "") == nil {
        findings.report(
          .wrongType(
            "overrides", wanted: "a date such as [\"2026-12-24\"]",
            found: "\"\(entry.name ?? "")\""),
          at: entry.keySite)
      }
      if checkTimes(entry.value, "overrides") { found = true }
    }
    return found
  }
}

/// Finds a time zone by its name.
enum ZoneReader {
  @discardableResult
  static func check(_ name: String, _ site: Site, _ findings: Findings) -> Zone? {
    do {
      return try Zone(named: name)
    } catch {
      findings.report(.badZone(error.description), at: site)
      return nil
    }
  }
}
