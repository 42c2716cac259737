import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// The spans of cases of a log, which only says what happened. What must come out is counted by hand.
@Suite struct LoggedSpanTests {
  private static let rules = """
    source "tool" {
      timezone = "UTC",
      log = { case = "id", activity = "what", at = "at", party = "who", unit = "team",
        counts_as = { ["Wait - User"] = "customer", ["Wait - Vendor"] = "third_party",
                 Queued = "handoff", Work = "working", Done = "end" } },
      fields = { service = optional("service") },
    }
    """

  private static let header = "id,what,at,who,team,service\n"

  private func measured(_ rows: String) throws -> MeasuredCases {
    try MeasuredLog.logged(MeasuredLog.engine(Self.rules), Self.header + rows)
  }

  @Test("the source says what the time after an activity is, and hours are those of the unit")
  func kinds() throws {
    // Friday from 16:00 on: an hour of work is left at acme's desk; fuji has no hours.
    let measured = try measured(
      """
      1,Work,2026-05-08T16:00:00Z,acme,desk,shop
      1,Wait - User,2026-05-08T19:00:00Z,acme,desk,
      1,Queued,2026-05-08T20:00:00Z,acme,desk,
      1,Work,2026-05-08T21:00:00Z,fuji,depot,
      1,Done,2026-05-08T23:00:00Z,fuji,depot,

      """)
    #expect(
      MeasuredLog.spans(measured) == [
        "acme/desk working 10800000 3600000", "acme/desk customer 3600000 3600000",
        "acme/desk handoff 3600000 0", "fuji/depot working 7200000 7200000",
      ])
    let one = measured.cases[0]
    #expect(one.ending == .closed && one.length == 7 * Int64(MeasuredLog.hour))
    #expect(one.handoffs == 1 && one.bounces == 0 && one.events == 5)
  }

  @Test("what the log does not tell is not known, and is not guessed")
  func unknown() throws {
    let measured = try measured(
      """
      1,Look,2026-05-08T10:00:00Z,acme,desk,
      1,Look,2026-05-08T11:00:00Z,,,
      1,Look,2026-05-08T12:00:00Z,,,

      """)
    #expect(MeasuredLog.spans(measured) == ["acme/desk unknown 7200000 7200000"])
    // Nothing says that it is done: its time goes to its last event, and no further.
    #expect(measured.cases[0].ending == .untold)
    let nobody = try self.measured(
      """
      1,Work,2026-05-08T10:00:00Z,,,
      1,Done,2026-05-08T11:00:00Z,,,

      """)
    #expect(MeasuredLog.spans(nobody) == ["nobody working 3600000 3600000"])
  }

  @Test("an open case is counted to the end of the log, a closed one to its closing")
  func endings() throws {
    let measured = try measured(
      """
      1,Work,2026-05-08T10:00:00Z,fuji,depot,
      2,Work,2026-05-08T10:00:00Z,fuji,depot,
      2,Done,2026-05-08T11:00:00Z,fuji,depot,
      3,Look,2026-05-08T14:00:00Z,fuji,depot,

      """)
    #expect(measured.cases.map(\.ending) == [.open, .closed, .untold])
    #expect(measured.cases.map(\.length) == [4, 1, 0].map { $0 * Int64(MeasuredLog.hour) })
  }

  @Test("a case that goes on after its end came back, and the time between is waiting")
  func reopening() throws {
    let measured = try measured(
      """
      1,Work,2026-05-08T10:00:00Z,fuji,depot,
      1,Done,2026-05-08T11:00:00Z,fuji,depot,
      1,Work,2026-05-08T13:00:00Z,fuji,depot,
      1,Done,2026-05-08T14:00:00Z,fuji,depot,
      1,Look,2026-05-08T18:00:00Z,acme,l3,

      """)
    // What happens after the last end is no time of the case.
    #expect(
      MeasuredLog.spans(measured) == [
        "fuji/depot working 3600000 3600000", "fuji/depot waiting 7200000 7200000",
        "fuji/depot working 3600000 3600000",
      ])
    #expect(measured.cases[0].reopenings == 1)
  }

  @Test("times that run backwards count as of the latest, and are counted in the ledger")
  func backwards() throws {
    let measured = try measured(
      """
      1,Work,2026-05-08T10:00:00Z,fuji,depot,
      1,Queued,2026-05-08T12:00:00Z,fuji,depot,
      1,Work,2026-05-08T11:00:00Z,acme,l3,
      1,Done,not a time,acme,l3,
      1,Done,2026-05-08T13:00:00Z,acme,l3,

      """)
    // At 12:00 it was queued and, by the row after it, worked on: that of no time was never there.
    #expect(
      MeasuredLog.spans(measured) == [
        "fuji/depot working 7200000 7200000"
      ])
    #expect(measured.ledger.backwards == 1 && measured.ledger.timeless == 1)
    #expect(measured.cases[0].length == 2 * Int64(MeasuredLog.hour))
  }

  @Test("customers have no case: what they do hands nothing over")
  func customers() throws {
    let measured = try measured(
      """
      1,Work,2026-05-08T10:00:00Z,fuji,depot,
      1,Look,2026-05-08T11:00:00Z,customer,,
      1,Work,2026-05-08T12:00:00Z,acme,l3,
      1,Work,2026-05-08T13:00:00Z,fuji,depot,
      1,Done,2026-05-08T14:00:00Z,fuji,depot,

      """)
    #expect(measured.cases[0].handoffs == 2 && measured.cases[0].bounces == 1)
    #expect(measured.moves.map(\.isBack) == [false, true])
    #expect(
      MeasuredLog.spans(measured) == [
        "fuji/depot working 7200000 7200000", "acme/l3 working 3600000 3600000",
        "fuji/depot working 3600000 3600000",
      ])
  }

  @Test("the field `provider` says who has it, whoever did something; who did it hands it over")
  func providers() throws {
    let rules = """
      source "tool" { timezone = "UTC",
        log = { case = "id", activity = "what", at = "at", party = "who",
          counts_as = { Work = "working", Done = "end" } },
        fields = { provider = optional("with") } }
      """
    let measured = try MeasuredLog.logged(
      MeasuredLog.engine(rules),
      """
      id,what,at,who,with
      1,Work,2026-05-08T10:00:00Z,integrator,
      1,Work,2026-05-08T11:00:00Z,integrator,acme
      1,Work,2026-05-08T12:00:00Z,acme,
      1,Work,2026-05-08T13:00:00Z,acme,fuji
      1,Done,2026-05-08T14:00:00Z,fuji,

      """)
    #expect(
      MeasuredLog.spans(measured) == [
        "integrator working 3600000 3600000", "acme working 7200000 7200000",
        "fuji working 3600000 3600000",
      ])
    #expect(measured.moves.map { measured.names[$0.toParty] } == ["acme", "fuji"])
  }

  @Test("our own states mean what they mean everywhere, and a reason says what waiting is")
  func ownStates() throws {
    let rules = """
      source "tool" { timezone = "UTC",
        log = { case = "id", activity = "what", at = "at", party = "who" },
        fields = { state = translate("state", { WIP = "in_progress", Hold = "pending",
          Fixed = "resolved", Shut = "closed" }), pending_reason = optional("why"),
          opened_at = optional("opened") } }
      """
    let measured = try MeasuredLog.logged(
      MeasuredLog.engine(rules),
      """
      id,what,at,who,state,why,opened
      1,change,2026-05-08T10:00:00Z,fuji,WIP,,2026-05-08T09:00:00Z
      1,change,2026-05-08T11:00:00Z,fuji,Hold,customer,
      1,change,2026-05-08T12:00:00Z,fuji,Odd,,
      1,change,2026-05-08T13:00:00Z,fuji,Fixed,,
      1,change,2026-05-08T14:00:00Z,fuji,Shut,,

      """)
    // It was there for an hour before the log knows of it; "Odd" is no state that says anything.
    #expect(
      MeasuredLog.spans(measured) == [
        "nobody unknown 3600000 3600000", "fuji working 3600000 3600000",
        "fuji customer 3600000 3600000", "fuji unknown 3600000 3600000",
        "fuji waiting 3600000 3600000",
      ])
    #expect(measured.cases[0].resolved - measured.cases[0].opened == 4 * Int64(MeasuredLog.hour))
  }
}
