public import BatonTime

extension Action {
  /// A disagreement about who is to act or to pay.
  public struct Dispute: Sendable, Hashable, Codable {
    /// Counted from 1 within the case.
    public let number: Int
    /// The role that is to settle it.
    public let owner: String?
    /// Nil for one without an end.
    public let settleBy: Instant?

    package init(_ dispute: Case.Dispute, number: Int) {
      self.number = number
      owner = dispute.owner
      settleBy = dispute.settleBy
    }
  }

  public enum DisputeChange: String, Sendable, Hashable, Codable {
    case opened
    /// It was not settled in time.
    case late
    case settled
  }
}
