import BatonModel
import BatonTime

/// By how much each task may be done later without all being done later.
///
/// Calendars make slack and the critical path two things. A task on the path may slip through the
/// closed time before the next one begins; one beside it may not slip at all, if what follows it would
/// then be pushed over a closing.
extension PlanSchedule {
  /// Milliseconds of time that passes, by node; nil where no delay makes a difference, and where
  /// nobody knows when all is done.
  ///
  /// Where every task waits for all before it, one pass backwards: a task may end as late as what
  /// follows it may begin. Where any is enough that is not so, because what is delayed may delay all
  /// alternatives or one of them; then the answer is looked for by delaying.
  var slacks: [Int64?] {
    guard let end else { return ends.map { _ in nil } }
    return network.hasAlternatives
      ? network.nodes.indices.map { slackByTrial(of: $0) } : slacksBackwards(end)
  }

  private func slacksBackwards(_ end: Instant) -> [Int64?] {
    var latest = [Instant?](repeating: nil, count: network.nodes.count)
    for number in network.order.reversed() {
      if network.nodes[number].isRequired { latest[number] = end }
      for other in network.following[number] {
        guard let itsEnd = latest[other], let begin = begins[other] else { continue }
        let by = times[other].latestBegin(for: itsEnd, notBefore: begin)
        latest[number] = min(latest[number] ?? by, by)
      }
    }
    return latest.indices.map { number in
      guard let latest = latest[number], let end = ends[number] else { return nil }
      return latest.milliseconds - end.milliseconds
    }
  }

  /// The same by what the word means: the longest delay that leaves the end where it is.
  func slackByTrial(of number: Int) -> Int64? {
    guard let end, let itsEnd = ends[number], self.end(with: nil, asEndOf: number) != end else {
      return nil
    }
    return Bisection.last(from: 0, through: max(0, end.milliseconds - itsEnd.milliseconds)) {
      self.end(with: itsEnd.adding($0), asEndOf: number) == end
    }
  }

  /// When all is done if a task ends then, or never.
  func end(with changed: Instant?, asEndOf number: Int) -> Instant? {
    var ends = ends
    ends[number] = changed
    var isBehind = false
    for other in network.order {
      if isBehind, network.nodes[other].running == nil {
        ends[other] = network.begin(of: other, from: start, ends).flatMap {
          times[other].end(from: $0)
        }
      }
      if other == number { isBehind = true }
    }
    return network.end(ends)
  }
}
