import BatonModel
import Testing

@testable import BatonWorkbench

/// Every template offline, over all traces of up to four of three activities: each beside what it
/// demands, said as plainly as can be.
@Suite struct TemplateLogTests {
  typealias Trace = [Character]

  /// Positions of an activity.
  private static func at(_ activity: Character, _ trace: Trace) -> [Int] {
    trace.indices.filter { trace[$0] == activity }
  }

  private static func has(_ activity: Character, _ trace: some Sequence<Character>) -> Bool {
    trace.contains(activity)
  }

  private static func response(_ trace: Trace) -> Bool {
    at("a", trace).allSatisfy { has("b", trace[($0 + 1)...]) }
  }
  private static func precedence(_ trace: Trace) -> Bool {
    at("b", trace).allSatisfy { has("a", trace[..<$0]) }
  }
  private static func alternateResponse(_ trace: Trace) -> Bool {
    at("a", trace).allSatisfy { position in
      trace[(position + 1)...].first { $0 != "c" } == "b"
    }
  }
  private static func alternatePrecedence(_ trace: Trace) -> Bool {
    at("b", trace).allSatisfy { position in trace[..<position].last { $0 != "c" } == "a" }
  }
  private static func chainResponse(_ trace: Trace) -> Bool {
    at("a", trace).allSatisfy { $0 + 1 < trace.count && trace[$0 + 1] == "b" }
  }
  private static func chainPrecedence(_ trace: Trace) -> Bool {
    at("b", trace).allSatisfy { $0 > 0 && trace[$0 - 1] == "a" }
  }
  private static func notSuccession(_ trace: Trace) -> Bool {
    at("a", trace).allSatisfy { !has("b", trace[($0 + 1)...]) }
  }
  private static func notChain(_ trace: Trace) -> Bool {
    at("a", trace).allSatisfy { $0 + 1 == trace.count || trace[$0 + 1] != "b" }
  }

  /// By their words in rules.
  private static let meanings: [(String, @Sendable (Trace) -> Bool)] = [
    ("existence(\"a\")", { has("a", $0) }), ("existence(\"a\", 2)", { at("a", $0).count >= 2 }),
    ("absence(\"a\")", { !has("a", $0) }), ("absence(\"a\", 3)", { at("a", $0).count < 3 }),
    ("exactly_one(\"a\")", { at("a", $0).count == 1 }),
    ("exactly(\"a\", 2)", { at("a", $0).count == 2 }),
    ("init(\"a\")", { $0.first == "a" }), ("end_with(\"a\")", { $0.last == "a" }),
    ("choice(\"a\", \"b\")", { has("a", $0) || has("b", $0) }),
    ("exclusive_choice(\"a\", \"b\")", { has("a", $0) != has("b", $0) }),
    ("responded_existence(\"a\", \"b\")", { !has("a", $0) || has("b", $0) }),
    ("coexistence(\"a\", \"b\")", { has("a", $0) == has("b", $0) }),
    ("response(\"a\", \"b\")", response), ("alternate_response(\"a\", \"b\")", alternateResponse),
    ("chain_response(\"a\", \"b\")", chainResponse), ("precedence(\"a\", \"b\")", precedence),
    ("alternate_precedence(\"a\", \"b\")", alternatePrecedence),
    ("chain_precedence(\"a\", \"b\")", chainPrecedence),
    ("succession(\"a\", \"b\")", { response($0) && precedence($0) }),
    ("alternate_succession(\"a\", \"b\")", { alternateResponse($0) && alternatePrecedence($0) }),
    ("chain_succession(\"a\", \"b\")", { chainResponse($0) && chainPrecedence($0) }),
    ("not_coexistence(\"a\", \"b\")", { !has("a", $0) || !has("b", $0) }),
    ("not_responded_existence(\"a\", \"b\")", { !has("a", $0) || !has("b", $0) }),
    ("not_succession(\"a\", \"b\")", notSuccession), ("not_response(\"a\", \"b\")", notSuccession),
    ("not_precedence(\"a\", \"b\")", notSuccession),
    ("not_chain_succession(\"a\", \"b\")", notChain),
    ("not_chain_response(\"a\", \"b\")", notChain),
    ("not_chain_precedence(\"a\", \"b\")", notChain),
  ]

