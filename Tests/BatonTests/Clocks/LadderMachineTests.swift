import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct LadderMachineTests {
  private static let minute: Int64 = 60_000

  private static func ladder(
    _ steps: [Ladder.Step.When], repeats: Int = 0, repeatAfter: Int64 = 0, clock: String? = nil
  ) -> Ladder {
    var ladder = Ladder(
      id: "l", rule: "l", place: Place(file: "f", line: 1), clock: clock,
      startedAt: Instant(milliseconds: 0))
    ladder.steps = steps.map {
      Ladder.Step(when: $0, kind: .hierarchical, to: .named("r"), notify: [], isConditional: false)
    }
    ladder.repeats = repeats
    ladder.repeatAfter = repeatAfter
    return ladder
  }

  /// Lets a ladder run by itself.
  /// - Returns: the minute and index of each step, and the minute at which it was exhausted.
  private static func run(_ start: Ladder) -> (steps: [[Int]], end: Int?) {
    var ladder = start
    let machine = LadderMachine()
    machine.begin(&ladder, at: Instant(milliseconds: 0))
    var steps: [[Int]] = []
    while let next = ladder.pending.compactMap(\.at).min() {
      guard let step = machine.take(&ladder, at: next) else { break }
      steps.append([Int(next.milliseconds / minute), step])
      machine.follow(step, of: &ladder, at: next)
    }
    return (steps, ladder.endedAt.map { Int($0.milliseconds / minute) })
  }

  @Test("the specification's ladder notifies at 0, 10, 25, 35, 50 and 60, and ends at 75")
  func vector() {
    let run = Self.run(
      Self.ladder(
        [.after(0), .after(10 * Self.minute)], repeats: 2, repeatAfter: 15 * Self.minute))
    #expect(run.steps == [[0, 0], [10, 1], [25, 0], [35, 1], [50, 0], [60, 1]])
    #expect(run.end == 75)
  }

  @Test("without repeating a ladder ends with its last step")
  func once() {
    let run = Self.run(Self.ladder([.after(5 * Self.minute), .after(5 * Self.minute)]))
    #expect(run.steps == [[5, 0], [10, 1]] && run.end == 10)
  }

  @Test("steps after a threshold follow it, and they alone are repeated")
  func thresholds() {
    var ladder = Self.ladder(
      [.at(.percent(50)), .at(.due), .after(30 * Self.minute)], repeats: 1,
      repeatAfter: 20 * Self.minute, clock: "c")
    let machine = LadderMachine()
    machine.begin(&ladder, at: Instant(milliseconds: 0))
    #expect(ladder.pending.isEmpty && ladder.isActive && ladder.firstRepeated == 2)
    machine.follow(0, of: &ladder, at: Instant(milliseconds: 0))
    #expect(ladder.pending.isEmpty)
    machine.follow(1, of: &ladder, at: Instant(milliseconds: 60 * Self.minute))
    #expect(ladder.pending.map(\.at) == [Instant(milliseconds: 90 * Self.minute)])
  }

  @Test("a ladder waits while its clock is paused, and goes on with what was left")
  func paused() {
    var ladder = Self.ladder([.after(30 * Self.minute)], clock: "c")
    let machine = LadderMachine()
    machine.begin(&ladder, at: Instant(milliseconds: 0))
    machine.pause(&ladder, at: Instant(milliseconds: 10 * Self.minute))
    #expect(machine.take(&ladder, at: Instant(milliseconds: 60 * Self.minute)) == nil)
    machine.resume(&ladder, at: Instant(milliseconds: 60 * Self.minute))
    #expect(ladder.pending.map(\.at) == [Instant(milliseconds: 80 * Self.minute)])
  }
}
