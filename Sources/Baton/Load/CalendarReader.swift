import BatonModel
import BatonTime

/// Reads a calendar's declaration: zone, hours of each day, holidays, overrides, and other weeks from
/// a date on.
///
/// Of names that mean the same day the one that says it most exactly counts: `fri` before
/// `monday_to_friday` before `every_day`.
struct CalendarReader {
  let findings: Findings
  /// The rule base's, for calendars that name none.
  let zone: Zone

  /// - Returns: nil after a report.
  func read(_ declaration: Declaration, folder: inout RuleFolder) -> BusinessCalendar? {
    let before = findings.diagnostics.count
    let table = TableReader(declaration, findings)
    var hours = BusinessHours(zone: zone)
    if let value = table.value("timezone"), let name = table.text("timezone"),
      let zone = ZoneReader.check(name, value.site, findings)
    {
      hours.zone = zone
    }
    hours.week = week { table.value($0) }
    if let holidays = table.value("holidays") { hours.holidays = self.holidays(holidays, &folder) }
    if let overrides = table.value("overrides") {
      hours.overrides = dated(overrides, Self.overrides) { times($0, "overrides") }
    }
    if let from = table.value("from") {
      hours.laterWeeks = dated(from, Self.from, laterWeek)
    }
    table.finish()
    do throws(BusinessHours.Mistake) {
      return try BusinessCalendar(hours)
    } catch {
      // Hours that could not be read were told already.
      guard error != .noWorkingTime || !hasErrors(since: before) else { return nil }
      let problem: Problem =
        switch error {
        case .noWorkingTime: .noWorkingTime(declaration.name)
        case .dateOutOfRange: .dateOutOfRange(error.description)
        }
      findings.report(problem, at: declaration.site)
      return nil
    }
  }

  private func hasErrors(since count: Int) -> Bool {
    findings.diagnostics[count...].contains { $0.severity == .error }
  }

  // MARK: Hours

  /// - Parameter value: what is written for a name of days.
  private func week(_ value: (String) -> Written?) -> BusinessHours.Week {
    var week: BusinessHours.Week = [:]
    // The names stand from the most exact to the least.
    for name in Weekday.names.reversed() {
      guard let written = value(name), let days = Weekday.days(named: name) else { continue }
      let times = times(written, name)
      for day in days { week[day] = times }
    }
    return week
  }

  private func laterWeek(_ written: Written) -> BusinessHours.Week {
    guard written.table != nil, !written.hasItems else {
      findings.report(
        .wrongType("from", wanted: Self.from, found: written.phrase), at: written.site)
      return [:]
    }
    for entry in written.entries(in: findings.sources) {
      guard let name = entry.name, !Weekday.names.contains(name) else { continue }
      findings.report(
        .unknownKey(
          name, of: "from", nearest: NearestName.to(name, among: Weekday.names),
          known: Weekday.names),
        at: entry.keySite)
    }
    return week { written.field($0, in: findings.sources) }
  }

  private func times(_ value: Written, _ day: String) -> [DayTimes] {
    let written = value.table == nil ? [value] : value.items(in: findings.sources)
    return written.compactMap { times in
      guard let text = times.text else {
        findings.report(
          .wrongType(day, wanted: "hours such as \"09:00-17:30\"", found: times.phrase),
          at: times.site)
        return nil
      }
      do throws(DayTimes.Mistake) {
        return try DayTimes.parse(text)
      } catch {
        findings.report(.badTimes(day, text), at: times.site)
        return nil
      }
    }
  }

  // MARK: Dates

  private static let overrides = "dates with their hours, { [\"2026-12-24\"] = \"09:00-12:00\" }"
  private static let from =
    "dates with the week from then on, { [\"2027-01-01\"] = { every_day = \"08:00-20:00\" } }"

  private func dated<Entry>(
    _ value: Written, _ wanted: String, _ read: (Written) -> Entry
  ) -> [CivilDate: Entry] {
    guard value.table != nil, !value.hasItems else {
      findings.report(
        .wrongType("dates", wanted: wanted, found: value.phrase), at: value.site)
      return [:]
    }
    var dated: [CivilDate: Entry] = [:]
    for entry in value.entries(in: findings.sources) {
      let found = read(entry.value)
      if let date = CivilDate(text: entry.name ?? "") {
        dated[date] = found
      } else {
        findings.report(
          .wrongType(
            "dates", wanted: "a date such as [\"2026-12-24\"]", found: "\"\(entry.name ?? "")\""),
          at: entry.keySite)
      }
    }
    return dated
  }

  private func holidays(_ value: Written, _ folder: inout RuleFolder) -> Set<CivilDate> {
    if let file = value.text { return holidays(inFile: file, value.site, &folder) }
    var dates: Set<CivilDate> = []
    for item in value.items(in: findings.sources) {
      if let date = item.text.flatMap({ CivilDate(text: $0) }) {
        dates.insert(date)
      } else if let file = item.text, file.hasSuffix(".ics") {
        dates.formUnion(holidays(inFile: file, item.site, &folder))
      } else {
        findings.report(
          .wrongType("holidays", wanted: "a date such as \"2026-12-25\"", found: item.phrase),
          at: item.site)
      }
    }
    return dates
  }

  private func holidays(
    inFile name: String, _ site: Site, _ folder: inout RuleFolder
  ) -> Set<CivilDate> {
    do throws(FileFailure) {
      let bytes = try folder.text(name)
      let file = HolidayFile(bytes)
      if !file.problems.isEmpty {
        findings.remember(
          lines: String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.last == "\r" ? $0.dropLast() : $0) },
          of: name)
      }
      for problem in file.problems {
        if problem.kind == .notACalendar {
          findings.report(.notACalendarFile(name), at: site)
        } else {
          findings.report(
            .holidays(problem.kind.description), at: Place(file: name, line: problem.line))
        }
      }
      return Set(file.names.keys)
    } catch {
      findings.report(.file(name, error), at: site)
      return []
    }
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
