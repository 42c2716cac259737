import Baton
import BatonModel

/// Rules beside a labelled history as a page for people.
package enum ClassificationPage {
  private static let mostLabels = 12
  private static let mostRows = 20

  package static func page(_ count: Classification) -> Page {
    let subject = count.subject.name
    var page = Page(
      title: "\(subject) by \(count.identity.name) (\(count.identity.hash.prefix(8)))")
    page.sentences.append(
      "\(Plural.of(count.labelled, "request")) with a known \(subject), "
        + "\(count.unlabelled) without"
        + (count.unreadable > 0 ? ", \(count.unreadable) that could not be read" : ""))
    guard count.labelled > 0 else { return page }
    let said = count.labelled - count.silent
    page.sentences.append(
      "rules say something of \(share(said, of: count.labelled)), and are right for "
        + "\(share(count.right, of: said)) of these, which is \(share(count.right, of: count.labelled)) "
        + "of all")
    if let most = count.mostFrequent {
      page.sentences.append(
        "always saying \"\(most.label)\" would be right for \(share(most.count, of: count.labelled))"
      )
    }
    page.sections = [rules(count), labels(count), matrix(count), mistakes(count)]
      .compactMap(\.self)
    return page
  }

  private static func share(_ count: Int, of total: Int) -> String {
    DifferencePage.share(count, of: total)
  }

  private static func few(_ count: Int) -> String { count < Classification.few ? "few" : "" }

  private static func rules(_ count: Classification) -> Page.Section? {
    let worst = count.worst
    if worst.isEmpty { return nil }
    var section = Page.Section(title: "rules, the worst first")
    section.rows = [
      ["rule", "at", "right", "wrong", "precision", "", "mostly it was", "such as"]
    ]
    section.numbers = [2, 3, 4]
    for (rule, own) in worst.prefix(mostRows) {
      let instead = own.wrong.max { ($0.value, $1.key) < ($1.value, $0.key) }
      section.rows.append([
        rule.name, rule.place?.description ?? "", String(own.right), String(own.total - own.right),
        share(own.right, of: own.total), few(own.total),
        instead.map { "\($0.key) (\($0.value))" } ?? "", own.examples.joined(separator: ", "),
      ])
    }
    if worst.count > mostRows { section.sentences = ["and \(worst.count - mostRows) more rules"] }
    return section
  }

  private static func labels(_ count: Classification) -> Page.Section? {
    let labels = count.labels.sorted { ($1.value.known, $0.key) < ($0.value.known, $1.key) }
    var section = Page.Section(title: "by \(count.subject.name)")
    section.rows = [["\(count.subject.name)", "known", "said", "right", "precision", "recall", ""]]
    section.numbers = [1, 2, 3, 4, 5]
    for (label, own) in labels.prefix(mostRows) {
      section.rows.append([
        label, String(own.known), String(own.predicted), String(own.right),
        own.predicted == 0 ? "" : share(own.right, of: own.predicted),
        own.known == 0 ? "" : share(own.right, of: own.known), few(own.known),
      ])
    }
    if labels.count > mostRows { section.sentences = ["and \(labels.count - mostRows) more"] }
    return section
  }

  /// What is known down, what rules say across: the most frequent labels, the others together.
  private static func matrix(_ count: Classification) -> Page.Section? {
    let names = count.labels.sorted { ($1.value.known, $0.key) < ($0.value.known, $1.key) }
      .map(\.key)
    let shown = Array(names.prefix(mostLabels))
    let hasOthers = names.count > shown.count
    var section = Page.Section(title: "known down, said across")
    section.rows = [["", "nothing"] + shown + (hasOthers ? ["another"] : [])]
    section.numbers = Set(1..<section.rows[0].count)
    func cells(_ row: [String?: Int]) -> [String] {
      var cells = [row[nil] ?? 0] + shown.map { row[$0] ?? 0 }
      if hasOthers { cells.append(row.values.reduce(0, +) - cells.reduce(0, +)) }
      return cells.map { $0 == 0 ? "·" : String($0) }
    }
    for label in shown where count.matrix[label] != nil {
      section.rows.append([label] + cells(count.matrix[label] ?? [:]))
    }
    if hasOthers {
      let others = count.matrix.filter { !shown.contains($0.key) }.values
        .reduce(into: [String?: Int]()) { all, row in all.merge(row) { $0 + $1 } }
      section.rows.append(["another"] + cells(others))
    }
    return section
  }

  private static func mistakes(_ count: Classification) -> Page.Section? {
    let mistakes = count.mistakes
    if mistakes.isEmpty { return nil }
    var section = Page.Section(title: "mistaken most often")
    section.rows = [["known", "said", "requests"]]
    section.numbers = [2]
    for mistake in mistakes.prefix(mostRows) {
      section.rows.append([mistake.known, mistake.predicted, String(mistake.count)])
    }
    return section
  }
}
