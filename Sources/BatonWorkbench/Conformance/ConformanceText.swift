import Baton
package import BatonLogs
import BatonModel
package import BatonTime

/// A conformance report as tables for people: what matters most first.
package struct ConformanceText {
  private static let mostGroups = 20

  private let report: ConformanceReport
  private let time: TimeWording
  private var lines: [String] = []

  package init(_ report: ConformanceReport, in zone: Zone) {
    self.report = report
    time = TimeWording(zone: zone)
  }

  /// Lines without their ends. They quote names of the log.
  package var page: [String] {
    var page = self
    page.write()
    return page.lines
  }

  private mutating func write() {
    for process in report.processes {
      lines.append("\(process.name): \(Plural.of(process.cases, "case"))")
      lines.append("")
      constraints(process)
      rules(process)
      states(process)
      agreements(process)
      unneeded(process)
    }
    tags()
    groups()
    worst()
    lines += Self.summary(report)
  }

  /// What a report comes to, in a few lines.
  package static func summary(_ report: ConformanceReport) -> [String] {
    var lines: [String] = []
    let cases = Plural.of(report.cases, "case")
    let fitness = report.fitness.map { ", fitness \(percent($0))" } ?? ""
    lines.append(
      "\(cases), \(Plural.of(report.events, "event")): "
        + "\(Plural.of(report.violations, "violation")) in \(report.violatedCases)\(fitness)")
    var others: [String] = []
    if report.remarks > 0 { others.append("\(report.remarks) that are not enforced") }
    if report.adapted > 0 { others.append("\(report.adapted) by adaptations") }
    if report.waived > 0 { others.append("\(report.waived) tolerated by waivers") }
    if !others.isEmpty { lines.append("beside these " + others.joined(separator: ", ")) }
    lines.append(
      "\(Plural.of(report.handovers, "handover")) in \(report.casesHandedOver), "
        + "\(Plural.of(report.returns, "return")) in \(report.casesReturned), "
        + "\(Plural.of(report.reopenings, "reopening")) in \(report.casesReopened)")
    lines += served(report)
    if report.otherCases > 0 {
      lines.append("\(Plural.of(report.otherCases, "case")) of no process")
    }
    if report.cutCases > 0 {
      lines.append(
        "\(Plural.of(report.cutCases, "case")) cut off by the log: nothing is said of the end")
    }
    return lines
  }

  /// Whether cases went as designed, and as those expected whom they are for: always both.
  private static func served(_ report: ConformanceReport) -> [String] {
    let followed = report.cases - report.otherCases
    guard followed > 0 else { return [] }
    let known = report.expectedCases + report.unexpectedCases
    let expected =
      known == 0
      ? "not known, for no customer confirms or complains"
      : share(report.expectedCases, of: known)
        + (known < followed ? ", of \(followed - known) it is not known" : "")
    return ["as designed \(share(report.designedCases, of: followed)); as expected \(expected)"]
  }

  /// "7 of 12 (58.3 %)"
  private static func share(_ part: Int, of whole: Int) -> String {
    "\(part) of \(whole) (\(percent(Double(part) / Double(whole))))"
  }

  /// How many faults of each kind the log has: "events without a time", 12.
  package static func faults(_ report: ConformanceReport) -> [(kind: String, count: Int)] {
    faults(report.faults)
  }

  package static func faults(_ counts: [LogFault.Kind: Int]) -> [(kind: String, count: Int)] {
    LogFault.Kind.allCases.compactMap { kind in
      counts[kind].flatMap { $0 > 0 ? (kind.description, $0) : nil }
    }
  }

  // MARK: Rules

  private mutating func constraints(_ process: ConformanceReport.Process) {
    guard !process.constraints.isEmpty else { return }
    var rows = [["constraint", "violated", "satisfied", "vacuous", "activations", "first cases"]]
    let order = process.constraints.enumerated().sorted {
      ($1.element.violated, $0.offset) < ($0.element.violated, $1.offset)
    }
    for (_, result) in order {
      rows.append([
        Self.title(result.rule), "\(result.violated)", "\(result.satisfied)",
        "\(result.notApplicable)", "\(result.activations)", Self.samples(result.rule),
      ])
    }
    table(rows)
  }

  private mutating func rules(_ process: ConformanceReport.Process) {
    guard !process.rules.isEmpty else { return }
    var rows = [["rule", "cases", "times", "first cases"]]
    let order = process.rules.enumerated().sorted {
      ($1.element.deviations, $0.offset) < ($0.element.deviations, $1.offset)
    }
    for (_, rule) in order {
      rows.append([
        Self.title(rule), "\(rule.violatedCases)", "\(rule.deviations)", Self.samples(rule),
      ])
    }
    table(rows)
  }

  private static func title(_ rule: ConformanceRule) -> String {
    var title = rule.sentence == rule.name || rule.isNamed ? rule.name : rule.sentence
    var notes: [String] = []
    if !rule.isEnforced { notes.append("advisory") }
    if rule.isEnforced, rule.severity != .violation { notes.append(rule.severity.rawValue) }
    if rule.adapted > 0 { notes.append("\(rule.adapted) adapted") }
    if rule.waived > 0 { notes.append("\(rule.waived) waived") }
    if !notes.isEmpty { title += " (\(notes.joined(separator: ", ")))" }
    return title
  }

  private static func samples(_ rule: ConformanceRule) -> String {
    var cases: [String] = []
    for sample in rule.samples where !cases.contains(sample.caseID) { cases.append(sample.caseID) }
    return cases.prefix(3).joined(separator: " ")
  }

  private mutating func states(_ process: ConformanceReport.Process) {
    guard !process.states.isEmpty else { return }
    var rows = [["state", "entered", "cases", "events"]]
    for state in process.states {
      rows.append([
        state.name + (state.isFinal ? " (final)" : ""), "\(state.entries)", "\(state.cases)",
        "\(state.events)",
      ])
    }
    table(rows)
  }

  // MARK: What was agreed, and what nothing needed

  private mutating func agreements(_ process: ConformanceReport.Process) {
    guard !process.agreements.isEmpty else { return }
    var rows = [["agreed", "provider", "cases", "times", "until", "cost"]]
    for agreement in process.agreements {
      let info = agreement.info
      rows.append([
        "\(info.about.name) (\(info.kind.rawValue))", info.provider ?? "everybody",
        "\(agreement.cases)", "\(agreement.deviations)",
        info.about.until.map(\.description) ?? "", info.cost.map(Self.amount) ?? "",
      ])
    }
    table(rows)
    guard process.adaptedCases > 0 else { return }
    lines[lines.count - 1] =
      "  adapted: \(Self.share(process.adaptedCases, of: process.cases)) cases"
    lines.append("")
  }

  /// "1200", "1200.5"
  static func amount(_ cost: Double) -> String {
    cost == cost.rounded() && abs(cost) < 1e15 ? "\(Int(cost))" : "\(cost)"
  }

  /// How many steps cases take, and which rules and states none of them needed.
  private mutating func unneeded(_ process: ConformanceReport.Process) {
    guard process.cases > 0 else { return }
    let mean = (Double(process.events) / Double(process.cases) * 10).rounded() / 10
    lines.append("  steps: \(mean) a case, \(process.mostEvents) at most")
    let idle = process.constraints.filter { $0.cases > 0 && $0.notApplicable == $0.cases }
    if !idle.isEmpty { lines.append("  never asked for: " + Self.some(idle.map(\.rule.name))) }
    let unseen = process.states.filter { $0.cases == 0 }
    if !unseen.isEmpty { lines.append("  no case was in: " + Self.some(unseen.map(\.name))) }
    lines.append("")
  }

  /// The first of a list, and how many more there are.
  private static func some(_ names: [String]) -> String {
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    return names.prefix(5).joined(separator: ", ") + more
  }

  /// Controls of a framework, say, with what shows that they are kept.
  private mutating func tags() {
    let tags = report.tags
    guard !tags.isEmpty else { return }
    var rows = [["tag", "rules", "kept", "activations", "deviations", "excused"]]
    for tag in tags {
      rows.append([
        tag.name, "\(tag.rules)", "\(tag.keptRules)", "\(tag.activations)",
        "\(tag.deviations)", "\(tag.excused)",
      ])
    }
    table(rows)
  }

  // MARK: Groups and cases

  private mutating func groups() {
    let known = report.groups.filter { $0.name != nil }
    guard !known.isEmpty else { return }
    var rows = [
      [
        report.grouping.rawValue, "conform", "cases", "violations", "remarks", "agreed",
        "handovers",
        "returns",
      ]
    ]
    for group in report.groups.prefix(Self.mostGroups) {
      rows.append([
        group.name ?? "nobody known", group.conformity.map(Self.percent) ?? "",
        "\(group.cases)", "\(group.violations)", "\(group.remarks)",
        "\(group.adapted + group.waived)", "\(group.handovers)", "\(group.returns)",
      ])
    }
    let more = report.groups.count - Self.mostGroups
    if more > 0 { rows.append(["and \(more) more"]) }
    table(rows)
  }

  private mutating func worst() {
    guard !report.worst.isEmpty else { return }
    var rows = [["worst cases", "fitness", "violations", "events"]]
    for result in report.worst {
      rows.append([
        result.id, result.fitness.map(Self.percent) ?? "", "\(result.violations)",
        "\(result.events)",
      ])
    }
    table(rows)
  }

  // MARK: Columns

  /// "98.4 %": never 100 where something is missing, and never 0 where something is there.
  static func percent(_ share: Double) -> String {
    if share == 1 { return "100 %" }
    if share == 0 { return "0 %" }
    let tenths = min(999, max(1, Int((share * 1000).rounded())))
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private mutating func table(_ rows: [[String]]) {
    let columns = rows.map(\.count).max() ?? 0
    let isNumber = (0..<columns).map { column in
      // Ids may look like numbers.
      column > 0 && rows[0][column] != "first cases"
        && rows.dropFirst().allSatisfy { $0.count <= column || Self.isNumber($0[column]) }
    }
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        let room = String(repeating: " ", count: widths[column] - cell.count)
        line += isNumber[column] ? room + cell : cell + room
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      lines.append("  " + line)
    }
    lines.append("")
  }

  private static func isNumber(_ cell: String) -> Bool {
    cell.isEmpty || cell.allSatisfy { $0.isNumber || $0 == "." || $0 == " " || $0 == "%" }
  }
}
