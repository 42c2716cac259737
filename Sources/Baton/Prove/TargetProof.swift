package import BatonModel
package import BatonTime

/// Whether a target can be kept by the agreements behind it, from every instant of a stretch of time.
package struct TargetProof: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable {
    case proven
    /// There is a request and a start from which it is not kept.
    case infeasible
    /// A provider in the chain has promised nothing.
    case unbounded
    case notDecided = "not_decided"
  }

  /// One after the other, each of these uses its time to the end.
  package struct Link: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      /// From the offer until the provider has it.
      case acknowledge
      case own
    }

    package let provider: String
    package let kind: Kind
    /// The rule that bounds it.
    package let rule: String
    package let place: Place
    /// As the rule writes it.
    package let limit: DurationSpan
    /// Nil for elapsed time.
    package let calendar: String?
    package let from: Instant
    /// Nil if it is never done.
    package let until: Instant?
  }

  package let agreement: String
  package let kind: AgreementKind
  package let metric: Metric
  package let place: Place
  package let limit: DurationSpan
  package let calendar: String?
  package var verdict: Verdict
  /// What is not decided, as a clause.
  package var because: String?
  /// The chain for the start from which least is left: of what service, from when, until when.
  package var service: String?
  package var start: Instant?
  package var done: Instant?
  package var due: Instant?
  /// Milliseconds by the target's own calendar between start and done.
  package var ownTime: Int64?
  package var links: [Link] = []
  /// Of a request that shows it.
  package var witness: Members?
  /// Providers who have promised nothing.
  package var unbounded: [String] = []
  /// Providers who have not said by when they acknowledge: taken to do so at once.
  package var acknowledgesAtOnce: [String] = []

  /// Milliseconds that are left at worst; negative if it is late. Nil where there is no chain, or no
  /// end.
  package var margin: Int64? {
    guard let done, let due else { return nil }
    return due.milliseconds - done.milliseconds
  }

  /// The link that takes most of the customer's time from the worst start.
  package var tightest: Link? {
    links.max { ($0.elapsed ?? .max) < ($1.elapsed ?? .max) }
  }
}

extension TargetProof.Link {
  /// Milliseconds of the customer's time; nil if it is never done.
  package var elapsed: Int64? { until.map { $0.milliseconds - from.milliseconds } }
}
