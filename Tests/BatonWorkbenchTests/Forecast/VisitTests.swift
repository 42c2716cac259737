import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// Visits of cases, told from what happened, by hand.
@Suite struct VisitTests {
  private func visits(_ lines: String, _ rules: String = "") throws -> [String] {
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.lived(engine, lines)
    let visits = CaseVisits(measured, of: measured.cases.indices.map { Int32($0) })
    let start = measured.cases[0].opened
    func minutes(_ instant: Int64) -> String {
      instant == MeasuredCase.never ? "never" : "\((instant - start) / 60_000)"
    }
    return visits.all.map { visit in
      "\(measured.names[visit.unit] ?? "?") after \(visit.delay / 60_000) came "
        + "\(minutes(visit.came)) began \(minutes(visit.began)) work \(visit.work / 60_000)"
        + (visit.isCut ? " cut" : "")
    } + visits.ends.map { "end \(minutes($0))" }
  }

  /// Monday 4 May 2026, 09:00: Acme's desk has opened.
  private static let open =
    #"{"id":"A","kind":"incident","service":"shop","opened_at":"2026-05-04T09:00:00Z"}"# + "\n"

  private func event(_ at: String, _ rest: String) -> String {
    #"{"case":"A","at":"\#(at)",\#(rest)}"# + "\n"
  }

  @Test("a group is waited for from the offer on, and a handover is the next group's queue")
  func handover() throws {
    let lines =
      Self.open + event("+10m", #""event":"accept","by":"acme""#)
      + event("+40m", #""event":"assign","by":"acme","to":"fuji/depot""#)
      + event("+100m", #""event":"accept","by":"fuji""#)
      + event("+130m", #""event":"resolve","by":"fuji""#)
      + event("+500m", #""event":"close","by":"customer""#)
    #expect(
      try visits(lines) == [
        "acme/desk after 0 came 0 began 10 work 30",
        "fuji/depot after 0 came 40 began 100 work 30", "end 130",
      ])
  }

  @Test("what waits for customers is a delay, and the group is waited for again")
  func pause() throws {
    let lines =
      Self.open + event("+10m", #""event":"accept","by":"acme""#)
      + event("+40m", #""event":"pause","by":"acme","reason":"customer""#)
      + event("+90m", #""event":"resume","by":"customer""#)
      + event("+110m", #""event":"pause","by":"acme","reason":"parts""#)
      + event("+120m", #""event":"resume","by":"acme""#)
      + event("+150m", #""event":"resolve","by":"acme""#)
    #expect(
      try visits(lines) == [
        "acme/desk after 0 came 0 began 10 work 30",
        "acme/desk after 50 came 90 began 90 work 20",
        "acme/desk after 10 came 120 began 120 work 30", "end 150",
      ])
  }

  @Test("work outside of a group's hours is none; what is open is cut off")
  func hoursAndCut() throws {
    let lines =
      Self.open + event("+7h", #""event":"accept","by":"acme""#)
      + event("+10h", #""event":"note""#)
    // 16:00 to the end of the history, of which an hour is before 17:00.
    #expect(
      try visits(lines) == ["acme/desk after 0 came 0 began 420 work 60 cut", "end never"])
  }

  @Test("what is solved waits for nobody, and comes anew when it is opened again")
  func reopened() throws {
    let lines =
      Self.open + event("+10m", #""event":"accept","by":"acme""#)
      + event("+40m", #""event":"resolve","by":"acme""#)
      + event("+90m", #""event":"reopen","by":"customer""#)
      + event("+120m", #""event":"resolve","by":"acme""#)
      + event("+500m", #""event":"close","by":"customer""#)
    #expect(
      try visits(lines) == [
        "acme/desk after 0 came 0 began 10 work 30", "acme/desk after 50 came 90 began 90 work 30",
        "end 120",
      ])
  }

  @Test("the same of a log")
  func reopenedInALog() throws {
    let engine = try MeasuredLog.engine(
      """
      source "s" {
        log = { case = "case", activity = "what", at = "at", party = "who",
          counts_as = { Queued = "waiting", Work = "working" } } }
      """)
    let log = """
      case,what,at,who
      A,Queued,2026-05-04T09:00:00Z,fuji
      A,Work,2026-05-04T09:10:00Z,fuji
      A,resolve,2026-05-04T09:40:00Z,fuji
      A,reopen,2026-05-04T10:30:00Z,fuji
      A,Work,2026-05-04T10:40:00Z,fuji
      A,close,2026-05-04T11:00:00Z,fuji

      """
    let measured = try MeasuredLog.logged(engine, log)
    let visits = CaseVisits(measured, of: [0]).all
    #expect(visits.map(\.queued) == [600_000, 600_000])
    #expect(visits.map(\.work) == [1_800_000, 1_200_000])
    #expect(visits.map(\.delay) == [0, 3_000_000])
  }

  @Test("who hands on without work has not begun")
  func handedOn() throws {
    let lines =
      Self.open + event("+10m", #""event":"assign","by":"service_integrator","to":"acme/l3""#)
      + event("+30m", #""event":"accept","by":"acme""#)
      + event("+40m", #""event":"resolve","by":"acme""#)
    let all = try visits(lines)
    #expect(all.last == "end 40" && all.dropLast().last?.hasSuffix("began 30 work 10") == true)
  }

  @Test("what nobody has taken yet waits for whom it was offered to")
  func offered() throws {
    #expect(
      try visits(Self.open + event("+30m", #""event":"note""#)) == [
        "acme/desk after 0 came 0 began never work 0 cut", "end never",
      ])
  }
}
