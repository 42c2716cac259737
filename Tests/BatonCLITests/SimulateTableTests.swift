// Many cases, a row each.

import Foundation
import Testing

@Suite struct SimulateTableTests {
  /// A target that is kept, broken, cancelled and left running, a ladder that escalates twice and
  /// tells two, a process with a rule that is broken, and an error: nobody is accountable for "chat".
  private static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    role "owner" { party = "customer" }
    role "cio" { party = "customer", authority = 3 }
    provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
    service "mail" { provider = "acme", accountable = "owner" }
    service "chat" { provider = "acme" }
    sla "an hour" { when = { service = "mail" }, metric = "time_to_resolve", within = hours(1),
      pause_on = { "customer" } }
    ola "two hours" { with = "acme", when = { service = "mail" }, metric = "time_to_resolve",
      within = hours(2) }
    escalation "ladder" { on = "an hour", at("50%", { functional = "acme/l3" }),
      at("100%", { hierarchical = "cio", notify = { "owner", "customer" } }) }
    process "mail" {
      of = { service = "mail" },
      activities = { "open", "assign", "accept", "pause", "respond", "resolve", "cancel" },
      constraint "Answered first" { "respond", before = "resolve" },
      constraint "Accepted soon" { "open", followed_by = "accept", within = minutes(30),
        severity = "warning" },
    }
    route "Rest" { to = "acme" }
    """

  private static let cases = """
    {"id":"R-1","kind":"incident","service":"mail","priority":2,"opened_at":"2026-05-08T10:00:00+02:00"}
    {"id":"R-2","kind":"incident","service":"mail","priority":3,"opened_at":"2026-05-08T11:00:00+02:00"}
    {"id":"R-3","kind":"incident","service":"mail","priority":3,"opened_at":"2026-05-08T11:00:00+02:00"}
    {"id":"R-4","kind":"incident","service":"mail","priority":1,"opened_at":"2026-05-08T11:00:00-03:00"}
    {"id":"R, \\"5\\"","kind":"incident","service":"chat","priority":1,"opened_at":"2026-05-08T11:00:00+02:00"}
    {"case":"R-1","at":"+5m","event":"accept","by":"acme"}
    {"case":"R-1","at":"+10m","event":"resolve","by":"acme"}
    {"case":"R-3","at":"+20m","event":"pause","reason":"customer"}
    {"case":"R-3","at":"+20m","event":"accept","by":"acme","id":"e-1"}
    {"case":"R-3","at":"+20m","event":"accept","by":"acme","id":"e-1"}
    {"case":"R-4","at":"+40m","event":"accept","by":"acme"}
    {"case":"R-4","at":"+70m","event":"cancel","by":"acme"}
    {"case":"R-2","at":"+90m","event":"resolve","by":"acme"}

    """

  private func simulate(_ options: String...) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    return try Tool.run(["simulate", rules.path] + options, input: Self.cases)
  }

  /// The same input told line by line, and counted here.
  @Test func rowsAreWhatTheTimelineTells() throws {
    let lines = try simulate("--format", "ndjson").output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    var rows: [String] = []
    for summary in lines where summary["what"] as? String == "summary" {
      let id = try #require(summary["case"] as? String)
      func count(_ what: String) -> String {
        String(lines.count { $0["case"] as? String == id && $0["what"] as? String == what })
      }
      func text(_ name: String) -> String { summary[name].map { "\($0)" } ?? "" }
      let clocks = try #require(summary["clocks"] as? [[String: Any]])
      let unbroken = clocks.filter { $0["breached_at"] == nil }.compactMap {
        $0["state"] as? String
      }
      // Instants of one case carry one offset here, so that texts are in the order of time.
      let breach = clocks.compactMap { $0["breached_at"] as? String }.min() ?? ""
      let name = id.contains(",") ? "\"R, \"\"5\"\"\"" : id
      rows.append(
        [
          name, text("state"), text("priority"), text("holder"), text("offered_to"),
          text("accountable"), String(unbroken.count { $0 == "completed" }),
          String(clocks.count - unbroken.count),
          String(unbroken.count { $0 == "in_progress" || $0 == "paused" }),
          String(unbroken.count { $0 == "cancelled" }), breach, count("escalated"),
          count("notified"), count("deviation"), text("customer"),
        ].joined(separator: ","))
    }
    let run = try simulate("--format", "csv")
    #expect(run.lines.dropFirst() == rows[...])
    #expect(
      run.lines.first?.hasPrefix("case,state,priority,holder,offered_to,accountable,") == true)
    // The comparison is of something: each column differs from case to case.
    for column in 6..<15 {
      let cells = Set(
        rows.dropLast().map { $0.split(separator: ",", omittingEmptySubsequences: false)[column] })
      #expect(cells.count > 1, "column \(column): \(rows)")
    }
  }

  /// By hand: R-1 keeps both. R-2, which acme never accepts, breaks the hour; an agreement with acme
  /// begins when they have it. R-3 waits for the customer, which stops only the hour: the two hours pass.
  /// R-4 breaks the hour and is cancelled half an hour into the two. climb the ladder to its
  /// end and are accepted too late; are resolved without an answer to the customer.
  @Test func totalsOfAllCases() throws {
    let run = try simulate("--format", "table")
    #expect(run.status == 1)
    #expect(
      run.output.hasSuffix(
        """

        In all: 5 cases, 8 events, 1 doubt, 1 error

        agreement  kind  kept  not_kept  share_kept  running  cancelled
        an hour    sla   1     2         33.3 %      1        0
        two hours  ola   1     1         50.0 %      0        1

        ladder  escalations
        ladder  4

        process_rule    deviations  violations
        Accepted soon   2           0
        Answered first  2           2

        """), "\(run.output)")
    #expect(run.lines[0].hasPrefix("case    state     priority  holder"))
    #expect(run.lines[1].hasPrefix("R-1     resolved  2         acme/desk"))
    #expect(run.lines[1].hasSuffix("  10 min"))
    #expect(run.errors == "5 cases, 8 events, 1 doubt, 1 error\n")
    // Where it would break a table of cases the same stands beside it.
    let totals = try #require(run.output.range(of: "In all: "))
    let csv = try simulate("--format", "csv")
    #expect(csv.errors == run.output[totals.lowerBound...] + "\n" + run.errors)
  }
}
