import BatonModel
import BatonTime
import Foundation
import Testing

@testable import Baton

@Suite("A case and its process")
struct ProcessWatchTests {
  static let process = """
    process "incident" {
      of = { kind = "incident" },
      states = {
        new         = { to = { "assigned" } },
        assigned    = { to = { "in_progress" }, needs = { "provider", "group" } },
        in_progress = { to = { "pending", resolved = { event = "resolve", when = { resolution = present } } } },
        pending     = { to = { "in_progress" }, needs = { "pending_reason" } },
        resolved    = { to = { "closed", "in_progress" }, by = { "service_provider" } },
        closed      = { final = true } },
      variation "direct-fix" { allows = { assigned = { to = { "resolved" } } }, when = { category = "password" } },
      constraint "Diagnosed first" { "diagnose", before = "resolve" },
      constraint "Accepted in time" { "assign", followed_by = "accept", within = minutes(30) },
      constraint "One hand" { "diagnose", followed_by = "resolve", same = "person", mode = "advisory" },
      limit "No ping-pong" { bounces_of = "provider", at_most = 0, within = hours(24) },
      limit "Not long" { time_in = "pending", at_most = hours(2) },
      four_eyes "Two people" { "approve", "implement", differ_in = "person" },
      invariant "No cost" { when = { state = "closed" }, forbid = { cost = above(100) } },
      raci { diagnose = { responsible = "provider", accountable = "service_owner" } },
    }
    adaptation "acme's own" { process = "incident", provider = "acme", uses = "direct-fix",
      until_date = "2026-12-31", because = "annex C" }
    waiver "the move" { process = "incident", provider = "acme", constraint = "Accepted in time",
      from_date = "2026-05-05", until_date = "2026-05-05", because = "the move" }

    """

  private func script(at opened: String = "2026-05-04T09:00") throws -> CaseScript {
    try CaseScript(Self.process, at: opened, [("service", .text("payroll"))])
  }

  private func deviations(_ script: CaseScript) -> [String] {
    script.actions.compactMap { action in
      guard case .deviation(let deviation) = action.kind else { return nil }
      let standing =
        switch deviation.standing {
        case .counts: deviation.isEnforced ? "" : " advisory"
        case .adapted(let name): " adapted by \(name)"
        case .waived(let name): " waived by \(name)"
        }
      return "\(script.local(deviation.at) ?? "") \(deviation.rule ?? "\(deviation.kind)")"
        + standing
    }
  }

  @Test("a case that goes the way has no deviations")
  func inOrder() throws {
    var script = try script()
    try script.take(
      "sort", at: "2026-05-04T09:05", by: "integrator", set: [("state", .text("assigned"))])
    try script.take("accept", at: "2026-05-04T09:30", by: "acme", person: "ann")
    try script.take(
      "work", at: "2026-05-04T09:40", by: "acme", set: [("state", .text("in_progress"))])
    try script.take("diagnose", at: "2026-05-04T10:00", by: "acme", person: "ann")
    try script.take(
      "resolve", at: "2026-05-04T11:00", by: "acme", person: "ann",
      set: [("resolution", .text("done"))])
    try script.take("close", at: "2026-05-05T11:00", by: "customer")
    #expect(deviations(script) == [])
    #expect(script.engine.deviations(atEndOf: script.state).isEmpty)
    let verdicts = script.engine.verdicts(of: script.state)
    #expect(verdicts["Diagnosed first"]?.outlook == .satisfied)
    #expect(verdicts["Accepted in time"]?.outlook == .possiblySatisfied)
    #expect(verdicts["Accepted in time"]?.activations == 1)
  }

