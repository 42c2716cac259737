import Baton
import BatonModel
import TestSupport
import Testing

@testable import BatonWorkbench

/// How much was open at once, and what people decided otherwise than the rules.
@Suite struct OpenWorkTests {
  private typealias Stay = OpenWorkTable.Stay

  /// One from 0, two from 10, three from 20, two from 30, one from 50 to 60.
  @Test func aLevelIsWhatIsOpenAtOnce() {
    let stays = [
      Stay(index: 0, from: 0, until: 50), Stay(index: 1, from: 10, until: 30),
      Stay(index: 2, from: 20, until: 60),
    ]
    let level = OpenWorkTable.Level(stays, in: 0..<100, limit: 1)
    #expect(level.time == 110 && level.most == 3 && level.mostAt == 20 && level.over == 40)
    // Of what lies outside of the time that is asked about nothing counts.
    let part = OpenWorkTable.Level(stays, in: 25..<40, limit: 2)
    #expect(part.time == 35 && part.most == 3 && part.mostAt == 25 && part.over == 5)
  }

  @Test("what ends when another begins was never open beside it")
  func handedOn() {
    let stays = [Stay(index: 0, from: 0, until: 5), Stay(index: 1, from: 5, until: 9)]
    #expect(OpenWorkTable.Level(stays, in: 0..<10, limit: nil).most == 1)
  }

