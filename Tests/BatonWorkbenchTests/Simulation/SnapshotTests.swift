import Baton
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// Logs of snapshots: what differs from one to the next is an event.
@Suite struct SnapshotTests {
  private static let now = Instant(seconds: 1_778_227_200)

  private static func event(
    _ before: [(String, Value?)], _ after: [(String, Value?)]
  ) -> CaseEvent? {
    SnapshotReader.event(from: Members(before), to: Members(after), at: now)
  }

  @Test(
    arguments: [
      ("state", "active", "resolved", "resolve"), ("state", "resolved", "closed", "close"),
      ("state", "new", "cancelled", "cancel"), ("state", "closed", "active", "reopen"),
      ("state", "new", "active", "change"), ("group", "acme/desk", "fuji/desk", "assign"),
      ("provider", nil, "fuji", "assign"), ("pending_reason", nil, "customer", "pause"),
      ("pending_reason", "customer", nil, "resume"), ("impact", "low", "high", "change"),
    ] as [(String, String?, String?, String)])
  func names(_ field: String, _ before: String?, _ after: String?, _ name: String) throws {
    let event = try #require(
      Self.event([(field, before.map { .text($0) })], [(field, after.map { .text($0) })]))
    #expect(event.name == name && event.at == Self.now)
    #expect(event.set.names == [field] && event.set[field] == after.map { .text($0) })
  }

  @Test func theSameAgainIsNoEvent() {
    #expect(
      Self.event(
        [("state", .text("new")), ("updated_at", .text("2026-05-08"))],
        [("state", .text("new")), ("updated_at", .text("2026-05-09"))]) == nil)
  }

  @Test func whoHasItDidItAndWhoHadItHandedItOn() {
    let acme: [(String, Value?)] = [("group", .text("acme/desk")), ("state", .text("new"))]
    let fuji: [(String, Value?)] = [("group", .text("fuji/desk")), ("state", .text("new"))]
    let done: [(String, Value?)] = [("group", .text("fuji/desk")), ("state", .text("resolved"))]
    #expect(Self.event(acme, fuji)?.by?.party == .provider("acme"))
    #expect(Self.event(fuji, done)?.by?.party == .provider("fuji"))
  }

  /// Four rows of one incident, as a ServiceNow export has them.
  @Test func aLogIsLivedThrough() throws {
    let source = """
      source "log" { timezone = "Europe/Paris", dates = "d/m/Y H:M", missing = { "?" },
        fields = { id = "number", kind = constant("incident"), service = constant("mail"),
          state = translate("state", { New = "new", Active = "in_progress",
            ["Awaiting User"] = "pending", Resolved = "resolved", Closed = "closed" }),
          pending_reason = "waits",
          priority = "priority", group = "group", opened_at = "opened", updated_at = "updated" } }

      """
    let engine = try SmallLandscape.engine(adding: source)
    let result = try SmallLandscape.simulate(
      [
        "number,state,waits,priority,group,opened,updated",
        "INC1,New,?,2,acme/desk,8/5/2026 10:00,8/5/2026 10:00",
        "INC2,New,?,3,acme/desk,8/5/2026 10:30,8/5/2026 10:30",
        "INC1,Active,?,2,acme/desk,8/5/2026 10:00,8/5/2026 10:20",
        "INC1,Awaiting User,customer,2,acme/desk,8/5/2026 10:00,8/5/2026 11:00",
        "INC1,Active,?,2,acme/desk,8/5/2026 10:00,8/5/2026 11:30",
        "INC1,Resolved,?,2,acme/desk,8/5/2026 10:00,8/5/2026 12:00",
      ], csv: true, by: engine)
    #expect(result.faults == [])
    #expect(result.simulation.count.cases == 2 && result.simulation.count.events == 4)
    let lines = result.lines()
    // In progress by those whom it was offered to: they have taken it.
    #expect(lines.contains("10:20 acme/desk has the case"))
    #expect(lines.contains("11:00 clock \"four hours\" pauses: 1 h of 4 h used, 3 h left"))
    #expect(
      lines.contains("12:00 clock \"four hours\" ends: kept, 1 h 30 min of 4 h used"))
    let summary = result.simulation[life: 0].summary
    #expect(summary.customer == 90 * 60_000)
  }
}
