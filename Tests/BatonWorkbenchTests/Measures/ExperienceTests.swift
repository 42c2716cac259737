import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// Surveys, experience agreements, credits and watermelons, worked out by hand.
@Suite struct ExperienceTests {
  private static let rules = """
    field "stars" { type = "number" }
    sla "Two hours" { metric = "time_to_resolve", within = hours(2) }
    survey "How" { score = "stars" }
    measure "Met" { of = "agreement_met" }
    measure "Slow" { of = "time_to_resolve", as = "maximum" }
    xla "Content" { weights = { How = 2, Met = 1,
      Slow = { weight = 1, best = hours(1), worst = hours(5) } }, at_least = 50 }
    credit "Back" { with = "fuji", agreements = "Two hours", fee = 1000, assists = "1%",
      steps = { { below = "50%", share = "20%" }, { below = "90%", share = "5%" },
                { breaches = 5, share = "50%" } } }
    """

  /// A in an hour and found bad, B in three hours and found good, C in an hour by acme, who helped.
  private static let lines = """
    {"id":"A","kind":"incident","service":"mail","opened_at":"2026-05-04T00:00:00Z"}
    {"case":"A","at":"+0m","event":"accept","by":{"party":"fuji"}}
    {"case":"A","at":"+1h","event":"resolve","by":{"party":"fuji"}}
    {"case":"A","at":"+1h","event":"close","by":{"party":"customer"},"set":{"stars":1}}
    {"id":"B","kind":"incident","service":"mail","opened_at":"2026-05-04T00:00:00Z"}
    {"case":"B","at":"+0m","event":"accept","by":{"party":"fuji"}}
    {"case":"B","at":"+1h","event":"assist","by":{"party":"acme"},"to":"fuji"}
    {"case":"B","at":"+90m","event":"assign","by":{"party":"fuji"},"to":"acme/l3"}
    {"case":"B","at":"+90m","event":"accept","by":{"party":"acme"}}
    {"case":"B","at":"+3h","event":"resolve","by":{"party":"acme"}}
    {"case":"B","at":"+3h","event":"close","by":{"party":"customer"},"set":{"stars":5}}

    """

  private func report() throws -> Report {
    let engine = try MeasuredLog.engine(Self.rules)
    return Report(of: try MeasuredLog.lived(engine, Self.lines), by: engine, named: "cases")
  }

  @Test("scores belong to whoever had the case, by their part of its time")
  func attribution() throws {
    let rows = try #require(try report().table("attribution")).rows.map(\.cells)
    // Fuji had A alone and half of B: (1 × 1 + 0.5 × 5) / 1.5; acme the other half of B.
    #expect(
      rows == [
        [.text("How"), .text("fuji"), .number(3.5 / 1.5), .number(1.5), .count(2)],
        [.text("How"), .text("acme"), .number(5), .number(0.5), .count(1)],
      ])
  }

  @Test("an index weighs its parts, each from 0 to 100")
  func index() throws {
    let rows = try #require(try report().table("experience")).rows.map(\.cells)
    // How: three stars are 50. Met: one of two is 50. Slow: three of one to five hours is 50.
    #expect(rows.count == 1)
    #expect(rows.first?[2] == .number(50) && rows.first?[4] == .yesNo(true))
  }

  @Test("green outside and red inside: kept, and the customer is not content")
  func watermelons() throws {
    let report = try report()
    let rows = try #require(report.table("watermelons")).rows
    #expect(rows.map { $0.cells[0] } == [.text("A")])
    let outcomes = try #require(report.table("outcomes")).rows.map { Array($0.cells.prefix(3)) }
    #expect(
      outcomes == [
        [.text("kept"), .text("discontent"), .count(1)],
        [.text("not kept"), .text("content"), .count(1)],
      ])
  }

  @Test("a credit is the largest step that holds, less what help is worth")
  func credits() throws {
    let rows = try #require(try report().table("credits")).rows.map(\.cells)
    // Half are kept, which is not below 50 %: 5 % of the fee, less 1 % for one case of help.
    #expect(rows.count == 1)
    #expect(rows.first?[2] == .text("2026-05") && rows.first?[6] == .count(1))
    guard case .share(let share)? = rows.first?[7], case .number(let amount)? = rows.first?[8]
    else {
      Issue.record("no share and amount")
      return
    }
    #expect(abs(share - 0.04) < 1e-12 && abs(amount - 40) < 1e-9)
  }

  @Test("who is asked follows from the case, and nobody is asked twice in the cool-down")
  func sampling() throws {
    let engine = try MeasuredLog.engine(
      """
      field "stars" { type = "number" }
      survey "Half" { score = "stars", share = "50%" }
      survey "Once" { score = "stars", cool_down = days(2) }
      """)
    var lines = ""
    for number in 0..<200 {
      let day = 1 + number % 20
      lines += """
        {"id":"R-\(number)","kind":"incident","service":"mail","requester":"u-\(number / 20)","opened_at":"2026-05-\(day < 10 ? "0" : "")\(day)T00:00:00Z"}
        {"case":"R-\(number)","at":"+1h","event":"resolve","by":{"party":"fuji"}}

        """
    }
    let measured = try MeasuredLog.lived(engine, lines)
    let all = measured.cases.indices.map { Int32($0) }
    let half = SurveySample.asked(by: engine.surveys[0], all, measured, engine)
    #expect(half == SurveySample.asked(by: engine.surveys[0], all, measured, engine))
    // Of 200 fair coins 65 to 135 are heads but once in a million times; these are always the same.
    #expect((65...135).contains(half.count))
    // Ten people on twenty days, each asked on every second.
    let once = SurveySample.asked(by: engine.surveys[1], all, measured, engine)
    #expect(once.count == 100)
  }

  @Test("a provider's pack has its own contracts and the customer's, and no other's")
  func contractsOfOthers() throws {
    let rules =
      Self.rules + """
        underpinning_contract "Acme in an hour" { with = "acme", metric = "time_to_resolve", within = hours(1) }
        underpinning_contract "Fuji in half" { with = "fuji", metric = "time_to_resolve", within = minutes(30) }
        """
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.lived(engine, Self.lines)
    func names(_ table: String, _ provider: String?) -> [ReportTable.Cell] {
      let report = Report(
        of: measured, by: engine, named: "cases", scope: Report.Scope(provider: provider))
      var names: [ReportTable.Cell] = []
      for row in report.table(table)?.rows ?? [] where !names.contains(row.cells[0]) {
        names.append(row.cells[0])
      }
      return names
    }
    #expect(names("agreements", nil).count == 3)
    #expect(names("agreements", "acme") == [.text("Two hours"), .text("Acme in an hour")])
    #expect(names("breach_causes", nil).contains(.text("Fuji in half")))
    #expect(!names("breach_causes", "acme").contains(.text("Fuji in half")))
    #expect(names("credits", nil) == [.text("Back")] && names("credits", "acme").isEmpty)
  }
}
