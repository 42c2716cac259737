/// How well the same forecast would have done: the last quarter of the weeks, held against what the
/// weeks before said of them.
package struct ForecastTrial: Sendable, Hashable {
  package struct Score: Sendable, Hashable {
    package internal(set) var held = 0
    package internal(set) var all = 0
  }

  /// With fewer weeks there is nothing to hold back.
  static let fewest = 12

  /// The weeks that the trial learned from, and those that it was held against.
  package let learned: Range<Int>
  package let held: Range<Int>
  /// Hours of the week and units in which anything ever came, or was worked on.
  package private(set) var visits = Score()
  package private(set) var work = Score()
  /// Whole weeks of a unit.
  package private(set) var workOfWeeks = Score()

  /// Nil if there are too few weeks.
  init?(weeks: Int) {
    guard weeks >= Self.fewest else { return nil }
    let last = weeks / 4
    learned = 0..<weeks - last
    held = weeks - last..<weeks
  }

  mutating func look(at hours: UnitHours) {
    Self.judge(
      hours.visitsByHour(weeks: learned), hours.visitsByHour(weeks: held), &visits)
    Self.judge(hours.workByHour(weeks: learned), hours.workByHour(weeks: held), &work)
    Self.judge(
      [hours.byWeek(hours.work, weeks: learned)], [hours.byWeek(hours.work, weeks: held)],
      &workOfWeeks)
  }

  private static func judge(
    _ before: [[Double]], _ after: [[Double]], _ score: inout Score
  ) {
    for (before, after) in zip(before, after) {
      guard let expected = Expected(before), expected.mean > 0 || after.contains(where: { $0 > 0 })
      else { continue }
      score.all += after.count
      score.held += after.count { expected.holds($0) }
    }
  }
}
