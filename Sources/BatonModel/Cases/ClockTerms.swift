public import BatonTime

/// What a clock goes by, as its agreement said when the clock began. A clock keeps its terms: a
/// later version of the rules changes clocks that begin later. A class, because a case is copied with
/// every event and its clocks share what they go by.
public final class ClockTerms: Sendable, Codable {
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

  public init(
    agreement: String, kind: AgreementKind, metric: Metric, providers: [String] = [], limit: Limit,
    calendar: String? = nil, boundary: BusinessCalendar.Boundary = .earliest,
    pausedBy: some Sequence<PauseReason> = [PauseReason](), notifiesIfBornBreached: Bool = true,
    thresholds: [Threshold] = []
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