  @Test("time that runs out is told when it does, with no event")
  func deadline() throws {
    var script = try script()
    try script.wait(until: "2026-05-04T09:29")
    #expect(deviations(script) == [])
    #expect(
      script.engine.verdicts(of: script.state)["Accepted in time"]?.outlook == .possiblyViolated)
    try script.wait(until: "2026-05-04T12:00")
    #expect(deviations(script) == ["2026-05-04 09:30 Accepted in time"])
    // Who was to accept has it to answer for.
    let deviation = script.actions.compactMap { action -> Deviation? in
      if case .deviation(let deviation) = action.kind { deviation } else { nil }
    }.first
    #expect(deviation?.party == "acme")
    #expect(
      deviation?.kind
        == .constraint(sentence: "\"assign\" is followed by \"accept\", within 30 min", by: .time))
  }

  @Test("an acceptance exactly when it is due is in time")
  func exactly() throws {
    var script = try script()
    try script.take("accept", at: "2026-05-04T09:30", by: "acme")
    #expect(deviations(script) == [])
  }

  @Test("ways, fields, guards and hands")
  func states() throws {
    var script = try script()
    try script.take(
      "work", at: "2026-05-04T09:10", by: "acme", set: [("state", .text("in_progress"))])
    // In progress is not reached from new, and a pause needs a reason.
    try script.take("wait", at: "2026-05-04T09:20", by: "acme", set: [("state", .text("pending"))])
    try script.take(
      "work", at: "2026-05-04T09:30", by: "acme", set: [("state", .text("in_progress"))])
    // Resolved without a resolution, by the customer, undiagnosed.
    try script.take("resolve", at: "2026-05-04T09:40", by: "customer")
    try script.take("odd", at: "2026-05-04T09:50", by: "acme", set: [("state", .text("odd"))])
    #expect(
      deviations(script) == [
        "2026-05-04 09:10 noWay(from: \"new\", to: \"in_progress\")",
        "2026-05-04 09:20 missingField(state: \"pending\", field: \"pending_reason\")",
        "2026-05-04 09:40 notAllowed(from: \"in_progress\", to: \"resolved\")",
        "2026-05-04 09:40 wrongActor(state: \"resolved\", wanted: [\"service_provider\"])",
        "2026-05-04 09:40 Diagnosed first",
        "2026-05-04 09:50 unknownState(\"odd\")",
      ])
  }

  @Test("a provider's own way and a waiver are told, and do not count")
  func agreed() throws {
    var script = try script(at: "2026-05-05T09:00")
    try script.take(
      "sort", at: "2026-05-05T09:05", by: "integrator",
      set: [("state", .text("assigned")), ("category", .text("password"))])
    try script.take("accept", at: "2026-05-05T10:00", by: "acme")
    try script.take("diagnose", at: "2026-05-05T10:05", by: "acme", person: "ann")
    try script.take(
      "resolve", at: "2026-05-05T10:10", by: "acme", person: "bob",
      set: [("resolution", .text("reset"))])
    #expect(
      deviations(script) == [
        "2026-05-05 09:30 Accepted in time waived by the move",
        "2026-05-05 10:10 noWay(from: \"assigned\", to: \"resolved\") adapted by acme's own",
      ])
    // Another than who diagnosed resolved it; that shows when nobody can any more.
    let end = script.engine.deviations(atEndOf: script.state)
    #expect(end.map(\.rule) == ["One hand"])
    #expect(end.map(\.isViolation) == [false])
  }

  @Test("limits, four eyes, invariants and responsibility")
  func rules() throws {
    var script = try script()
    try script.take(
      "sort", at: "2026-05-04T09:05", by: "integrator", set: [("state", .text("assigned"))])
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.take("diagnose", at: "2026-05-04T09:15", by: "contoso")
    try script.take("assign", at: "2026-05-04T09:20", by: "acme", to: "contoso/desk")
    try script.take("accept", at: "2026-05-04T09:25", by: "contoso")
    try script.take("assign", at: "2026-05-04T09:30", by: "contoso", to: "acme/desk")
    try script.take("accept", at: "2026-05-04T09:30", by: "acme")
    try script.take("approve", at: "2026-05-04T09:40", by: "acme", person: "ann")
    try script.take("implement", at: "2026-05-04T09:45", by: "acme", person: "ann")
    try script.take(
      "work", at: "2026-05-04T09:50", by: "acme", set: [("state", .text("in_progress"))])
    try script.take(
      "wait", at: "2026-05-04T10:00", by: "acme",
      set: [("state", .text("pending")), ("pending_reason", .text("customer"))])
    try script.wait(until: "2026-05-04T13:00")
    try script.take("close", at: "2026-05-04T14:00", by: "customer", set: [("cost", .integer(500))])
    #expect(
      deviations(script) == [
        "2026-05-04 09:15 notResponsible(activity: \"diagnose\", wanted: [\"provider\"])",
        "2026-05-04 09:30 No ping-pong", "2026-05-04 09:45 Two people",
        "2026-05-04 12:00 Not long",
        "2026-05-04 14:00 noWay(from: \"pending\", to: \"closed\")", "2026-05-04 14:00 No cost",
      ])
  }

  @Test("the track is written with its case and read again")
  func written() throws {
    let script = try script()
    let read = try JSONDecoder().decode(Case.self, from: JSONEncoder().encode(script.state))
    #expect(read == script.state)
    #expect(read.process?.deadline != nil)
  }
}
