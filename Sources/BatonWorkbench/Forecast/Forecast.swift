package import Baton
import BatonModel
package import BatonTime

/// What work is to be expected, by group and hour of the week; and, where capacities are declared or
/// somebody thinks about a change, how long it will wait.
///
///     let forecast = try Forecast(of: measured, by: engine, named: "year.ndjson")
///     let hours = forecast.table("hours")
///
/// A value: the same history, rules, changes and seed give the same one.
package struct Forecast: TabledDocument, Sendable {
  package static let schema = "baton.forecast/1"

  /// What is asked for.
  package struct Question: Sendable {
    /// Changes that somebody thinks about, as ``WhatIf`` reads them.
    package var changes: [String] = []
    /// Only groups of this name, or of the provider of this name.
    package var group: String?
    /// No more than so many weeks of the history, the last.
    package var weeks = 52
    package var plan = QueueForecast.Plan()

    package init() {}
  }

  package enum Failure: Error, Hashable, CustomStringConvertible {
    case noTime
    case notIn(String)
    case noWholeWeek(from: String, until: String)
    case noVisits(from: String, until: String)
    case unknownGroup(String, nearest: String?)
    case change(WhatIf.Mistake)
    case touchesNobody(String)
    case noCapacity(of: String)

    package var description: String {
      switch self {
      case .noTime: "of no case is known when it opened: without times nothing can be forecast"
      case .noWholeWeek(let from, let until):
        "the history goes from \(from) to \(until): a forecast needs a whole week, Monday to Sunday"
      case .notIn(let period): "nothing of the history lies in \(period)"
      case .noVisits(let from, let until):
        "no group had anything to do from \(from) to \(until), the last weeks of the history: if there is "
          + "a wrong date in it, --period takes other weeks"
      case .unknownGroup(let name, let nearest):
        "no group or provider \"\(name)\" had anything to do"
          + (nearest.map { ": did you mean \"\($0)\"?" } ?? "")
      case .change(let mistake): mistake.description
      case .touchesNobody(let change):
        "\"\(change)\" touches nobody: who it is about had nothing to do, or has given it away"
      case .noCapacity(let heir):
        "how long \"\(heir)\" would let cases wait is not known, for it has no capacity: add "
          + "--with \(heir):capacity=3, or say `capacity` in the rules"
      }
    }
  }

  package let identity: RuleBaseIdentity
  package let log: String
  package let zone: Zone
  package let cases: MeasuredCases
  package let workload: Workload
  /// Nil where no capacity is known and nobody thinks about a change.
  package let queues: QueueForecast?
  package let sentences: [String]
  package let tables: [ReportTable]
  package let foot: [String]

  /// - Parameters:
  ///   - period: from which the weeks are taken; nil: from all of the history.
  ///   - question: what is asked for.
  /// - Complexity: O(visits and spans, groups times hours, and for each run O(log n) a visit).
  package init(
    of measured: MeasuredCases, by engine: Engine, named log: String,
    in period: ReportPeriod? = nil, _ question: Question = Question()
  ) throws(Failure) {
    identity = engine.identity
    self.log = log
    zone = engine.zone
    cases = measured
    let history = try ForecastHistory(measured, in: period, engine, mostWeeks: question.weeks)
    workload = history.workload
    let names = workload.units.map(\.name)
    var changes: [WhatIf] = []
    for text in question.changes {
      do throws(WhatIf.Mistake) {
        changes.append(try WhatIf(text, engine, history: Set(names), after: changes))
      } catch {
        throw .change(error)
      }
    }
    if let group = question.group, !names.contains(where: { Self.isOf($0, group) }) {
      let providers = names.compactMap { $0.split(separator: "/").first.map(String.init) }
      throw .unknownGroup(group, nearest: Engine.nearest(to: group, among: names + providers))
    }
    let hasCapacity = names.contains { engine.capacity(ofGroup: $0) != nil }
    queues =
      hasCapacity || !changes.isEmpty
      ? try QueueForecast(
        measured, history.visits, workload, by: engine, calendars: history.calendars,
        changes: changes, question.plan) : nil
    let wording = ForecastWording(history, queues, question, engine)
    sentences = wording.sentences
    foot = wording.foot
    func isAsked(_ name: String) -> Bool { question.group.map { Self.isOf(name, $0) } ?? true }
    let expected = WorkloadTables(workload, engine, isAsked: isAsked)
    let waiting = queues.map { [workload] queues in
      QueueTables(queues, workload, history, isAsked: isAsked)
    }
    var tables = [expected.groups]
    if let waiting { tables += waiting.tables }
    tables.append(WorkloadTables.trial(workload.trial))
    tables += expected.weeks
    if let waiting { tables.append(waiting.workAfter) }
    tables.append(expected.hours)
    self.tables = tables.filter { !$0.rows.isEmpty }
  }

  /// Whether a unit is a group, or belongs to the provider of that name.
  static func isOf(_ name: String, _ group: String) -> Bool {
    name == group || name.hasPrefix(group + "/")
  }
}
