public import BatonTime

extension Decision {
  /// By when a target is to be met, if nothing pauses its clock.
  public struct Due: Sendable, Hashable {
    public var agreement: Reason
    public var kind: AgreementKind
    public var metric: Metric
    /// From when on its clock counts.
    public var from: Instant
    public var due: Instant

    public init(
      agreement: Reason, kind: AgreementKind, metric: Metric, from: Instant, due: Instant
    ) {
      self.agreement = agreement
      self.kind = kind
      self.metric = metric
      self.from = from
      self.due = due
    }
  }

  /// A step of a ladder, and when it is taken if nobody acts.
  public struct PlannedStep: Sendable, Hashable {
    public var ladder: Reason
    /// Counted from 1 in the order in which they are written.
    public var step: Int
    public var at: Instant
    /// Nil where somebody is only told.
    public var kind: Action.Escalation.Kind?
    public var to: String?
    public var notify: [String]
    /// Whether the ladder says when the step is to be left out.
    public var isConditional: Bool

    public init(
      ladder: Reason, step: Int, at: Instant, kind: Action.Escalation.Kind?, to: String?,
      notify: [String], isConditional: Bool
    ) {
      self.ladder = ladder
      self.step = step
      self.at = at
      self.kind = kind
      self.to = to
      self.notify = notify
      self.isConditional = isConditional
    }
  }
}