  /// Against counting at every instant.
  @Test func levelsOfAnyStays() {
    var random = SeededNumbers()
    for _ in 0..<300 {
      let stays = (0..<random.below(12)).map { index in
        let from = Int64(random.below(40))
        return Stay(index: Int32(index), from: from, until: from + Int64(random.below(20)))
      }
      let window = Int64(random.below(10))..<Int64(10 + random.below(50))
      let limit = random.below(4)
      let counts = window.map { instant in
        stays.count { ($0.from..<$0.until).contains(instant) }
      }
      let level = OpenWorkTable.Level(stays, in: window, limit: limit)
      #expect(level.time == counts.reduce(0) { $0 + Int64($1) }, "seed \(random.seed)")
      #expect(level.most == counts.max() ?? 0, "seed \(random.seed)")
      #expect(level.over == Int64(counts.count { $0 > limit }), "seed \(random.seed)")
      guard level.most > 0 else { continue }
      #expect(
        level.mostAt == window.first { counts[Int($0 - window.lowerBound)] == level.most },
        "seed \(random.seed)")
    }
  }

  // MARK: In a report

  private static let rules = """
    provider "night" { default = "watch", groups = { watch = { wip_limit = 1 } } }
    priority "Shops are urgent" { when = { service = "shop" }, set = 2 }
    """

  private static func opened(_ id: String, _ hour: Int) -> String {
    #"{"id":"\#(id)","kind":"incident","service":"shop","opened_at":"2026-05-04T0\#(hour):00:00Z"}"#
      + "\n"
  }

  private static func event(
    _ id: String, _ hours: Int, _ name: String, _ by: String, _ rest: String = ""
  ) -> String {
    #"{"case":"\#(id)","at":"+\#(hours)h","event":"\#(name)","by":"\#(by)"\#(rest)}"# + "\n"
  }

  /// A goes to the watch at 1, which solves it at 5 and waits for the customer meanwhile; B goes there at 3
  /// and is open at 6, when the history ends. C stays where rules sent it, and is handed on later. D is solved before anybody has it.
  private static let lines =
    opened("A", 0) + event("A", 1, "assign", "service_integrator", #","to":"night/watch""#)
    + event("A", 1, "accept", "night")
    + event("A", 2, "pause", "night", #","reason":"customer""#) + event("A", 4, "resume", "night")
    + event("A", 5, "resolve", "night")
    + opened("B", 1) + event("B", 2, "assign", "service_integrator", #","to":"night/watch""#)
    + event("B", 3, "accept", "night", #","set":{"priority":1}"#)
    + opened("C", 2) + event("C", 1, "accept", "acme")
    + event("C", 2, "assign", "acme", #","to":"night/watch""#)
    + opened("D", 3) + event("D", 1, "resolve", "customer") + event("D", 3, "close", "customer")

  private func table(_ name: String) throws -> ReportTable {
    let engine = try MeasuredLog.engine(Self.rules)
    let report = Report(of: try MeasuredLog.lived(engine, Self.lines), by: engine, named: "cases")
    return try #require(report.table(name))
  }

  @Test func waitingForTheCustomerIsOpenToo() throws {
    let table = try table("open_work")
    let row = try #require(table.rows.first { $0.cells[0] == .text("night/watch") })
    // A from 0 to 5, because what nobody took waited for the watch, B from 1 to 6, C from 4 to 6.
    #expect(row.cells[1] == .number(12.0 / 6))
    #expect(row.cells[2] == .count(3))
    #expect(row.cells[4] == .count(1) && row.cells[5] == .duration(5 * 3_600_000))
    #expect(row.cells[6] == .share(5.0 / 6))
    #expect(row.cases == [0, 1, 2])
    #expect(table.rows.first?.cells[0] == .text("night/watch"))
  }

  /// E is solved from 5 to 7 and solved again at 8; F is open all the time, from 4 to 9.
  @Test func whatIsSolvedIsOpenNowhereUntilItComesBack() throws {
    let engine = try MeasuredLog.engine(Self.rules)
    let lines =
      Self.opened("E", 4) + Self.event("E", 0, "accept", "acme")
      + Self.event("E", 1, "resolve", "acme") + Self.event("E", 3, "reopen", "customer")
      + Self.event("E", 4, "resolve", "acme")
      + Self.opened("F", 4) + Self.event("F", 0, "accept", "acme")
      + Self.event("F", 5, "update", "acme")
    let report = Report(of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases")
    let row = try #require(report.table("open_work")?.rows.first)
    // Two hours of E and five of F, in five hours.
    #expect(row.cells[0] == .text("acme/desk") && row.cells[1] == .number(7.0 / 5))
    #expect(row.cells[2] == .count(2))
  }

  /// G gets its priority back, another helps with H, I waits for those it was sent to instead.
  @Test func whatIsNoSecondOpinionIsNotOverruled() throws {
    let engine = try MeasuredLog.engine(Self.rules)
    let lines =
      Self.opened("G", 0) + Self.event("G", 1, "note", "acme", #","set":{"priority":1}"#)
      + Self.event("G", 2, "note", "acme", #","set":{"priority":2}"#)
      + Self.opened("H", 0) + Self.event("H", 1, "assist", "service_integrator", #","to":"fuji""#)
      + Self.event("H", 2, "accept", "acme", #","group":"acme/desk""#)
      + Self.opened("I", 0)
      + Self.event("I", 1, "assign", "service_integrator", #","to":"night/watch""#)
    let report = Report(of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases")
    let rows = try #require(report.table("overruled")).rows
    #expect(rows.count == 1)
    #expect(
      Array(rows[0].cells[0...5]) == [
        .text("to"), .text("acme/desk"), .count(3), .count(1), .share(1.0 / 3),
        .text("night/watch"),
      ])
    #expect(rows[0].cases == [2])
  }

  @Test func onlyWhatNobodyHadTakenIsOverruled() throws {
    let table = try table("overruled")
    #expect(table.rows.count == 2)
    let to = try #require(table.rows.first { $0.cells[0] == .text("to") })
    // All four were sent to the desk; A and B went to the watch instead.
    #expect(
      Array(to.cells[1...5]) == [
        .text("acme/desk"), .count(4), .count(2), .share(0.5), .text("night/watch"),
      ])
    #expect(to.cases == [0, 1])
    let priority = try #require(table.rows.first { $0.cells[0] == .text("priority") })
    #expect(
      Array(priority.cells[1...5]) == [
        .text("2"), .count(4), .count(1), .share(0.25), .text("1"),
      ])
    #expect(priority.cases == [1])
  }

  @Test func whatNobodyHadNeededNobody() throws {
    let engine = try MeasuredLog.engine(Self.rules + "measure \"Nobody\" { of = \"deflected\" }\n")
    let report = Report(of: try MeasuredLog.lived(engine, Self.lines), by: engine, named: "cases")
    let figure = try #require(report.figures.first)
    // A and D are done; nobody ever had D.
    #expect(figure.value == 0.5 && figure.sample == 2)
  }
}
