import Baton
import BatonModel

/// A history under the rules as a page; beside it the same history under other rules, if there are two.
package enum ReplayPage {
  package static func page(_ now: ReplayReport, before: ReplayReport? = nil) -> Page {
    var page = Page(title: title(now, before))
    page.sentences.append(now.count.words)
    page.sentences += now.faults.map { "such as \($0)" }
    let sections = [
      fields(now), agreements(now, before),
      counts(
        "escalations", "ladder", pairs(now.totals.escalations.map { ($0.ladder, $0.count) }),
        before.map { pairs($0.totals.escalations.map { ($0.ladder, $0.count) }) }),
      counts(
        "deviations from processes", "rule",
        pairs(now.totals.deviations.map { ($0.rule, $0.count.all) }),
        before.map { pairs($0.totals.deviations.map { ($0.rule, $0.count.all) }) }),
      shadows(now),
    ]
    page.sections = sections.compactMap(\.self)
    return page
  }

  private static func title(_ now: ReplayReport, _ before: ReplayReport?) -> String {
    let name = "\(now.identity.name) (\(now.identity.hash.prefix(8)))"
    return before.map { "\($0.identity.name) (\($0.identity.hash.prefix(8))) → \(name)" } ?? name
  }

  private static func pairs(_ list: [(String, Int)]) -> [String: Int] {
    Dictionary(list, uniquingKeysWith: +)
  }

  // MARK: What the history lacks

  private static func fields(_ report: ReplayReport) -> Page.Section? {
    let lacking = report.fields.filter { $0.present < report.requests }
    guard !lacking.isEmpty, report.requests > 0 else { return nil }
    var section = Page.Section(title: "what rules ask for and the history does not hold")
    section.rows = [["field", "has a value in", "share"]]
    section.numbers = [1, 2]
    for field in lacking.sorted(by: { $0.present < $1.present }) {
      section.rows.append([
        field.name, field.present == 0 ? "no request" : String(field.present),
        DifferencePage.share(field.present, of: report.requests),
      ])
    }
    section.sentences = [
      "a rule that asks for a value that is not there does not match: what it would have done is not known"
    ]
    return section
  }

  // MARK: What came of it

  private static func agreements(_ now: ReplayReport, _ before: ReplayReport?) -> Page.Section? {
    let old = Dictionary(
      (before?.totals.agreements ?? []).map { ($0.name, $0) }
    ) { first, _ in first }
    let new = Dictionary(now.totals.agreements.map { ($0.name, $0) }) { first, _ in first }
    let names = Set(old.keys).union(new.keys).sorted()
    if names.isEmpty { return nil }
    var section = Page.Section(title: "agreements")
    section.rows = [["agreement", "kept", "not kept", "share kept", "running"]]
    if before != nil { section.rows[0] += ["kept before", "not kept before", "share before"] }
    section.numbers = Set(1..<section.rows[0].count)
    for name in names {
      let clocks = new[name]?.clocks ?? ClockCount()
      var row = [
        name, String(clocks.kept), String(clocks.notKept), share(clocks), String(clocks.running),
      ]
      if before != nil {
        let clocks = old[name]?.clocks ?? ClockCount()
        row += [String(clocks.kept), String(clocks.notKept), share(clocks)]
      }
      section.rows.append(row)
    }
    return section
  }

  private static func share(_ clocks: ClockCount) -> String {
    clocks.shareKept.map { "\($0 / 10).\($0 % 10) %" } ?? ""
  }

  private static func counts(
    _ title: String, _ what: String, _ now: [String: Int], _ before: [String: Int]?
  ) -> Page.Section? {
    let names = Set(now.keys).union((before ?? [:]).keys).sorted()
    if names.isEmpty { return nil }
    var section = Page.Section(title: title)
    section.rows = [[what, "times"] + (before == nil ? [] : ["before"])]
    section.numbers = [1, 2]
    for name in names {
      section.rows.append(
        [name, String(now[name] ?? 0)] + (before.map { [String($0[name] ?? 0)] } ?? []))
    }
    return section
  }

  private static func shadows(_ report: ReplayReport) -> Page.Section? {
    guard !report.shadows.isEmpty else { return nil }
    var section = Page.Section(title: "what rules in shadow mode would have done")
    section.rows = [["requests", "share", "would", "rule", "for example"]]
    section.numbers = [0, 1]
    for shadow in report.shadows.sorted(by: { $0.count > $1.count }) {
      section.rows.append([
        String(shadow.count), DifferencePage.share(shadow.count, of: report.requests),
        shadow.would, shadow.rule + (shadow.place.map { " (\($0))" } ?? ""),
        shadow.samples.joined(separator: ", "),
      ])
    }
    return section
  }
}
