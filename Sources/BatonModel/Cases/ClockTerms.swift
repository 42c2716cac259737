public import BatonTime

/// What a clock goes by, as its agreement said when the clock began. A clock keeps its terms: a
/// later version of the rules changes clocks that begin later. A class, because a case is copied with
/// every event and its clocks share what they go by.
public final class ClockTerms: Sendable {
  /// The time until a clock is due.
  public enum Limit: Sendable, Hashable, Codable {
    /// Milliseconds that pass.
    case elapsed(Int64)
    /// Milliseconds in which the calendar is open.
    case working(Int64)
    /// Days on which the calendar opens.
    case workingDays(Int)
  }

  public let agreement: String
  public let kind: AgreementKind
  public let metric: Metric
  /// The providers with whom it is agreed; empty for one with the customer.
  public let providers: [String]
  public let limit: Limit
  /// The calendar's name; nil where the limit needs none.
  public let calendar: String?
  public let boundary: BusinessCalendar.Boundary
  /// What stops the clock, each reason once.
  public let pausedBy: [PauseReason]
  /// Whether what a clock has used up before it begins is told.
  public let notifiesIfBornBreached: Bool
  /// When something happens, besides when it is due.
  public let thresholds: [Threshold]
  /// Where the agreement stood in the rules that made the terms: a guess, which spares whoever moves
  /// the clock a look-up by name and is checked by it. Neither written nor compared.
  package let position: Int?

  public convenience init(
    agreement: String, kind: AgreementKind, metric: Metric, providers: [String] = [], limit: Limit,
    calendar: String? = nil, boundary: BusinessCalendar.Boundary = .earliest,
    pausedBy: some Sequence<PauseReason> = [PauseReason](), notifiesIfBornBreached: Bool = true,
    thresholds: [Threshold] = []
  ) {
    self.init(
      agreement: agreement, kind: kind, metric: metric, providers: providers, limit: limit,
      calendar: calendar, boundary: boundary, pausedBy: pausedBy,
      notifiesIfBornBreached: notifiesIfBornBreached, thresholds: thresholds, position: nil)
  }

  package init(
    agreement: String, kind: AgreementKind, metric: Metric, providers: [String], limit: Limit,
    calendar: String?, boundary: BusinessCalendar.Boundary,
    pausedBy: some Sequence<PauseReason>, notifiesIfBornBreached: Bool,
    thresholds: [Threshold], position: Int?
  ) {
    self.agreement = agreement
    self.kind = kind
    self.metric = metric
    self.providers = providers
    self.limit = limit
    self.calendar = calendar
    self.boundary = boundary
    let reasons = Set(pausedBy)
    self.pausedBy = PauseReason.allCases.filter { reasons.contains($0) }
    self.notifiesIfBornBreached = notifiesIfBornBreached
    self.thresholds = thresholds
    self.position = position
  }

  /// The same terms under another agreement's name.
  package func renamed(_ agreement: String) -> ClockTerms {
    ClockTerms(
      agreement: agreement, kind: kind, metric: metric, providers: providers, limit: limit,
      calendar: calendar, boundary: boundary, pausedBy: pausedBy,
      notifiesIfBornBreached: notifiesIfBornBreached, thresholds: thresholds)
  }
}

extension ClockTerms: Hashable {
  public static func == (left: ClockTerms, right: ClockTerms) -> Bool {
    left === right
      || left.agreement == right.agreement && left.kind == right.kind
        && left.metric == right.metric && left.providers == right.providers
        && left.limit == right.limit && left.calendar == right.calendar
        && left.boundary == right.boundary && left.pausedBy == right.pausedBy
        && left.notifiesIfBornBreached == right.notifiesIfBornBreached
        && left.thresholds == right.thresholds
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(agreement)
    hasher.combine(metric)
    hasher.combine(limit)
    hasher.combine(calendar)
  }
}

extension ClockTerms: Codable {
  private enum CodingKeys: String, CodingKey {
    case agreement, kind, metric, providers, limit, calendar, boundary, pausedBy
    case notifiesIfBornBreached, thresholds
  }

  public convenience init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      agreement: try container.decode(String.self, forKey: .agreement),
      kind: try container.decode(AgreementKind.self, forKey: .kind),
      metric: try container.decode(Metric.self, forKey: .metric),
      providers: try container.decode([String].self, forKey: .providers),
      limit: try container.decode(Limit.self, forKey: .limit),
      calendar: try container.decodeIfPresent(String.self, forKey: .calendar),
      boundary: try container.decode(BusinessCalendar.Boundary.self, forKey: .boundary),
      pausedBy: try container.decode([PauseReason].self, forKey: .pausedBy),
      notifiesIfBornBreached: try container.decode(Bool.self, forKey: .notifiesIfBornBreached),
      thresholds: try container.decode([Threshold].self, forKey: .thresholds))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(agreement, forKey: .agreement)
    try container.encode(kind, forKey: .kind)
    try container.encode(metric, forKey: .metric)
    try container.encode(providers, forKey: .providers)
    try container.encode(limit, forKey: .limit)
    try container.encodeIfPresent(calendar, forKey: .calendar)
    try container.encode(boundary, forKey: .boundary)
    try container.encode(pausedBy, forKey: .pausedBy)
    try container.encode(notifiesIfBornBreached, forKey: .notifiesIfBornBreached)
    try container.encode(thresholds, forKey: .thresholds)
  }
}
