import ArgumentParser
import Baton
import BatonModel
import BatonTime
import Foundation

/// What time costs: questions to a calendar, and events of cases.
struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Nanoseconds for a calendar's answers, microseconds for an event of a case.",
    discussion: """
      Prints three figures: nanoseconds for `due` and for `workingTime` over ten years with holidays, \
      and microseconds for an event of a case with ten clocks, with all that happens by itself before \
      it: also the seconds that a million such events take.
      """)

  private static let cases = 2_000

  @Flag(help: "Leave out the calendar.")
  var onlyEvents = false

  func run() throws {
    if !onlyEvents {
      let (due, working) = try calendar()
      print(due, working, terminator: "\t")
    }
    print(String(format: "%.1f", try events() * 1e6))
  }

  // MARK: A calendar

  private func calendar() throws -> (due: Int, working: Int) {
    var hours = BusinessHours(zone: try Zone(named: "Europe/Paris"))
    for day in [Weekday.mon, .tue, .wed, .thu, .fri] {
      hours.week[day] = [try DayTimes.parse("09:00-12:00"), try DayTimes.parse("13:00-17:30")]
    }
    for year in 2020...2040 {
      for (month, day) in [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)] {
        if let date = CivilDate(year: year, month: month, day: day) { hours.holidays.insert(date) }
      }
    }
    let calendar = try BusinessCalendar(hours)
    let first: Int64 = 1_767_225_600_000
    let decade: Int64 = 10 * 365 * 86_400_000
    let questions = 100_000
    var sum: Int64 = 0
    let working = ProcessorClock.best {
      for question in 0..<questions {
        let start = Instant(milliseconds: first + Int64(question) * 60_000)
        sum &+= calendar.workingTime(
          from: start, to: Instant(milliseconds: start.milliseconds + decade))
      }
    }
    let tenYears = sum / Int64(questions)
    guard tenYears > 0 else { throw ValidationError("no working time") }
    let average = calendar.workingTime(
      from: Instant(milliseconds: first), to: Instant(milliseconds: first + decade))
    var found = 0
    let due = ProcessorClock.best {
      for question in 0..<questions {
        let start = Instant(milliseconds: first + Int64(question) * 60_000)
        if calendar.due(from: start, after: average) != nil { found += 1 }
      }
    }
    guard found.isMultiple(of: questions) else { throw ValidationError("something is never due") }
    return (Int(due / Double(questions) * 1e9), Int(working / Double(questions) * 1e9))
  }

  // MARK: Cases

  /// Seconds for one event.
  private func events() throws -> Double {
    let workload = try CaseWorkload(cases: Self.cases)
    guard workload.mostClocks >= 10 else {
      throw ValidationError("only \(workload.mostClocks) clocks run")
    }
    return ProcessorClock.best { workload.run() } / Double(workload.events)
  }
}
