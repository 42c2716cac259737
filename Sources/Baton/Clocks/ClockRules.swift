import BatonModel
import BatonTime

/// What the clocks of a rule base go by: its agreements' terms, its ladders' steps, its calendars, and
/// when its groups work.
final class ClockRules: Sendable {
  let agreements: [AgreementRule]
  let ladders: [LadderRule]
  let calendars: [String: BusinessCalendar]
  let machine: ClockMachine
  /// The calendar of each group that has hours, by `provider/group`.
  let hours: [String: String]
  /// The ladders on each agreement, by its name, as positions.
  private let laddersOfAgreement: [String: [Int]]
  private let agreementsByName: [String: Int]
  private let laddersByName: [String: Int]

  init(_ rules: CompiledRuleBase) {
    agreements = rules.agreements
    ladders = rules.ladders
    calendars = rules.calendars
    machine = ClockMachine(calendars: rules.calendars)
    var laddersOfAgreement: [String: [Int]] = [:]
    for (index, ladder) in rules.ladders.enumerated() {
      for name in ladder.on { laddersOfAgreement[name, default: []].append(index) }
    }
    self.laddersOfAgreement = laddersOfAgreement
    var hours: [String: String] = [:]
    for group in rules.catalogue.records(of: .group) {
      if case .text(let name)? = group["hours"] { hours[group.name] = name }
    }
    self.hours = hours
    agreementsByName = Self.positions(rules.agreements.map(\.head.name))
    laddersByName = Self.positions(rules.ladders.map(\.head.name))
  }

  private static func positions(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The agreement of a name; nil if this version of the rules has none.
  func agreement(_ name: String) -> Int? { agreementsByName[name] }

  func ladder(_ name: String) -> LadderRule? { laddersByName[name].map { ladders[$0] } }

  /// The ladders that belong to an agreement's clocks.
  func ladders(on agreement: String) -> [LadderRule] {
    laddersOfAgreement[agreement, default: []].map { ladders[$0] }
  }

  /// What a clock goes by that begins now.
  /// - Parameter unit: whose hours count where the agreement names no calendar.
  /// - Returns: nil where no calendar is to be had.
  func terms(of rule: AgreementRule, unit: String?) -> ClockTerms? {
    var calendar: String?
    if rule.limit.span.unit.needsCalendar {
      calendar = rule.limit.calendar ?? unit.flatMap { hours[$0] }
      guard let calendar, calendars[calendar] != nil else { return nil }
    }
    var thresholds = rule.warnAt
    for ladder in ladders(on: rule.head.name) {
      for step in ladder.steps {
        if case .at(let threshold) = step.when, !thresholds.contains(threshold) {
          thresholds.append(threshold)
        }
      }
    }
    return ClockTerms(
      agreement: rule.head.name, kind: rule.kind, metric: rule.metric, providers: rule.providers,
      limit: ClockTerms.Limit(rule.limit.span), calendar: calendar, boundary: rule.boundary,
      pausedBy: rule.pauseOn, notifiesIfBornBreached: rule.notifiesIfBornBreached,
      thresholds: thresholds)
  }
}

extension ClockTerms.Limit {
  /// - Precondition: as the loader lets through, more than nothing and at most a hundred years.
  init(_ span: DurationSpan) {
    switch span.unit {
    case .businessDays: self = .workingDays(Int(span.count))
    case .businessHours: self = .working(Int64(span.count * 3_600_000))
    default: self = .elapsed(Int64((span.elapsedSeconds ?? 0) * 1000))
    }
  }
}
