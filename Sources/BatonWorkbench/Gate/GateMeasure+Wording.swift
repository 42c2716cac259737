import Baton

extension Gate.Measure {
  /// What a number of it is, in words.
  var words: String {
    switch self {
    case .findings: "findings of check"
    case .scenarios: "scenarios"
    case .coverage: "the share that the scenarios reach, in percent"
    case .unnoticedMutants: "mistakes that no scenario would notice"
    case .moved: "requests of the history that the rules before decided otherwise"
    case .newViolations: "cases that leave their process and did not before"
    case .newBreaches: "promises not kept that were kept before"
    case .violations: "cases that leave their process"
    case .breaches: "promises not kept"
    case .errors: "requests with an error"
    case .fallback: "requests that only the fallback takes"
    case .unreadable: "records of the history that nobody can read"
    }
  }
}
