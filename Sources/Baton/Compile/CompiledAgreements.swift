import BatonModel
import BatonTime

/// A promise about time, ready to give clocks: between whom, what is measured, how long it may take,
/// and what moves the clock.
///
/// Conditions that are nil were not written: the metric, and the case itself, say what starts and stops
/// the clock then. A class, because every event of a case looks at each agreement and it has many
/// parts.
final class AgreementRule: Sendable {
  let head: RuleHead
  /// What requests it is about.
  let condition: Condition
  let kind: AgreementKind
  let metric: Metric
  let limit: TimeLimit
  /// With whom it is agreed, each once; empty for one with the customer.
  let providers: [String]
  /// The agreements that this one helps to keep.
  let supports: [String]
  let start: Condition?
  let stop: Condition?
  let cancel: Condition?
  let reset: Condition?
  let pause: Condition?
  /// Nil: as soon as nothing pauses it.
  let resume: Condition?
  /// Why work may wait without the clock counting.
  let pauseOn: Set<PauseReason>
  /// The slot of the request's instant from which on it counts, instead of the start.
  let startFrom: Int?
  /// Whether pauses before the clock came to be are taken off.
  let retroactivePause: Bool
  let notifiesIfBornBreached: Bool
  let onChange: OnChange
  /// Nil: nothing, once it is kept.
  let onReopen: OnReopen?
  let boundary: BusinessCalendar.Boundary
  /// In the order in which they are written, each once.
  let warnAt: [Threshold]

  init(
    head: RuleHead, condition: Condition, kind: AgreementKind, metric: Metric, limit: TimeLimit,
    providers: [String], supports: [String], start: Condition?, stop: Condition?,
    cancel: Condition?, reset: Condition?, pause: Condition?, resume: Condition?,
    pauseOn: Set<PauseReason>, startFrom: Int?, retroactivePause: Bool,
    notifiesIfBornBreached: Bool, onChange: OnChange, onReopen: OnReopen?,
    boundary: BusinessCalendar.Boundary, warnAt: [Threshold]
  ) {
    self.head = head
    self.condition = condition
    self.kind = kind
    self.metric = metric
    self.limit = limit
    self.providers = providers
    self.supports = supports
    self.start = start
    self.stop = stop
    self.cancel = cancel
    self.reset = reset
    self.pause = pause
    self.resume = resume
    self.pauseOn = pauseOn
    self.startFrom = startFrom
    self.retroactivePause = retroactivePause
    self.notifiesIfBornBreached = notifiesIfBornBreached
    self.onChange = onChange
    self.onReopen = onReopen
    self.boundary = boundary
    self.warnAt = warnAt
  }

  /// The conditions that move the clock.
  var clockConditions: [Condition] {
    [start, stop, cancel, reset, pause, resume].compactMap(\.self)
  }
}

/// How long something may take, and by which calendar.
struct TimeLimit: Sendable, Hashable {
  let span: DurationSpan
  /// A calendar's name. Nil for elapsed time, and where the hours of the assigned group count.
  let calendar: String?
}
