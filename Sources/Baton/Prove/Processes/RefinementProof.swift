package import BatonModel

/// Whether a provider's own way keeps to the process with the variations that it uses open.
package struct RefinementProof: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable {
    case proven
    /// There is a path of its own that is none of the process.
    case refuted
    /// There may be one: it depends on what cases hold, on time or on who acts.
    case possible
    case notDecided = "not_decided"
  }

  package let adaptation: String
  package let process: String
  package let provider: String
  package let place: Place
  package internal(set) var verdict = Verdict.proven
  /// A shortest path that is none of the process, step by step in words.
  package internal(set) var path: [String] = []
  /// How many states of a product were looked at where that was not enough.
  package internal(set) var statesSpent: Int?

  /// The worse of two.
  mutating func take(_ verdict: Verdict) {
    func weight(_ verdict: Verdict) -> Int {
      switch verdict {
      case .proven: 0
      case .notDecided: 1
      case .possible: 2
      case .refuted: 3
      }
    }
    if weight(verdict) > weight(self.verdict) { self.verdict = verdict }
  }
}
