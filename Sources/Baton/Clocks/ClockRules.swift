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
  /// Of each agreement, when something happens to its clocks: for itself and for its ladders.
  private let thresholds: [[Threshold]]
  private let laddersByName: [String: Int]
  /// What each agreement's clocks go by, where that is the same whoever has the case; shared by all
  /// clocks.
  private let terms: [ClockTerms?]
  /// Whether some ladder is on no clock.
  let hasPagers: Bool

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
    let thresholds = rules.agreements.map { agreement in
      var thresholds = agreement.warnAt
      for ladder in laddersOfAgreement[agreement.head.name, default: []] {
        for case .at(let threshold) in rules.ladders[ladder].steps.map(\.when)
        where !thresholds.contains(threshold) {
          thresholds.append(threshold)
        }
      }
      return thresholds
    }
    self.thresholds = thresholds
    terms = rules.agreements.indices.map { rank in
      let limit = rules.agreements[rank].limit
      if !limit.span.unit.needsCalendar {
        return ClockTerms(rules.agreements[rank], rank, thresholds[rank], calendar: nil)
      }
      guard let calendar = limit.calendar, rules.calendars[calendar] != nil else { return nil }
      return ClockTerms(rules.agreements[rank], rank, thresholds[rank], calendar: calendar)
    }
    var hours: [String: String] = [:]
    for group in rules.catalogue.records(of: .group) {
      if case .text(let name)? = group["hours"] { hours[group.name] = name }
    }
    self.hours = hours
    hasPagers = rules.ladders.contains(where: \.on.isEmpty)
    agreementsByName = Self.positions(rules.agreements.map(\.head.name))
    laddersByName = Self.positions(rules.ladders.map(\.head.name))
  }

  private static func positions(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The agreement of a name; nil if this version of the rules has none.
  func agreement(_ name: String) -> Int? { agreementsByName[name] }

  /// The agreement that a clock's terms are of; nil if this version of the rules has none of its name.
  func agreement(of terms: ClockTerms) -> Int? {
    if let position = terms.position, position < agreements.count,
      agreements[position].head.name == terms.agreement
    {
      return position
    }
    return agreementsByName[terms.agreement]
  }

  func ladder(_ name: String) -> LadderRule? { laddersByName[name].map { ladders[$0] } }

  /// What a clock goes by that begins now.
  /// - Parameters:
  ///   - rank: the agreement's position.
  ///   - unit: whose hours count where the agreement names no calendar.
  /// - Returns: nil where no calendar is to be had.
  func terms(of rank: Int, unit: String?) -> ClockTerms? {
    if let terms = terms[rank] { return terms }
    guard agreements[rank].limit.calendar == nil, let calendar = unit.flatMap({ hours[$0] }),
      calendars[calendar] != nil
    else { return nil }
    return ClockTerms(agreements[rank], rank, thresholds[rank], calendar: calendar)
  }
}

extension ClockTerms {
  fileprivate convenience init(
    _ rule: AgreementRule, _ rank: Int, _ thresholds: [Threshold], calendar: String?
  ) {
    self.init(
      agreement: rule.head.name, kind: rule.kind, metric: rule.metric, providers: rule.providers,
      limit: ClockTerms.Limit(rule.limit.span), calendar: calendar, boundary: rule.boundary,
      pausedBy: rule.pauseOn, notifiesIfBornBreached: rule.notifiesIfBornBreached,
      thresholds: thresholds, position: rank)
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
