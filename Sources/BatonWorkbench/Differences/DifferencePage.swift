package import Baton
import BatonModel

/// What two rule bases do differently, as a page.
package struct DifferencePage {
  package private(set) var page: Page

  private let report: DifferenceReport
  private let limit: Int

  /// - Parameters:
  ///   - limit: how many rows a table has at most; nil for all.
  ///   - gate: that of the new rules, whose roles are asked to sign.
  package init(_ report: DifferenceReport, limit: Int?, asking gate: Gate? = nil) {
    self.report = report
    self.limit = limit ?? .max
    page = Page(title: "\(Self.name(report.before)) → \(Self.name(report.after))")
    page.signing = Signing(report.after.hash, against: report.before.hash, asking: gate, nil)
    addSentences()
    addDeclared()
    addShown()
    for aspect in DecisionChange.Aspect.allCases { add(aspect) }
    addRules()
    addLoad()
  }

  /// `payroll 2026.11 (3f2a9c1d)`
  private static func name(_ identity: RuleBaseIdentity) -> String {
    let version = identity.version.map { " \($0)" } ?? ""
    return "\(identity.name)\(version) (\(identity.hash.prefix(8)))"
  }

  // MARK: In a few sentences

  private mutating func addSentences() {
    if report.before.hash == report.after.hash {
      page.sentences.append("both are the same files")
    }
    if let rules = report.rules { page.sentences.append(Self.declared(rules)) }
    if let shown = report.shown { page.sentences.append(shown.sentence) }
    guard report.requests + report.onlyBeforeCount + report.onlyAfterCount > 0 else {
      if report.unreadable > 0 {
        page.sentences.append("none of \(Plural.of(report.unreadable, "record")) could be read")
      } else if report.shown == nil {
        page.sentences.append("there was no request to decide")
      }
      return
    }
    let requests = Plural.of(report.requests, "request")
    page.sentences.append(
      report.requests == 0
        ? "no request could be decided by both"
        : report.moved == 0
          ? "\(requests), all decided alike"
          : "\(report.moved) of \(requests) decided otherwise"
            + " (\(Self.share(report.moved, of: report.requests)))")
    if report.others > 0 {
      page.sentences.append(
        "\(Plural.of(report.others, "further change")) of other kinds than those told here")
    }
    addUnread()
    addCost()
  }

  private mutating func addUnread() {
    if report.onlyBeforeCount > 0 {
      page.sentences.append(
        "\(Plural.of(report.onlyBeforeCount, "request")) can no longer be read, such as "
          + report.onlyBefore.joined(separator: ", "))
    }
    if report.onlyAfterCount > 0 {
      page.sentences.append(
        "\(Plural.of(report.onlyAfterCount, "request")) could not be read before, such as "
          + report.onlyAfter.joined(separator: ", "))
    }
    if report.unreadable > 0 {
      page.sentences.append("\(Plural.of(report.unreadable, "record")) could not be read by either")
    }
  }

  private mutating func addCost() {
    guard report.costed.before + report.costed.after > 0 else { return }
    let change = report.cost.after - report.cost.before
    page.sentences.append(
      "cost \(Self.amount(report.cost.before)) → \(Self.amount(report.cost.after))"
        + " (\(change > 0 ? "+" : "")\(Self.amount(change))), of "
        + "\(report.costed.before) and \(report.costed.after) requests whose group or provider has one"
    )
  }

  private static func declared(_ rules: RuleChanges) -> String {
    if rules.isEmpty { return "nothing is declared otherwise" }
    let counts = [
      (rules.added.count, "new"), (rules.removed.count, "gone"), (rules.changed.count, "changed"),
      (rules.moved.count, "moved"),
    ]
    return "declarations: "
      + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  // MARK: Declarations

  private mutating func addDeclared() {
    guard let rules = report.rules, !rules.isEmpty else { return }
    var section = Page.Section(title: "declared otherwise")
    section.rows = [["declaration", "place", "what"]]
    func add(_ changes: [RuleChanges.Change], _ what: String) {
      section.rows += changes.map { [$0.title, "\($0.place)", what] }
    }
    add(rules.added, "new")
    add(rules.removed, "gone")
    for change in rules.changed {
      for (index, part) in change.parts.enumerated() {
        let what =
          "\(part.key): \(Self.brief(part.before)) → \(Self.brief(part.after))"
        section.rows.append(
          index == 0 ? [change.title, "\(change.place)", what] : ["", "", what])
      }
    }
    add(rules.moved, "moved: stands elsewhere among the rules of its kind")
    page.sections.append(section)
  }

  private static func brief(_ text: String?) -> String {
    guard let text else { return "nothing" }
    return text.count > 80 ? text.prefix(79) + "…" : text
  }

  // MARK: Without requests

  private mutating func addShown() {
    guard let shown = report.shown, !shown.examples.isEmpty else { return }
    var section = Page.Section(title: "requests that show a difference")
    section.rows = [["what", "before", "after", "decided by", "instead of", "request"]]
    for example in shown.examples.prefix(limit) {
      for (index, change) in example.changes.enumerated() {
        section.rows.append([
          change.aspect.title, change.before ?? "nothing", change.after ?? "nothing",
          Self.words(change.ruleAfter), Self.words(change.ruleBefore),
          index == 0 ? example.json : "the same",
        ])
      }
    }
    if shown.examples.count > limit {
      section.sentences = ["\(shown.examples.count - limit) more with --all"]
    }
    page.sections.append(section)
  }

  // MARK: Decisions

  private mutating func add(_ aspect: DecisionChange.Aspect) {
    guard let count = report.movedBy[aspect] else { return }
    let groups = report.groups(aspect)
    var section = Page.Section(title: "\(aspect.title): \(Plural.of(count, "request"))")
    let hasRules = groups.contains { $0.change.ruleBefore != nil || $0.change.ruleAfter != nil }
    section.rows = [["requests", aspect == .due ? "agreement" : "before", "after"]]
    if aspect == .due { section.rows[0] += ["on average", "at most"] }
    if hasRules, aspect != .due, aspect != .agreements {
      section.rows[0] += ["decided by", "instead of"]
    }
    section.rows[0].append("for example")
    for group in groups.prefix(limit) {
      var row = [
        String(group.count), group.change.before ?? "nothing", group.change.after ?? "nothing",
      ]
      if aspect == .due {
        row += [
          TimeWording.length(abs(group.shift) / Int64(group.count)),
          TimeWording.length(abs(group.furthest)),
        ]
      } else if hasRules, aspect != .agreements {
        row += [Self.words(group.change.ruleAfter), Self.words(group.change.ruleBefore)]
      }
      section.rows.append(row + [group.samples.joined(separator: ", ")])
    }
    section.numbers = [0]
    if groups.count > limit { section.sentences = ["\(groups.count - limit) more with --all"] }
    page.sections.append(section)
  }

  private static func words(_ rule: DecisionChange.Rule?) -> String {
    guard let rule else { return "" }
    return rule.place.map { "\(rule.name) (\($0))" } ?? rule.name
  }

  /// What each rule that decides now has taken over, whatever the respect.
  private mutating func addRules() {
    var counts: [DecisionChange.Rule: (won: Int, lost: Int)] = [:]
    var order: [DecisionChange.Rule] = []
    func count(_ rule: DecisionChange.Rule?, _ change: (inout (won: Int, lost: Int)) -> Void) {
      guard let rule else { return }
      if counts[rule] == nil { order.append(rule) }
      change(&counts[rule, default: (0, 0)])
    }
    for aspect in [DecisionChange.Aspect.provider, .group, .priority] {
      for group in report.groups(aspect) {
        count(group.change.ruleBefore) { $0.lost += group.count }
        count(group.change.ruleAfter) { $0.won += group.count }
      }
    }
    guard !order.isEmpty else { return }
    var section = Page.Section(title: "rules behind another provider, group or priority")
    section.rows = [["rule", "decided before", "decides now"]]
    section.numbers = [1, 2]
    let sorted = order.sorted {
      (counts[$0]?.won ?? 0) + (counts[$0]?.lost ?? 0)
        > (counts[$1]?.won ?? 0) + (counts[$1]?.lost ?? 0)
    }
    for rule in sorted.prefix(limit) {
      let (won, lost) = counts[rule] ?? (0, 0)
      section.rows.append([Self.words(rule), String(lost), String(won)])
    }
    page.sections.append(section)
  }

  private mutating func addLoad() {
    let loads = report.loads
    guard !loads.isEmpty else { return }
    var section = Page.Section(title: "requests per group")
    section.rows = [["group", "before", "after", "change"]]
    section.numbers = [1, 2, 3]
    for load in loads.prefix(limit) {
      let change = load.after - load.before
      let share = load.before == 0 ? "" : " (\(Self.share(change, of: load.before)))"
      section.rows.append([
        load.target, String(load.before), String(load.after),
        (change > 0 ? "+" : "") + String(change) + share,
      ])
    }
    page.sections.append(section)
  }

  // MARK: Numbers

  /// `12.3 %`, with the sign of what fell.
  static func share(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "0 %" }
    let tenths = (Double(count) * 1000 / Double(total)).rounded() / 10
    if tenths == 0, count != 0 { return "under 0.1 %" }
    return "\(tenths) %"
  }

  private static func amount(_ number: Double) -> String {
    let cents = (number * 100).rounded() / 100
    return Int(exactly: cents).map(String.init) ?? String(cents)
  }
}
