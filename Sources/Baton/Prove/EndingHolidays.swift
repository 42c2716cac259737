import BatonModel
import BatonTime

/// Calendars whose holidays are declared for some of the time that proofs are about, and not for its
/// last year: later holidays are taken as ordinary days.
struct EndingHolidays {
  let rules: CompiledRuleBase
  let horizon: Horizon

  /// - Parameter calendars: those that proofs used.
  func findings(_ calendars: Set<String>) -> [ProofFinding] {
    calendars.sorted().compactMap { name in
      guard let hours = rules.calendars[name]?.hours, let last = hours.holidays.max(),
        hours.zone.startOfDay(last) < horizon.lastYear,
        let place = rules.catalogue.record(.calendar, name)?.place
      else { return nil }
      return .holidaysEnd(calendar: name, place: place, last: last)
    }
  }
}
