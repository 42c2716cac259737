public import BatonTime

/// What a clock goes by, as its agreement said when the clock began. A clock keeps its terms: a
/// later version of the rules changes clocks that begin later.
public struct ClockTerms: Sendable, Hashable, Codable {
  /// The time until a clock is due.
  public enum Limit: Sendable, Hashable, Codable {
    /// Milliseconds that pass.
    case elapsed(Int64)
    /// Milliseconds in which the calendar is open.
    case working(Int64)
    /// Days on which the calendar opens.
    case workingDays(Int)
  }

  public var agreement: String
  public var kind: AgreementKind
  public var metric: Metric
  /// The providers with whom it is agreed; empty for one with the customer.
  public var providers: [String]
  public var limit: Limit
  /// The calendar's name; nil where the limit needs none.
  public var calendar: String?
  public var boundary: BusinessCalendar.Boundary
  /// What stops the clock.
  public var pausedBy: Set<PauseReason>
  /// Whether what a clock has used up before it begins is told.
  public var notifiesIfBornBreached: Bool
  /// When something happens, besides when it is due.
  public var thresholds: [Threshold]

  public init(
    agreement: String, kind: AgreementKind, metric: Metric, providers: [String] = [], limit: Limit,
    calendar: String? = nil, boundary: BusinessCalendar.Boundary = .earliest,
    pausedBy: Set<PauseReason> = [], notifiesIfBornBreached: Bool = true,
    thresholds: [Threshold] = []
  ) {
    self.agreement = agreement
    self.kind = kind
    self.metric = metric
    self.providers = providers
    self.limit = limit
    self.calendar = calendar
    self.boundary = boundary
    self.pausedBy = pausedBy
    self.notifiesIfBornBreached = notifiesIfBornBreached
    self.thresholds = thresholds
  }
}
