import Baton
import BatonLogs
import BatonModel
import BatonRecords
import BatonTime
import Testing

@testable import BatonWorkbench

/// What is reported of a log.
@Suite struct ConformanceTests {
  private static let rules = """
    process "it" {
      constraint "answered" { "ask", followed_by = "answer" },
      constraint "in time" { "ask", followed_by = "answer", within = hours(2) },
      limit "once" { events_of = "ask", at_most = 1 } }

    """

  /// Cases whose events come mixed; one asks late, one asks twice, one never asks.
  private static let log =
    CheckedLog.line(1, 8, "ask") + CheckedLog.line(2, 8, "ask") + CheckedLog.line(3, 8, "look")
    + CheckedLog.line(1, 9, "answer")
    + CheckedLog.line(2, 11, "answer", "fuji") + CheckedLog.line(4, 12, "ask")
    + CheckedLog.line(4, 13, "ask", "fuji")

  @Test func constraintsCasesAndParties() throws {
    let checked = try CheckedLog(Self.rules, Self.log)
    #expect(
      checked.lines == [
        "2 1: \"in time\": \"ask\" is followed by \"answer\", within 2 h: time is up",
        "4 2: \"once\": \"ask\": 2, and at most 1",
        "4 2: \"answered\": \"ask\" is followed by \"answer\": the case ended without",
        "4 1: \"in time\": \"ask\" is followed by \"answer\", within 2 h: the case ended without",
        "4 2: \"in time\": \"ask\" is followed by \"answer\", within 2 h: the case ended without",
      ])
    let answered = try #require(checked.constraint("answered"))
    #expect(
      [answered.cases, answered.satisfied, answered.violated, answered.notApplicable]
        == [4, 3, 1, 1])
    #expect(answered.activations == 4)
    #expect(checked.results.map(\.fitness) == [1, 0.5, nil, 0])
    #expect(checked.results.map(\.violations) == [0, 1, 0, 4])
    #expect(checked.report.violatedCases == 2 && checked.report.cleanCases == 2)
    let acme = try #require(checked.report.groups.first { $0.name == "acme" })
    // Whoever did not answer has it to answer for, and at the end whoever has the case.
    #expect([acme.cases, acme.faultyCases, acme.violations] == [4, 2, 2])
    let fuji = try #require(checked.report.groups.first { $0.name == "fuji" })
    #expect([fuji.cases, fuji.faultyCases, fuji.violations] == [2, 1, 3])
    #expect(fuji.rules == ["once": 1, "answered": 1, "in time": 1])
    #expect(checked.report.handovers == 2)
  }

  /// In brief, what is counted is the same.
  @Test func toldInBriefTheCountsAreTheSame() throws {
    let full = try CheckedLog(Self.rules, Self.log).report
    let brief = try CheckedLog(Self.rules, Self.log, tells: false).report
    var (one, other) = (JSONWriter(), JSONWriter())
    ConformanceJSON(in: .utc).write(full, to: &one)
    ConformanceJSON(in: .utc).write(brief, to: &other)
    #expect(
      String(decoding: one.bytes, as: UTF8.self) == String(decoding: other.bytes, as: UTF8.self))
  }

  @Test func whatIsAgreedIsCountedApart() throws {
    let checked = try CheckedLog(
      Self.rules + """
        waiver "move" { process = "it", provider = "fuji", constraint = { "answered", "in time" },
          until_date = "2026-12-31", because = "a move" }
        """, Self.log)
    let answered = try #require(checked.constraint("answered"))
    #expect([answered.violated, answered.rule.waivedCases, answered.satisfied] == [0, 1, 3])
    // Of the two that were not answered in time one is of acme.
    let inTime = try #require(checked.constraint("in time"))
    #expect([inTime.violated, inTime.rule.waivedCases, inTime.rule.waived] == [2, 0, 1])
    #expect(checked.report.waived == 2)
    #expect(checked.samples.count { $0.deviation.standing == .waived(by: "move") } == 2)
    // A waiver that is over excuses nothing.
    let over = try CheckedLog(
      Self.rules + """
        waiver "move" { process = "it", provider = "fuji", constraint = "answered",
          until_date = "2026-03-01", because = "a move" }
        """, Self.log)
    #expect(over.constraint("answered")?.violated == 1 && over.report.waived == 0)
  }

  /// What an event says of a field counts until another says otherwise, in each case for itself.
  @Test func fieldsOfACaseAddUp() throws {
    let rules = """
      process "p" {
        states = { new = { to = { "done" } }, done = { final = true, needs = { "resolution" } } },
        constraint "urgent" { "a", followed_by = "b", when = { impact = "high" } } }
      """
    func line(_ id: Int, _ event: String, _ set: String = "") -> String {
      "{\"case\":\"\(id)\",\"at\":\"2026-03-02T08:00:00Z\",\"event\":\"\(event)\""
        + (set.isEmpty ? "" : ",\"set\":{\(set)}") + "}\n"
    }
    let high = "\"impact\":\"high\",\"resolution\":\"fixed\""
    let checked = try CheckedLog(
      rules,
      line(1, "x", high) + line(2, "x", "\"impact\":\"low\"")
        + line(3, "x", high)
        + line(1, "a") + line(2, "a")
        + line(3, "x", "\"impact\":\"low\"") + line(3, "a")
        + line(1, "y", "\"state\":\"done\"")
        + line(2, "y", "\"state\":\"done\"")
        + line(3, "y", "\"state\":\"done\""))
    #expect(
      checked.lines.map { String($0.prefix(5)) + ($0.contains("urgent") ? "urgent" : "needs") }
        == ["2 3: needs", "1 3: urgent"])
    // An empty cell says nothing.
    let rows = try CheckedLog(
      rules,
      """
      case,event,at,state,impact,resolution
      1,x,2026-03-02T08:00:00Z,,high,fixed
      1,a,2026-03-02T08:00:00Z,,,
      1,y,2026-03-02T08:00:00Z,done,,

      """)
    #expect(rows.lines.map { $0.contains("urgent") } == [true])
  }

  /// A break that is excused, or on a day on which the rule is not in force, hides no later one.
  @Test func whatIsExcusedHidesNothing() throws {
    func line(
      _ day: String, _ event: String, _ party: String = "acme", state: String? = nil
    ) -> String {
      "{\"case\":\"1\",\"at\":\"2026-\(day)T10:00:00Z\",\"event\":\"\(event)\","
        + (state.map { "\"set\":{\"state\":\"\($0)\"}," } ?? "")
        + "\"by\":{\"party\":\"\(party)\"}}\n"
    }
    let adapted = try CheckedLog(
      """
      process "p" { constraint "first" { "diagnose", before = "resolve" },
        variation "v" { skips = "first" } }
      adaptation "ad" { process = "p", provider = "acme", uses = "v",
        until_date = "2027-01-01", because = "x" }
      """, line("06-08", "resolve") + line("06-10", "resolve", "fuji"))
    #expect(adapted.samples.map(\.deviation.standing) == [.adapted(by: "ad"), .counts])
    #expect(adapted.constraint("first")?.violated == 1)
    let dated = try CheckedLog(
      """
      process "p" { constraint "no a" { never = "a", from_date = "2026-02-01" },
        limit "stay" { time_in = "new", at_most = days(2), from_date = "2026-02-01" },
        states = { new = { to = { "old" } }, old = { to = { "new" } } } }
      """,
      line("01-05", "a") + line("01-15", "x", state: "old") + line("02-15", "a")
        + line("02-16", "x", state: "new") + line("02-25", "a"))
    #expect(
      dated.samples.filter { $0.deviation.rule != nil }.map(\.deviation.rule)
        == ["no a", "stay"])
    // What waits directly is given up when its break is excused, and the first event comes once.
    let waived = try CheckedLog(
      """
      process "p" { constraint "next" { "a", followed_by = "b", directly = true },
        constraint "start" { "z", comes_first = true },
        limit "no a" { events_of = "a", at_most = 0 } }
      waiver "w" { process = "p", constraint = { "next", "start", "no a" },
        until_date = "2026-06-08", because = "x" }
      """,
      line("06-08", "a") + line("06-08", "c") + line("06-10", "c") + line("06-10", "a")
        + line("06-10", "c"))
    #expect(
      waived.samples.map { "\($0.deviation.position) \($0.deviation.rule ?? "")" }
        == ["1 start", "1 no a", "2 next", "4 no a", "5 next"])
    #expect(waived.report.processes.first?.rules.map(\.violatedCases) == [1])
    #expect(waived.report.processes.first?.rules.map(\.waivedCases) == [0])
    #expect(ConformanceJUnit.xml(waived.report).contains("failures=\"2\""))
  }

  /// Who did not answer has it to answer for, by persons too.
  @Test func personsAnswerForWhatTheyBegan() throws {
    let log = """
      {"case":"1","at":"2026-01-01T00:00:00Z","event":"a","by":{"party":"x","person":"u"}}
      {"case":"1","at":"2026-01-01T03:00:00Z","event":"b","by":{"party":"y","person":"v"}}

      """
    let rules = """
      process "p" {
        constraint "late" { "a", followed_by = "b", within = hours(2) },
        constraint "not the same" { "a", followed_by = "b", same = "person" },
        constraint "no c" { "b", followed_by = "c" } }
      """
    for tells in [true, false] {
      let groups = try CheckedLog(rules, log, by: .person, tells: tells).report.groups
      #expect(groups.map(\.name) == ["u", "v"])
      #expect(groups.first?.rules == ["late": 1, "not the same": 1])
      #expect(groups.last?.rules == ["no c": 1])
    }
  }

  @Test func eachCaseFollowsItsProcess() throws {
    let rules = """
      process "incidents" { of = { kind = "incident" }, constraint "a" { never = "x" } }
      process "changes" { of = { kind = "change" }, constraint "b" { never = "y" } }

      """
    let log = """
      {"case":"1","at":"2026-03-02T08:00:00Z","event":"x","set":{"kind":"incident"}}
      {"case":"2","at":"2026-03-02T08:00:00Z","event":"x","set":{"kind":"change"}}
      {"case":"2","at":"2026-03-02T09:00:00Z","event":"y"}
      {"case":"3","at":"2026-03-02T09:00:00Z","event":"y","set":{"kind":"problem"}}

      """
    let checked = try CheckedLog(rules, log)
    #expect(checked.samples.map { "\($0.caseID) \($0.deviation.rule ?? "")" } == ["1 a", "2 b"])
    #expect(checked.report.otherCases == 1)
    #expect(checked.report.processes.map(\.cases) == [1, 1])
    let chosen = try CheckedLog(rules, log, process: "changes")
    #expect(chosen.samples.map(\.caseID) == ["2", "3"])
  }

  /// Deadlines are told when time passes, whether or not something happens.
  @Test func timePassesWithoutEvents() throws {
    let engine = try CheckedLog.engine(Self.rules)
    let setup = try ConformanceSetup(engine)
    var reader = try LogReader(
      ByteSource(bytes: Array((CheckedLog.line(1, 8, "ask") + CheckedLog.line(2, 9, "ask")).utf8)),
      name: "log",
      mapping: setup.mapping
    ) { setup.adjust(&$0) }
    var found: [String] = []
    var run = ConformanceRun(engine, setup, reader, tell: { found.append($0.caseID) })
    var batch = LogBatch()
    while try reader.read(into: &batch) { run.take(batch, reader.names) }
    let due = run.due
    let ten = try #require(due)
    #expect(ten.milliseconds == 1_772_445_600_000)
    run.wait(until: Instant(milliseconds: ten.milliseconds - 1), reader.names)
    #expect(found == [])
    run.wait(until: ten, reader.names)
    let next = run.due
    #expect(found == ["1"] && next == Instant(milliseconds: ten.milliseconds + 3_600_000))
  }

  @Test func handoversAndReturns() {
    var flow = CaseFlow()
    for unit in [7, 7, 8, 7, .max, 9, 7, 7, 9] as [UInt32] { _ = flow.take(unit) }
    // 7 8 7 9 7 9: 7-8-7, 7-9-7 and 9-7-9.
    #expect(flow.handovers == 5 && flow.returns == 3)
  }

  @Test func whatCannotBeChecked() throws {
    func failure(_ rules: String, source: String? = nil, process: String? = nil) -> String? {
      do {
        _ = try ConformanceSetup(CheckedLog.engine(rules), source: source, process: process)
        return nil
      } catch { return "\(error)" }
    }
    #expect(failure("") == "the rule base has no process to check a log by")
    #expect(
      failure(Self.rules, process: "itt") == "there is no process \"itt\", did you mean \"it\"?")
    #expect(failure(Self.rules, source: "x") == "there is no source \"x\"")
    let two =
      "process \"a\" { constraint \"x\" { never = \"e\" } }\n"
      + "process \"b\" { constraint \"y\" { never = \"e\" } }\n"
    #expect(
      failure(two) == "several processes are for every case (a, b): choose one with --process")
    #expect(
      failure(Self.rules + "source \"a\" { log = {} }\nsource \"b\" { log = {} }")
        == "several sources say how a log is written (a, b): choose one with --source")
  }
}
