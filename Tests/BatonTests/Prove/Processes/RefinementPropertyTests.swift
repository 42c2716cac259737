import BatonDeclare
import BatonModel
import TestSupport
import Testing

@testable import Baton

/// What is proven of adaptations against all paths that there are, up to a length.
@Suite struct RefinementPropertyTests {
  /// A process of three states and two events, and an adaptation of it, by chance.
  private struct Generated {
    let text: String

    init(_ numbers: inout SeededNumbers) {
      let states = ["n", "m", "d"]
      func ways(_ from: Int, _ odds: Double, _ numbers: inout SeededNumbers) -> [String] {
        states.indices.compactMap { target in
          guard target != from, Double.random(in: 0..<1, using: &numbers) < odds else { return nil }
          let events = [["true"], ["\"a\""], ["{ \"a\", \"b\" }"]].randomElement(using: &numbers)
          return "\(states[target]) = \(events?[0] ?? "true")"
        }
      }
      func changes(_ odds: Double, _ numbers: inout SeededNumbers) -> String? {
        let parts = (0..<2).compactMap { from -> String? in
          let ways = ways(from, odds, &numbers)
          return ways.isEmpty
            ? nil : "\(states[from]) = { to = { \(ways.joined(separator: ", ")) } }"
        }
        return parts.isEmpty ? nil : "{ \(parts.joined(separator: ", ")) }"
      }
      var text = "process \"p\" { activities = { \"a\", \"b\" }, states = { "
      for state in 0..<2 {
        let ways = ways(state, 0.6, &numbers)
        text += "\(states[state]) = {"
        text += ways.isEmpty ? "}, " : " to = { \(ways.joined(separator: ", ")) } }, "
      }
      text += "d = { final = true } }, "
      let templates = Template.allCases.filter { !$0.isCounting }
      for number in 0..<3 {
        let template = templates.randomElement(using: &numbers) ?? .response
        let terms = ["\"a\"", "\"b\"", "enter \"m\""].shuffled(using: &numbers)
        text += "constraint \"c\(number)\" { \(template.word)(\(terms[0])"
        text += template.isUnary ? ") }, " : ", \(terms[1])) }, "
      }
      let allowed = changes(0.3, &numbers).map { ", allows = \($0)" } ?? ""
      text += "variation \"v\" { skips = \"c0\"\(allowed) } }\n"
      text +=
        "adaptation \"x\" { process = \"p\", provider = \"acme\", uses = \"v\", "
        + "until_date = \"2027-01-01\", because = \"chance\""
      if let allows = changes(0.6, &numbers) { text += ", allows = \(allows)" }
      if let forbids = changes(0.15, &numbers) {
        text += ", forbids = \(forbids)"
      }
      if Bool.random(using: &numbers) { text += ", skips = \"c1\"" }
      self.text = "provider \"acme\" { default = \"desk\", groups = { desk = {} } }\n\(text) }"
    }
  }

  /// Reads paths as the rules are written, one event after the other.
  private struct Oracle {
    let process: ProcessRule
    let adaptation: AdaptationRule
    let monitors: [Monitor]
    static let longest = 6
    /// The length up to the first step that is wrong, of the path where that is shortest: of ways, and
    /// of each constraint that is skipped.
    var shortestWay: Int?
    var shortest: [Int: Int] = [:]
    let isSkipped: [Bool]
    let isOpen: [Bool]

    init(_ process: ProcessRule, _ adaptation: AdaptationRule) {
      self.process = process
      self.adaptation = adaptation
      monitors = process.constraints.map { Monitor($0.template, count: $0.count) }
      let open = Set(adaptation.uses.flatMap { process.variations[$0].skips })
      isOpen = process.constraints.map { open.contains($0.judgement.head.name) }
      isSkipped = process.constraints.map {
        open.contains($0.judgement.head.name)
          || adaptation.skips.contains($0.judgement.head.name)
      }
    }

    func leads(_ ways: [ProcessWay], _ event: String, _ target: Int) -> Bool {
      ways.contains { $0.target == target && ($0.events.isEmpty || $0.events.contains(event)) }
    }

    func isOfProcess(_ from: Int, _ event: String, _ target: Int) -> Bool {
      let opened = process.variations[0].allows.filter { $0.state == from }.map(\.way)
      return leads(process.states[from].ways + opened, event, target)
    }

    func isOwn(_ from: Int, _ event: String, _ target: Int) -> Bool {
      if adaptation.forbids.contains(where: { $0.state == from && $0.target == target }) {
        return false
      }
      let own = adaptation.allows.filter { $0.state == from }.map(\.way)
      return isOfProcess(from, event, target) || leads(own, event, target)
    }

