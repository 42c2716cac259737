import BatonDeclare
import BatonModel
import BatonTime
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
      guard isKept(oracle, trace) != oracle.isKept(by: trace) else { continue }
      Issue.record("\(oracle) \(trace) seed \(numbers.seed)")
      return
    }
  }

  /// What the duties say at the end of a trace.
  private func isKept(_ oracle: DutyOracle, _ trace: [DutyOracle.Event]) -> Bool {
    let duties = Duties(rule(oracle))
    var track = DutyTrack()
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
