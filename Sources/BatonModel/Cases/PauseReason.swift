public import BatonTime

/// Why work on a case waits. A target says which of these stop its clock.
public enum PauseReason: String, Sendable, Hashable, Codable, CaseIterable {
  case customer, provider
  case thirdParty = "third_party"
  case changeWindow = "change_window"
  case parts
}

/// A stretch of a case's time in which work waited.
public struct PauseSpan: Sendable, Hashable, Codable {
  public let reason: PauseReason
  public let from: Instant
  /// Nil while it goes on.
  public var until: Instant?

  public init(reason: PauseReason, from: Instant, until: Instant? = nil) {
    self.reason = reason
    self.from = from
    self.until = until
  }
}
