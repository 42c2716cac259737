import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What chains of agreements come to: expected values worked out by hand.
@Suite struct FeasibilityTests {
  private static func instant(_ text: String) throws -> Instant {
    try #require(ISO8601.parse(text, in: try Zone(named: "Europe/Istanbul"))).instant
  }

  private static let hour: Int64 = 3_600_000

  // Friday 17:00 Acme has closed. Its four hours are used up on Monday at 13:00, which is 19:00 in
  // Tokyo, where Fuji has just closed. It opens on Tuesday at 08:00, 02:00 in Istanbul, and its four
  // hours end at 06:00: three days and thirteen hours after Friday 17:00. What starts on Friday after
  // 13:00 takes as long; on other days Acme is done within a day, and Fuji works at weekends too.
  @Test("two targets of 4 h are 85 h of the customer's time from Friday 17:00")
  func eightyFiveHours() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape
        + ProvenRules.sla("within = hours(8)").replacing("sla \"", with: "sla ⌖\"")
        + ProvenRules.ola("acme", "business_hours(4)")
        + ProvenRules.ola("fuji", "business_hours(4)"))
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .infeasible)
    #expect(proof.service == "payroll")
    #expect(proof.start == (try Self.instant("2026-11-20T17:00")))
    #expect(proof.done == (try Self.instant("2026-11-24T06:00")))
    #expect(proof.margin == (8 - 85) * Self.hour)
    #expect(proof.links.map(\.provider) == ["acme", "fuji"])
    #expect(proof.links.map(\.elapsed) == [68 * Self.hour, 17 * Self.hour])
    #expect(proof.tightest?.rule == "acme time_to_restore")
    #expect(proof.acknowledgesAtOnce == ["acme", "fuji"])
    let found = try #require(rules.findings.first)
    #expect(rules.places == rules.marked)
    #expect(found.severity == .warning)
    #expect(found.code == "cannot-be-kept")
    #expect(
      found.message
        == "sla \"Restored\" cannot be kept: two targets of 4 h are 85 h of the customer's time "
        + "from Friday 2026-11-20 17:00, and it allows 8 h")
    #expect(
      found.related.map(\.message) == [
        "\"acme\" has 4 h by \"istanbul\" for its part: Friday 2026-11-20 17:00 to "
          + "Monday 2026-11-23 13:00",
        "\"fuji\" has 4 h by \"tokyo\" for its part: Monday 2026-11-23 13:00 to "
          + "Tuesday 2026-11-24 06:00",
      ])
    #expect(found.sourceLine?.hasPrefix("sla \"Restored\"") == true)
  }

  @Test("the same chain is proven to keep 85 h, exactly")
  func exactly() throws {
    let links =
      ProvenRules.ola("acme", "business_hours(4)") + ProvenRules.ola("fuji", "business_hours(4)")
    let kept = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = hours(85)") + links)
    #expect(try kept.target("Restored").verdict == .proven)
    #expect(try kept.target("Restored").margin == 0)
    #expect(kept.findings.isEmpty)
    let second = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = seconds(\(85 * 3600 - 1))") + links)
    #expect(try second.target("Restored").verdict == .infeasible)
  }

  // Monday 2026-11-23 is taken from Acme: 17:00 on Friday becomes Tuesday 13:00, then Wednesday 06:00.
  @Test("a holiday counts")
  func holiday() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape.replacing(
        "monday_to_friday = \"09:00-17:00\"",
        with: "monday_to_friday = \"09:00-17:00\", holidays = { \"2026-11-23\" }")
        + ProvenRules.sla("within = hours(85)") + ProvenRules.ola("acme", "business_hours(4)")
        + ProvenRules.ola("fuji", "business_hours(4)"))
    let proof = try rules.target("Restored")
    #expect(proof.start == (try Self.instant("2026-11-20T17:00")))
    #expect(proof.margin == -24 * Self.hour)
  }

  // By its own calendar the eight hours from Friday 17:00 end on Monday at 17:00. By then Acme is done
  // (13:00) and Fuji closed: it is done on Tuesday at 06:00, 13 h later, in which that calendar is
  // closed.
  @Test("a target by its own calendar is measured by that and by the customer's time")
  func ownCalendar() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = business_hours(8), calendar = \"istanbul\"")
        + ProvenRules.ola("acme", "business_hours(4)")
        + ProvenRules.ola("fuji", "business_hours(4)"))
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .infeasible)
    #expect(proof.margin == -13 * Self.hour)
    #expect(proof.ownTime == 8 * Self.hour)
  }

  // Acme has four hours and a quarter of its own: from Friday 12:45 on they end on Monday at 09:00 and
  // later, one minute for each. Half an hour later Fuji begins; until 13:00 it is in its hours (09:00
  // to 13:00 in Istanbul), so it is done as much later on Tuesday after 02:00. So from just after
  // 12:45 until 16:15 all takes as long: 16:30, Monday 12:30, 13:00, Tuesday 06:00, which is 85 h 45.
  // What begins later than 16:15 finds Fuji closed, and is done at 06:00 all the same.
  @Test("acknowledging comes first: by a target of one's own, or by a handoff rule")
  func acknowledging() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = hours(100)")
        + ProvenRules.ola("acme", "business_hours(4)")
        + ProvenRules.ola("acme", "business_minutes", metric: "time_to_acknowledge")
        .replacing("business_minutes", with: "business_hours(0.25)")
        + ProvenRules.ola("fuji", "business_hours(4)")
        + "handoff \"Quick\" { to = \"fuji\", acknowledge_within = minutes(30) }\n")
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .proven)
    #expect(proof.acknowledgesAtOnce.isEmpty)
    #expect(proof.links.map(\.kind) == [.acknowledge, .own, .acknowledge, .own])
    #expect(proof.links.map(\.rule)[2] == "Quick")
    #expect(proof.start == (try Self.instant("2026-11-20T16:15")))
    #expect(proof.done == (try Self.instant("2026-11-24T06:00")))
    #expect(proof.margin == 100 * Self.hour - 85 * Self.hour - 45 * Self.hour / 60)
    #expect(
      proof.links.map(\.elapsed) == [
        Self.hour / 4, 68 * Self.hour, Self.hour / 2, 17 * Self.hour,
      ])
  }

  @Test("who promised nothing is named, and the rest is measured")
  func nothingBehind() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape
        + ProvenRules.sla("within = hours(100)").replacing("sla \"", with: "sla ⌖\"")
        + ProvenRules.ola("acme", "business_hours(4)"))
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .unbounded)
    #expect(proof.unbounded == ["fuji"])
    #expect(proof.links.map(\.provider) == ["acme"])
    #expect(rules.places == rules.marked)
    #expect(rules.findings.map(\.code) == ["nothing-behind"])
    #expect(
      rules.findings.first?.message
        == "sla \"Restored\" depends on \"fuji\", who promised nothing for it")
  }

  @Test("agreements about other requests are no links")
  func conditions() throws {
    let conditional = { (kind: String) in
      ProvenRules.ola("acme", "business_hours(4)", metric: "time_to_restore", "when = { \(kind) }")
    }
    let sla =
      "sla \"Restored\" { metric = \"time_to_restore\", within = hours(100), "
      + "when = { service = \"payroll\", kind = \"incident\" } }\n"
    let fuji = ProvenRules.ola("fuji", "business_hours(4)")
    // It holds whenever the target does.
    let all = try ProvenRules(
      ProvenRules.landscape + sla + conditional("kind = { \"incident\", \"problem\" }") + fuji)
    #expect(try all.target("Restored").verdict == .proven)
    // For some priorities nobody promised anything.
    let some = try ProvenRules(ProvenRules.landscape + sla + conditional("priority = 1") + fuji)
    #expect(try some.target("Restored").unbounded == ["acme"])
    // Two that take turns leave nothing open.
    let turns = try ProvenRules(
      ProvenRules.landscape + sla + conditional("priority = 1") + fuji
        + conditional("priority = is_not(1)").replacing("acme time", with: "acme other time"))
    #expect(try turns.target("Restored").verdict == .proven)
    // It never meets the target.
    let other = try ProvenRules(
      ProvenRules.landscape + sla
        + conditional("kind = \"change\"").replacing("ola \"", with: "ola ⌖\"")
        + fuji)
    #expect(other.findings.map(\.code).contains("supports-nothing"))
    #expect(other.places.contains { other.marked == [$0] })
    // It ends on the day before the target begins; on that day they meet.
    func dated(_ from: String) throws -> ProvenRules {
      try ProvenRules(
        ProvenRules.landscape + ProvenRules.sla("within = hours(100), from_date = \"\(from)\"")
          + ProvenRules.ola("acme", "hours(1)", "until_date = \"2026-12-31\"") + fuji)
    }
    #expect(
      try dated("2027-01-01").findings.map(\.message).contains(
        "\"acme time_to_restore\" supports \"Restored\", and there is no day on which both are in "
          + "force"))
    #expect(try !dated("2026-12-31").findings.map(\.code).contains("supports-nothing"))
  }

  @Test("what a function decides is not decided")
  func functions() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = hours(8)")
        + ProvenRules.ola(
          "acme", "business_hours(4)", metric: "time_to_restore",
          "when = { function(request) return request.summary:rep(2):len() > 4 end }")
        + ProvenRules.ola("fuji", "business_hours(4)"))
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .notDecided)
    #expect(rules.findings.map(\.code).contains("not-decided"))
  }

  @Test("the tighter of two promises bounds a link")
  func tighter() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = hours(85)")
        + ProvenRules.ola("acme", "business_hours(4)")
        + ProvenRules.ola("acme", "hours(1)").replacing("acme time", with: "acme quick time")
        + ProvenRules.ola("fuji", "hours(2)"))
    let proof = try rules.target("Restored")
    #expect(proof.verdict == .proven)
    #expect(proof.margin == 82 * Self.hour)
  }

  @Test("an agreement counts while it is in force")
  func dates() throws {
    let rules = try ProvenRules(
      ProvenRules.landscape + ProvenRules.sla("within = hours(100)")
        + ProvenRules.ola(
          "acme", "hours(4)", metric: "time_to_restore", "until_date = \"2027-06-30\"")
        + ProvenRules.ola("fuji", "hours(4)"))
    #expect(try rules.target("Restored").unbounded == ["acme"])
  }

  // Acme leads, Delta works below it: what Acme promised must be kept by Delta's promise to it.
  @Test("what a lead supplier promised is to be kept by its subcontractor")
  func leadSupplier() throws {
    let below = """
      provider "delta" { subcontractor_of = "acme", default = "ops", groups = { ops = { hours = "istanbul" } } }

      """
    let contract = """
      underpinning_contract "Delta restores" { with = "delta", supports = "acme time_to_restore",
        metric = "time_to_restore", within = business_hours(5) }

      """
    let rules = try ProvenRules(
      ProvenRules.landscape + below + ProvenRules.sla("within = hours(1000)")
        + ProvenRules.ola("acme", "business_hours(4)").replacing("ola \"", with: "ola ⌖\"")
        + ProvenRules.ola("fuji", "business_hours(4)") + contract)
    #expect(try rules.target("Restored").verdict == .proven)
    let proof = try rules.target("acme time_to_restore")
    #expect(proof.verdict == .infeasible)
    #expect(proof.links.map(\.provider) == ["delta"])
    // From just after Monday 12:00 five hours end on the next morning, four on the same day.
    #expect(rules.places == rules.marked)
  }
}
