import BatonLua
import BatonModel
import BatonTime

/// The calendars that the files have declared so far, for scripts that ask them while loading.
///
/// A calendar is read when it is first asked; what is wrong with it is told with all else once the
/// files have run.
struct HeardCalendars {
  private var records: [String: LuaRecord] = [:]
  private var read: [String: BusinessCalendar?] = [:]

  mutating func hear(_ record: LuaRecord) {
    // Of two with one name the first counts, as everywhere; the second is an error.
    guard case .text(let name)? = record.arguments.first, records[name] == nil else { return }
    records[name] = record
  }

  mutating func answer(
    _ function: Int, _ given: [LuaGiven], folder: inout RuleFolder, sources: SourceSet
  ) -> LuaMember {
    CalendarFunctions.answer(function, given, offset: nil) { name in
      find(name, &folder, sources)
    }
  }

  private mutating func find(
    _ name: String, _ folder: inout RuleFolder, _ sources: SourceSet
  ) -> CalendarFunctions.Found {
    if name == ConstantReader.alwaysOpen { return .calendar(.always) }
    guard let record = records[name] else {
      let known = Array(records.keys) + [ConstantReader.alwaysOpen]
      return .refused(
        CalendarWording.notYet(name, nearest: NearestName.to(name, among: known)))
    }
    let calendar: BusinessCalendar?
    if let known = read[name] {
      calendar = known
    } else {
      let findings = Findings(sources: sources)
      let tree = DeclarationTree(findings: findings)
      guard let declaration = tree.declaration(of: record) else {
        return .refused(CalendarWording.hasMistakes(name))
      }
      // The rule base's zone may be declared later.
      guard declaration.mayHave("timezone") else {
        return .refused(CalendarWording.needsZone(name))
      }
      let reader = CalendarReader(findings: findings, zone: .utc)
      let whole = reader.read(declaration, folder: &folder)
      calendar = findings.hasErrors ? nil : whole
      read[name] = .some(calendar)
    }
    return calendar.map(CalendarFunctions.Found.calendar)
      ?? .refused(CalendarWording.hasMistakes(name))
  }
}
