import BatonDeclare
import Foundation
import TestSupport
import Testing

@Suite("Monitors of DECLARE's templates")
struct MonitorTests {
  @Test("each template is what its words say, on every trace up to length 8", arguments: Case.all)
  func offline(constraint: Case) {
    let letters: [Letter] = [.other, .first, .second]
    #expect(firstDifference(constraint, over: letters, length: 8) == nil)
  }

  @Test("also where one event is both activities", arguments: Case.all)
  func coinciding(constraint: Case) {
    #expect(firstDifference(constraint, over: Letter.all, length: 5) == nil)
  }

  /// A trace of at most so many letters that the monitor sees otherwise than the words do.
  private func firstDifference(
    _ constraint: Case, over letters: [Letter], length: Int
  ) -> [UInt8]? {
    let monitor = Monitor(constraint.template, count: constraint.count)
    var open: [(trace: [Letter], state: Monitor.State)] = [([], 0)]
    while let (trace, state) = open.popLast() {
      if monitor.outlook(in: state).isKept != constraint.isKept(by: trace) {
        return trace.map(\.rawValue)
      }
      guard trace.count < length else { continue }
      open += letters.map { (trace + [$0], monitor.state(after: $0, from: state)) }
    }
    return nil
  }

  @Test("the outlook after each prefix is what every future says", arguments: Case.all)
  func online(constraint: Case) {
    let monitor = Monitor(constraint.template, count: constraint.count)
    let letters: [Letter] = [.other, .first, .second]
    // What can still come of any state of these monitors shows within three letters.
    let futures = (0...3).flatMap { traces(over: letters, length: $0) }
    for prefix in (0...3).flatMap({ traces(over: letters, length: $0) }) {
      let verdicts = Set(futures.map { constraint.isKept(by: prefix + $0) })
      let state = prefix.reduce(0) { monitor.state(after: $1, from: $0) }
      let expected = Outlook(
        accepts: constraint.isKept(by: prefix), isForGood: verdicts.count == 1)
      #expect(monitor.outlook(in: state) == expected, "\(prefix.map(\.rawValue))")
    }
  }

  @Test("what begins, ends or comes next is moved by events that are no concern of it")
  func movedByOthers() {
    let moved = Template.allCases.filter { Monitor($0).isMovedByOthers }
    #expect(
      moved == [
        .initially, .endWith, .chainResponse, .chainPrecedence, .chainSuccession,
        .notChainSuccession, .notChainResponse, .notChainPrecedence,
      ])
  }

  @Test("high counts are counted")
  func highCount() {
    let monitor = Monitor(.absence, count: Monitor.highestCount)
    var state: Monitor.State = 0
    for _ in 1..<Monitor.highestCount { state = monitor.state(after: .first, from: state) }
    #expect(monitor.outlook(in: state) == .possiblySatisfied)
    #expect(monitor.outlook(in: monitor.state(after: .first, from: state)) == .violated)
  }
}

@Suite(
  "Published monitors", .enabled(if: SharedData.folder != nil, "BATON_DATA names no folder"))
struct PublishedMonitorTests {
  private struct Published: Decodable {
    let colours: [String]
    let delta: [[Int]]
  }

  @Test("every monitor has the published states, colours and transitions")
  func monitors() throws {
    let folder = try #require(SharedData.folder)
    let published = try JSONDecoder().decode(
      [String: Published].self,
      from: Data(contentsOf: folder.appending(path: "declare/monitors.json")))
    #expect(published.count == 31)
    for (name, expected) in published {
      let constraint = try #require(named(name), "\(name)")
      let monitor = Monitor(constraint.template, count: constraint.count)
      #expect(monitor.outlooks.count == expected.colours.count, "\(name)")
      // The two number their states differently: they are walked side by side.
      var pairs: [Monitor.State: Int] = [0: 0]
      var open: [Monitor.State] = [0]
      while let state = open.popLast() {
        let theirs = try #require(pairs[state])
        #expect(monitor.outlook(in: state) == outlook(expected.colours[theirs]), "\(name)")
        for (column, letter) in [Letter.first, .second, .other].enumerated() {
          let next = monitor.state(after: letter, from: state)
          let theirNext = expected.delta[theirs][column]
          if let known = pairs[next] {
            #expect(known == theirNext, "\(name)")
          } else {
            pairs[next] = theirNext
            open.append(next)
          }
        }
      }
    }
  }

  @Test("the state after every published prefix")
  func prefixes() throws {
    let folder = try #require(SharedData.folder)
    let text = try String(
      contentsOf: folder.appending(path: "declare/online_states.csv"), encoding: .utf8)
    var monitors: [String: Monitor] = [:]
    var rows = 0
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let name = cells[0] + (cells[1] == "0" ? "" : cells[1])
      let constraint = try #require(named(name), "\(name)")
      let monitor =
        monitors[name] ?? Monitor(constraint.template, count: constraint.count)
      monitors[name] = monitor
      let state = cells[2].reduce(Monitor.State(0)) { state, letter in
        monitor.state(
          after: letter == "a" ? .first : letter == "b" ? .second : .other, from: state)
      }
      #expect(monitor.outlook(in: state) == outlook(cells[3]), "\(line)")
      #expect(monitor.outlook(in: state).isKept == (cells[4] == "1"), "\(line)")
      rows += 1
    }
    #expect(rows == 7530)
  }

  /// "existence2" or "not chain response".
  private func named(_ name: String) -> Case? {
    let count = name.last?.wholeNumberValue
    let words = count == nil ? name : String(name.dropLast())
    return Template.allCases.first { $0.title == words }
      .map { Case(template: $0, count: count ?? 1) }
  }

  private func outlook(_ colour: String) -> Outlook? {
    ["PS": .satisfied, "PV": .violated, "TS": .possiblySatisfied, "TV": .possiblyViolated][colour]
  }
}