    func letter(_ rule: ConstraintRule, _ event: String, _ state: Int?) -> Letter {
      func isOne(_ terms: [ActivityTerm]) -> Bool {
        terms.contains(.event(event)) || state.map { terms.contains(.enter($0)) } == true
      }
      return (isOne(rule.first) ? Letter.first : []).union(isOne(rule.second) ? .second : [])
    }

    /// - Parameters:
    ///   - wrong: after how many events the process's ways were left.
    ///   - broken: after how many each skipped constraint was broken for good.
    mutating func walk(
      _ state: Int?, _ length: Int, _ tracks: [Monitor.State], wrong: Int?, broken: [Int: Int]
    ) {
      if let state, process.states[state].isFinal { end(length, tracks, wrong, broken) }
      guard length < Self.longest else { return }
      for event in ["a", "b"] {
        for target in [nil, 0, 1, 2] {
          var wrong = wrong
          if let state {
            if let target {
              guard target != state, isOwn(state, event, target) else { continue }
              if !isOfProcess(state, event, target) { wrong = wrong ?? length + 1 }
            } else if process.states[state].isFinal {
              continue
            }
          } else if target != 0 {
            continue
          }
          var next = tracks
          var broken = broken
          var isKept = true
          for (number, rule) in process.constraints.enumerated() {
            next[number] = monitors[number].state(
              after: letter(rule, event, target), from: tracks[number])
            guard monitors[number].outlook(in: next[number]) == .violated else { continue }
            if !isSkipped[number] { isKept = false }
            broken[number] = broken[number] ?? length + 1
          }
          if isKept { walk(target ?? state, length + 1, next, wrong: wrong, broken: broken) }
        }
      }
    }

    private mutating func end(
      _ length: Int, _ tracks: [Monitor.State], _ wrong: Int?, _ broken: [Int: Int]
    ) {
      let isKept = tracks.indices.map { monitors[$0].outlook(in: tracks[$0]).isKept }
      guard tracks.indices.allSatisfy({ isSkipped[$0] || isKept[$0] }) else { return }
      if let wrong { shortestWay = min(shortestWay ?? wrong, wrong) }
      for number in tracks.indices where isSkipped[number] && !isKept[number] {
        let length = broken[number] ?? length
        shortest[number] = min(shortest[number] ?? length, length)
      }
    }
  }

  @Test("inclusion agrees with all paths up to length 6")
  func paths() throws {
    var numbers = SeededNumbers()
    var refuted = 0
    var proven = 0
    for _ in 0..<12 {
      let generated = Generated(&numbers)
      let load = MarkedRules(["main.lua": generated.text]).load
      let rules = try #require(load.engine, "\(load.diagnostics) \(generated.text)").decider.rules
      let process = rules.processes[0]
      let adaptation = try #require(rules.adaptations.first)
      var oracle = Oracle(process, adaptation)
      oracle.walk(
        nil, 0, [Monitor.State](repeating: 0, count: process.constraints.count), wrong: nil,
        broken: [:])
      var refinement = Refinement(
        adaptation, of: process, demands: process.constraints.map { ProcessDemand($0) },
        Possibility(try #require(load.engine).decider.schema))
      let result = refinement.result()
      var ofWays: TraceSearch.Path?
      var ofSkipped: [String: TraceSearch.Path] = [:]
      for (fault, isSure) in result.faults {
        #expect(isSure)
        switch fault {
        case .leaves(let path, _): ofWays = path
        case .skips(let name, let path, _): ofSkipped[name] = path
        }
      }
      let seed = "seed \(numbers.seed): \(generated.text)"
      func compare(_ path: TraceSearch.Path?, _ shortest: Int?) {
        if path == nil { proven += 1 } else { refuted += 1 }
        let length = path.map { $0.steps.count + $0.ending.count }
        if let length, length > Oracle.longest {
          // Too long for all of its paths to be looked at: at least none is shorter.
          #expect(shortest.map { $0 >= path?.steps.count ?? 0 } ?? true, "\(seed)")
        } else {
          #expect(path?.steps.count == shortest, "\(seed)")
        }
      }
      compare(ofWays, oracle.shortestWay)
      for (number, rule) in process.constraints.enumerated()
      where oracle.isSkipped[number] && !oracle.isOpen[number] {
        let name = rule.judgement.head.name
        compare(ofSkipped[name], oracle.shortest[number])
      }
    }
    // Both happen, or nothing was compared.
    #expect(refuted > 0 && proven > 0, "seed \(numbers.seed)")
  }
}
