import BatonModel
import BatonTime

/// How long a task may take, in its own calendar: when it is done that begins then, and how late it may
/// begin to be done by then.
struct TaskTime: Sendable {
  /// Nil: nobody has said, and it is reckoned to take no time.
  let limit: ClockTerms.Limit?
  /// Nil where all time counts.
  let calendar: BusinessCalendar?

  static let openEnded = TaskTime(limit: nil, calendar: nil)

  /// When a task is done that begins then; nil if its calendar has not so much working time any more.
  func end(from start: Instant) -> Instant? {
    switch limit {
    case nil: start
    case .elapsed(let milliseconds): start.adding(milliseconds)
    case .working(let milliseconds):
      calendar.map { $0.due(from: start, after: milliseconds) } ?? start.adding(milliseconds)
    case .workingDays(let count):
      calendar.map { $0.due(from: start, afterWorkingDays: count) }
        ?? start.adding(Int64(count) * 86_400_000)
    }
  }

  /// The latest instant at which a task may begin that is to be done by an end.
  ///
  /// Working days over days that open at different times are the one case in which what begins later
  /// may be due earlier; then it is the end of a time in which it may begin, and not always of the
  /// first.
  /// - Parameter start: one at which it may.
  func latestBegin(for end: Instant, notBefore start: Instant) -> Instant {
    switch limit {
    case nil: return end
    case .elapsed(let milliseconds): return end.adding(-milliseconds)
    case .working(let milliseconds):
      guard let calendar else { return end.adding(-milliseconds) }
      // What is too much between the two may pass before it begins, and closed time after that.
      let spare = calendar.workingTime(from: start, to: end) - milliseconds
      return calendar.due(from: start, after: spare, boundary: .nextOpening)
        .flatMap { calendar.nextOpening(notBefore: $0) } ?? start
    case .workingDays:
      return Instant(
        milliseconds: Bisection.last(from: start.milliseconds, through: end.milliseconds) { begin in
          self.end(from: Instant(milliseconds: begin)).map { $0 <= end } ?? false
        })
    }
  }
}

/// The last number of a range for which something holds that holds for its first and, once it does not,
/// no more.
enum Bisection {
  static func last(from first: Int64, through last: Int64, where holds: (Int64) -> Bool) -> Int64 {
    if first >= last || holds(last) { return max(first, last) }
    var low = first
    var high = last
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
