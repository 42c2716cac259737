public import BatonTime

extension Case {
  /// A disagreement about who is to act or to pay: somebody settles it, in time, and no clock waits.
  ///
  /// Like a clock it keeps its terms: who owns it and by when it is to be settled is as it was when it
  /// was raised, whatever becomes of the case and of its rule.
  public struct Dispute: Sendable, Hashable, Codable {
    /// The rule that says who settles it; nil if none does.
    public var rule: String?
    public var from: Instant
    public var until: Instant?
    public var by: Party?
    public var reason: String?
    /// The role that is to settle it: once it is late, the one that decides then. Nil only in a case
    /// that nobody is accountable for.
    public var owner: String?
    /// By when it is to be settled; nil for one without an end.
    public var settleBy: Instant?
    /// The role that decides when it was not settled by then.
    public var otherwise: String?
    /// When it was found not to be.
    public var lateAt: Instant?

    package init(from: Instant, by: Party?, reason: String?, owner: String?) {
      self.from = from
      self.by = by
      self.reason = reason
      self.owner = owner
    }

    public var isOpen: Bool { until == nil }

    /// Whether it was not settled in time.
    public var isLate: Bool { lateAt != nil }

    /// Until when nobody is late; nil where that is no question, or not any more.
    package var pending: Instant? { isOpen && !isLate ? settleBy : nil }
  }
}
