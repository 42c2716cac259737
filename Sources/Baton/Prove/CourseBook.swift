import BatonModel
import BatonTime

/// The courses of limits and of chains of them, each worked out once: many targets share calendars,
/// and many chains their beginnings.
struct CourseBook {
  struct Key: Hashable {
    let limit: ClockTerms.Limit
    /// Nil where all time counts.
    let calendar: String?
    let boundary: BusinessCalendar.Boundary
  }

  let horizon: Horizon
  private let calendars: [String: BusinessCalendar]
  private var courses: [Key: Int] = [:]
  private var combinations: [Combination: Int] = [:]
  private var all: [TimeCourse] = []
  private var worsts: [Pair: WorstStart?] = [:]

  private struct Combination: Hashable {
    enum How { case sooner, later, then }
    let how: How
    let left: Int
    let right: Int
  }

  private struct Pair: Hashable {
    let chain: Int
    let target: Int
    let starts: ClosedRange<Int64>
  }

  init(_ calendars: [String: BusinessCalendar], _ horizon: Horizon) {
    self.calendars = calendars
    self.horizon = horizon
  }

  /// The calendars that some course goes by.
  var calendarsUsed: Set<String> { Set(courses.keys.compactMap(\.calendar)) }

  subscript(number: Int) -> TimeCourse { all[number] }

  /// The number of a limit's course; nil if its calendar is not to be had.
  mutating func number(of key: Key) -> Int? {
    if let known = courses[key] { return known }
    var calendar: BusinessCalendar?
    if let name = key.calendar {
      calendar = calendars[name]
      if calendar == nil { return nil }
    }
    let course = TimeCourse(
      key.limit, by: calendar, key.boundary, from: horizon.from.milliseconds,
      until: horizon.end.milliseconds)
    all.append(course)
    courses[key] = all.count - 1
    return all.count - 1
  }

  mutating func sooner(_ left: Int, _ right: Int) -> Int {
    combine(.sooner, min(left, right), max(left, right)) { $0.sooner($1) }
  }

  mutating func later(_ left: Int, _ right: Int) -> Int {
    combine(.later, min(left, right), max(left, right)) { $0.later($1) }
  }

  mutating func then(_ left: Int, _ right: Int) -> Int {
    combine(.then, left, right) { $0.then($1) }
  }

  private mutating func combine(
    _ how: Combination.How, _ left: Int, _ right: Int,
    _ body: (TimeCourse, TimeCourse) -> TimeCourse
  ) -> Int {
    if how != .then, left == right { return left }
    let key = Combination(how: how, left: left, right: right)
    if let known = combinations[key] { return known }
    all.append(body(all[left], all[right]))
    combinations[key] = all.count - 1
    return all.count - 1
  }

  /// The worst of some starts of a chain against a target.
  mutating func worst(
    _ chain: Int, against target: Int, of starts: ClosedRange<Int64>
  ) -> WorstStart? {
    let pair = Pair(chain: chain, target: target, starts: starts)
    if let known = worsts[pair] { return known }
    let worst = all[chain].of(starts).worst(against: all[target])
    worsts[pair] = .some(worst)
    return worst
  }
}