  /// All traces of one to four events.
  private static let traces: [Trace] = {
    var all: [Trace] = []
    var last: [Trace] = [[]]
    for _ in 1...4 {
      last = last.flatMap { trace in ["a", "b", "c"].map { trace + [$0] } }
      all += last
    }
    return all
  }()

  private static let log: String = {
    var xes = "<log xmlns=\"http://www.xes-standard.org/\">\n"
    for trace in traces {
      xes += "<trace><string key=\"concept:name\" value=\"\(String(trace))\"/>"
      for (hour, activity) in trace.enumerated() {
        xes += "<event><string key=\"concept:name\" value=\"\(activity)\"/>"
        xes += "<date key=\"time:timestamp\" value=\"2026-03-02T0\(hour):00:00Z\"/></event>"
      }
      xes += "</trace>\n"
    }
    return xes + "</log>\n"
  }()

  @Test func everyTemplateIsJudgedAsItsMeaningSays() throws {
    let parts = Self.meanings.map { "constraint \"\(Self.name($0.0))\" { \($0.0) }" }
    let rules = "process \"it\" { \(parts.joined(separator: ",\n")) }"
    // Once with all that is told, once in brief: the counts are the same.
    let told = try CheckedLog(rules, Self.log)
    let brief = try CheckedLog(rules, Self.log, tells: false)
    #expect(told.report.cases == Self.traces.count && told.failure == nil)
    for (text, isKept) in Self.meanings {
      let name = Self.name(text)
      let expected = Self.traces.filter { !isKept($0) }.map { String($0) }
      let found = told.samples.filter { $0.deviation.rule == name }.map(\.caseID)
      #expect(found.sorted() == expected.sorted(), "\(text)")
      #expect(told.constraint(name)?.violated == expected.count, "\(text)")
      #expect(brief.constraint(name)?.violated == expected.count, "\(text)")
      #expect(
        brief.constraint(name)?.rule.samples.map(\.caseID) == Array(expected.prefix(5)), "\(text)")
    }
    #expect(brief.report.violations == told.samples.count)
    #expect(brief.results.map(\.violations) == told.results.map(\.violations))
  }

  /// With a window longer than the log the duties must say the same as the monitors.
  @Test func windowsThatNeverEndChangeNothing() throws {
    let timed = Self.meanings.filter { !$0.0.hasPrefix("init") && !$0.0.hasPrefix("end_with") }
    let parts = timed.map { "constraint \"\(Self.name($0.0))\" { \($0.0), within = days(9) }" }
    let checked = try CheckedLog(
      "process \"it\" { \(parts.joined(separator: ",\n")) }", Self.log)
    for (text, isKept) in timed {
      let name = Self.name(text)
      let expected = Self.traces.count { !isKept($0) }
      #expect(checked.constraint(name)?.violated == expected, "\(text)")
    }
  }

  /// An event that enters a state may be both activities of one constraint.
  @Test func anEventThatIsBothActivities() throws {
    let checked = try CheckedLog(
      """
      process "it" { states = { new = { to = { "done" } }, done = { final = true } },
        constraint "directly" { "go", followed_by = enter "done", directly = true },
        constraint "needs" { "go", needs = enter "done" },
        constraint "once" { { "go", enter "done" }, at_most = 1 } }
      mapping "words" { process = "it", states = { go = "done", start = "new" } }
      source "words" { log = {} }
      """,
      """
      {"case":"1","at":"2026-03-02T10:00:00Z","event":"start"}
      {"case":"1","at":"2026-03-02T11:00:00Z","event":"go"}
      {"case":"2","at":"2026-03-02T10:00:00Z","event":"start"}
      """)
    #expect(
      checked.lines == [
        // It would have to be entered once more, and may be once.
        "1 2: it: these cannot all be kept any more: \"directly\", \"once\"",
        "1 2: \"directly\": \"go\" is followed by \"enter done\" directly: the case ended without",
      ])
    #expect(checked.constraint("needs")?.violated == 0)
    #expect(checked.constraint("once")?.violated == 0)
    #expect(checked.constraint("once")?.notApplicable == 1)
  }

  private static func name(_ text: String) -> String { text.replacing("\"", with: "'") }
}
