import BatonDeclare
import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

@Suite("Constraints with windows and values")
struct DutyTests {
  private static let templates = Template.allCases.filter { $0 != .initially && $0 != .endWith }

  @Test("each is what it says of whole traces, on random traces", arguments: templates)
  func oracle(template: Template) {
    var numbers = SeededNumbers()
    for _ in 0..<400 {
      let isPair = !template.isUnary && template != .choice && template != .exclusiveChoice
      let oracle = DutyOracle(
        template: template, count: Int.random(in: 1...3, using: &numbers),
        window: Bool.random(using: &numbers) ? Int64.random(in: 1...6, using: &numbers) : nil,
        relation: isPair ? .allCases.randomElement(using: &numbers) ?? .any : .any)
      var at: Int64 = 0
      let trace = (0..<Int.random(in: 0...9, using: &numbers)).map { _ in
        at += Int64.random(in: 0...3, using: &numbers)
        return DutyOracle.Event(
          letter: Letter(rawValue: UInt8.random(in: 0...3, using: &numbers)), at: at,
          value: Int.random(in: 0...2, using: &numbers))
      }
      let wanted = oracle.isKept(by: trace)
      guard isKept(oracle, trace) != wanted || isKept(oracle, trace, isLarge: true) != wanted
      else { continue }
      Issue.record("\(oracle) \(trace) seed \(numbers.seed)")
      return
    }
  }

  @Test(
    "of what was before, the latest time is in the window, wherever it stands",
    arguments: [Template.precedence, .alternatePrecedence, .notSuccession, .notCoexistence])
  func backwards(template: Template) {
    var numbers = SeededNumbers()
    for round in 0..<400 {
      let oracle = DutyOracle(
        template: template, count: 1, window: Int64.random(in: 1...6, using: &numbers),
        relation: .allCases.randomElement(using: &numbers) ?? .any)
      let trace = (0..<Int.random(in: 0...9, using: &numbers)).map { _ in
        DutyOracle.Event(
          letter: Letter(rawValue: UInt8.random(in: 0...3, using: &numbers)),
          at: Int64.random(in: 0...12, using: &numbers),
          value: Int.random(in: 0...2, using: &numbers))
      }
      guard isKept(oracle, trace, isLarge: round % 2 == 1) != oracle.isKept(by: trace) else {
        continue
      }
      Issue.record("\(oracle) \(trace) seed \(numbers.seed)")
      return
    }
  }

  @Test("beyond what is looked through a table answers, and is written as before")
  func many() throws {
    let oracle = DutyOracle(template: .response, count: 1, window: 1000, relation: .same)
    let duties = Duties(rule(oracle))
    func occurrence(_ position: Int) -> Occurrence {
      Occurrence(
        at: Instant(seconds: Int64(position)), values: [.integer(position % 100)],
        position: position, bearer: nil)
    }
    var track = DutyTrack()
    var breaches: [DutyTrack.Breach] = []
    for position in 1...300 { track.take(occurrence(position), .first, duties, &breaches) }
    // Each of a hundred answers what waits three times, but for ten.
    for position in 311...400 { track.take(occurrence(position), .second, duties, &breaches) }
    #expect(breaches.isEmpty && track.isOpen)
    #expect(track.deadline == Instant(seconds: 1001))
    let read = try JSONDecoder().decode(DutyTrack.self, from: JSONEncoder().encode(track))
    #expect(read == track && read.hashValue == track.hashValue)
    for var track in [track, read] {
      breaches = []
      track.expire(before: Instant(seconds: 1102), &breaches)
      #expect(breaches.map { $0.activation?.position } == Array(1...10) + Array(101...101))
      track.end(&breaches)
      #expect(breaches.count == 30)
    }
  }

  /// What the duties say at the end of a trace.
  private func isKept(
    _ oracle: DutyOracle, _ trace: [DutyOracle.Event], isLarge: Bool = false
  ) -> Bool {
    let duties = Duties(rule(oracle))
    var track = isLarge ? DutyTrack(expectingMany: duties.correlation) : DutyTrack()
    var breaches: [DutyTrack.Breach] = []
    for (index, event) in trace.enumerated() {
      let occurrence = Occurrence(
        at: Instant(seconds: event.at),
        values: duties.attributes.map { _ in .integer(event.value) }, position: index + 1,
        bearer: nil)
      if let deadline = track.deadline, deadline < Instant(seconds: event.at) {
        track.expire(before: Instant(seconds: event.at), &breaches)
      }
      if index == 0 { track.begin(duties, at: occurrence) }
      track.take(occurrence, event.letter, duties, &breaches)
    }
    track.end(&breaches)
    return breaches.isEmpty && !track.isBroken
  }

  private func rule(_ oracle: DutyOracle) -> ConstraintRule {
    let attribute = EventAttribute.person
    return ConstraintRule(
      judgement: Judgement(
        head: RuleHead(
          name: "c", place: Place(file: "main.lua", line: 1, column: 1), because: nil, owner: nil,
          from: nil, until: nil, mode: .enforced, tags: []), severity: .violation),
      template: oracle.template, count: oracle.count, first: [.event("a")], second: [.event("b")],
      activationCondition: .always, targetCondition: .always,
      same: oracle.relation == .same ? [attribute] : [],
      differing: oracle.relation == .differing ? [attribute] : [],
      window: oracle.window.map {
        TimeWindow(span: DurationSpan(Double($0), .seconds), calendar: nil)
      }, sentence: "")
  }

  @Test("without a window and values they say what the monitors say", arguments: templates)
  func monitors(template: Template) {
    let letters: [Letter] = [.other, .first, .second]
    let monitor = Monitor(template, count: 2)
    let oracle = DutyOracle(template: template, count: 2, window: nil, relation: .any)
    var open: [[Letter]] = letters.map { [$0] }
    while let trace = open.popLast() {
      let state = trace.reduce(0) { monitor.state(after: $1, from: $0) }
      let events = trace.enumerated().map {
        DutyOracle.Event(letter: $1, at: Int64($0), value: 0)
      }
      guard isKept(oracle, events) == monitor.outlook(in: state).isKept else {
        Issue.record("\(trace)")
        return
      }
      if trace.count < 4 { open += letters.map { trace + [$0] } }
    }
  }
}
