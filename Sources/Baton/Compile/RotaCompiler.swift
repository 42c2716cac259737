import BatonModel
import BatonTime

/// Turns `rota` into its compiled form.
struct RotaCompiler {
  let context: CompileContext

  func rota(_ declaration: Declaration) -> Rota {
    let table = TableReader(declaration, context.findings)
    var zone = context.zone
    if let name = table.text("timezone"), let value = table.value("timezone") {
      zone = ZoneReader.check(name, value.site, context.findings) ?? zone
    }
    var layers: [Rota.Layer] = []
    if table.require("layers"), let value = table.value("layers") {
      layers = parts(value, "layers").compactMap { layer($0) }
    }
    let overrides = table.value("overrides").map { parts($0, "overrides") } ?? []
    table.finish()
    return Rota(
      name: declaration.name, place: context.sources.place(declaration.site), zone: zone,
      layers: layers, overrides: overrides.compactMap { self.override($0, zone) })
  }

  private func parts(_ value: Written, _ key: String) -> [Written] {
    if value.isEmptyTable {
      context.findings.report(.emptyList(key), at: value.site)
      return []
    }
    guard value.table != nil, !value.hasNames else {
      context.findings.report(
        .wrongType(key, wanted: "a list of tables, { { … }, { … } }", found: value.phrase),
        at: value.site)
      return []
    }
    return value.items(in: context.sources)
  }

  // MARK: Layers

  private func layer(_ written: Written) -> Rota.Layer? {
    guard let table = TableReader(Vocabulary.layer, written, context.findings) else { return nil }
    defer { table.finish() }
    var people: [String] = []
    if table.require("people") { people = table.texts("people") ?? [] }
    let handover = handover(table)
    let every = every(table, isWeekly: handover?.weekday != nil)
    let from = table.date("from_date")
    let hours = table.value("hours").flatMap { value in
      context.name(value, of: .calendar, field: "hours").flatMap { context.calendars[$0] }
    }
    if people.count > 1, !table.has("from_date") {
      context.findings.report(.time(.noFirstTurn), at: written.site)
    }
    guard !people.isEmpty, let handover else { return nil }
    let start = from.map { Self.start(handover, notBefore: $0) }
    return Rota.Layer(people: people, start: start, every: every, hours: hours)
  }

  private struct Handover {
    let weekday: Weekday?
    let millisecondOfDay: Int
  }

  /// When turns change: midnight unless it is said. Nil after a report.
  private func handover(_ table: TableReader) -> Handover? {
    guard let value = table.value("handover") else {
      return Handover(weekday: nil, millisecondOfDay: 0)
    }
    if let text = value.text {
      let parts = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
      let weekday = parts.count == 2 ? Weekday(rawValue: parts[0]) : nil
      let isWhole = parts.count == 1 || (parts.count == 2 && weekday != nil)
      if isWhole, let time = parts.last, let millisecond = Self.millisecondOfDay(time) {
        return Handover(weekday: weekday, millisecondOfDay: millisecond)
      }
    }
    context.findings.report(.time(.badHandover(value.phrase)), at: value.site)
    return nil
  }

  /// Of "09:00".
  private static func millisecondOfDay(_ text: String) -> Int? {
    guard text.utf8.count == 5, let times = try? DayTimes.parse(text + "-24:00") else { return nil }
    return times.open * 60_000
  }

  /// How long a turn lasts: a week or a day unless it is said.
  private func every(_ table: TableReader, isWeekly: Bool) -> Int64 {
    let day: Int64 = 86_400_000
    let usual = isWeekly ? 7 * day : day
    guard let value = table.value("every"),
      let length = DurationReader(context: context).elapsed(value, of: "every")
    else { return usual }
    // Shorter turns are a slip of the hand.
    guard length >= 60_000 else {
      context.findings.report(
        .outOfRange("every", wanted: "a minute or more", found: value.phrase), at: value.site)
      return usual
    }
    return length
  }

  /// The first handover on a day or after it.
  private static func start(_ handover: Handover, notBefore date: CivilDate) -> LocalDateTime {
    var date = date
    while let weekday = handover.weekday, date.weekday != weekday { date = date.next }
    return LocalDateTime(date: date, millisecondOfDay: handover.millisecondOfDay)
  }

  // MARK: Overrides

  private func override(_ written: Written, _ zone: Zone) -> Rota.Override? {
    guard let table = TableReader(Vocabulary.substitution, written, context.findings) else {
      return nil
    }
    defer { table.finish() }
    let from = instant(table, "from", zone)
    let until = instant(table, "to", zone)
    let person = table.require("person") ? table.text("person") : nil
    if let from, let until, until <= from, let value = table.value("to") {
      context.findings.report(.time(.instantsReversed), at: value.site)
    }
    guard let from, let until, let person else { return nil }
    return Rota.Override(from: from, until: until, person: person)
  }

  /// An instant; without an offset in the rota's zone.
  private func instant(_ table: TableReader, _ key: String, _ zone: Zone) -> Instant? {
    guard table.require(key), let value = table.value(key) else { return nil }
    if let instant = value.text.flatMap({ ISO8601.parse($0, in: zone) })?.instant { return instant }
    context.findings.report(
      .wrongType(key, wanted: FieldType.instant.phrase, found: value.phrase), at: value.site)
    return nil
  }
}
