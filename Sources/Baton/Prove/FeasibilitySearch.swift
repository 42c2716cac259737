import BatonModel

/// What was found of one target so far.
struct FeasibilitySearch {
  /// One way in one case, from the start that is worst for it.
  struct Candidate {
    let worst: WorstStart
    /// Of the service.
    let position: Int
    let way: [String]
    let links: [Chain.Link]
    let calendar: String?
    /// What requests of this case meet.
    let conditions: [Condition]
  }

  /// Those that are late, the latest first.
  private(set) var late: [Candidate] = []
  /// The latest of those of which it is not sure that there are such requests.
  private(set) var lateIfAtAll: (candidate: Candidate, doubt: Feasibility.Doubt)?
  /// The latest of those that are kept.
  private(set) var tightest: Candidate?
  var doubt: Feasibility.Doubt?
  /// Providers who promised nothing.
  var unbounded: [String] = []
  /// Providers who did not say by when they acknowledge.
  var atOnce: [String] = []

  /// For a request that shows it another way may do where one does not.
  private static let mostOfService = 2

  mutating func keep(_ candidate: Candidate, _ doubt: Feasibility.Doubt?) {
    func isLater(than other: Candidate?) -> Bool {
      other.map { candidate.worst.overrun > $0.worst.overrun } ?? true
    }
    if candidate.worst.overrun <= 0 {
      if isLater(than: tightest) { tightest = candidate }
    } else if let doubt {
      if isLater(than: lateIfAtAll?.candidate) { lateIfAtAll = (candidate, doubt) }
    } else {
      let same = late.indices.filter { late[$0].position == candidate.position }
      if same.count == Self.mostOfService, let last = same.last {
        guard isLater(than: late[last]) else { return }
        late.remove(at: last)
      }
      late.insert(candidate, at: late.firstIndex(where: isLater) ?? late.count)
    }
  }
}
