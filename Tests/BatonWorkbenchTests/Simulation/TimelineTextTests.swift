import Baton
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// The page that people read.
@Suite struct TimelineTextTests {
  private func page(_ lines: [String], until end: Simulation.End = .never) throws -> String {
    let engine = try SmallLandscape.engine()
    let result = try SmallLandscape.simulate(lines, by: engine, until: end)
    let life = result.simulation[life: 0]
    var page = TimelineText(life, by: engine)
    page.add(result.entries[0] ?? [])
    page.end(life.summary)
    return page.take()
  }

  @Test func aPage() throws {
    let page = try page([
      SmallLandscape.opening.replacing(#""kind""#, with: #""summary":"No mail","kind""#),
      #"{"case":"R-1","at":"+30m","event":"accept","by":{"party":"acme","person":"u-1"}}"#,
      #"{"case":"R-1","at":"+1h","event":"resolve","by":"acme","reason":"restarted"}"#,
    ])
    #expect(
      page == """
        R-1: No mail

        Friday 8 May 2026, Europe/Paris +02:00
          10:00  the case opens with priority 2; owner is accountable
          10:00  - offered to acme/desk by service_integrator ["Mail", main.lua:12: contract 1]
          10:00  - clock "four hours" begins: 4 h, due 14:00 [main.lua:8]
          10:00  - ladder "ladder" begins [main.lua:10]
          10:30  acme (u-1) accepts it
          10:30  - acme/desk has the case
          11:00  acme resolves it (restarted)
          11:00  - clock "four hours" ends: kept, 1 h of 4 h used [main.lua:8]
          11:00  - ladder "ladder" stops [main.lua:10]

        In the end, Friday 8 May 2026 11:00, Europe/Paris +02:00
          state        resolved, priority 2
          has it       acme/desk (u-1)
          accountable  owner
          clocks       "four hours": kept, 1 h of 4 h used
          time         service_integrator  being handed over  30 min
                       acme                working            30 min
                       in all                                 1 h
          customer     1 h from the opening to the solution, without what waited for the customer
          next         nothing more happens by itself

        """)
  }

  @Test func whatWouldHappenNext() throws {
    let page = try page([SmallLandscape.opening], until: .sinceOpening(3_600_000))
    #expect(page.contains("clocks       \"four hours\": running, 1 h of 4 h used, due 14:00\n"))
    #expect(page.contains("next         12:00 50% of \"four hours\" are used up\n"))
  }

  @Test(arguments: [
    (
      "2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00",
      "Sunday 29 March 2026: clocks go forward from 02:00 to 03:00, Europe/Paris is +02:00 from here on"
    ),
    (
      "2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00",
      "Sunday 25 October 2026: clocks go back from 03:00 to 02:00, Europe/Paris is +01:00 from here on"
    ),
  ])
  func clocksAreChanged(_ opened: String, _ later: String, _ line: String) throws {
    let opening = SmallLandscape.opening.replacing("2026-05-08T10:00:00+02:00", with: opened)
    let page = try page([opening, #"{"case":"R-1","at":"\#(later)","event":"note"}"#])
    #expect(page.contains("\n\(line)\n"))
  }

  @Test(arguments: [
    (0, "0 min"), (60_000, "1 min"), (5_400_000, "1 h 30 min"), (-90_000, "1 min 30 s"),
    (90_061_001, "25 h 1 min 1 s 1 ms"),
  ])
  func lengths(_ milliseconds: Int64, _ words: String) {
    #expect(TimeWording.length(milliseconds) == words)
  }

  @Test func controlCharactersDoNotReachATerminal() throws {
    let opening = SmallLandscape.opening.replacing(
      #""kind""#, with: #""summary":"a\u001b[31mb","kind""#)
    #expect(try !page([opening]).contains("\u{1b}"))
  }
}
