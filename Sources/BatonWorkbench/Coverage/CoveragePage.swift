import Baton
import BatonModel

/// Coverage beside the source of the rules, as one page that needs nothing else: no script, no network,
/// light and dark as the reader's system is, and everything reachable by the keyboard.
package struct CoveragePage {
  private let coverage: Coverage
  private let name: String
  private let source: (String) -> String?

  /// - Parameter source: the text of a file of the rule base.
  package init(_ coverage: Coverage, of name: String, source: @escaping (String) -> String?) {
    self.coverage = coverage
    self.name = name
    self.source = source
  }

  package var html: String {
    let title = "Coverage of \(escaped(name))"
    var page = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <a class="skip" href="#source">Skip to the rules</a>
      <header>
      <h1>\(title)</h1>
      <p class="total">\(CoverageText.percent(coverage.percent))</p>
      </header>
      <main>
      <table class="counts">
      <caption>What the scenarios reach</caption>
      <tbody>

      """
    for kind in Coverage.Kind.allCases {
      guard let count = coverage.counts[kind] else { continue }
      page += """
        <tr><th scope="row">\(escaped(kind.words))</th><td>\(count.reached) of \(count.all)</td>\
        <td><meter aria-hidden="true" min="0" max="\(max(count.all, 1))" \
        value="\(count.reached)">\
        </meter></td></tr>

        """
    }
    page += "</tbody>\n</table>\n" + gaps
    page += "<section id=\"source\">\n<h2>The rules</h2>\n<p class=\"key\">" + Self.key + "</p>\n"
    for file in files { page += self.file(file) }
    return page + "</section>\n</main>\n</body>\n</html>\n"
  }

  // MARK: What is missing

  private var gaps: String {
    if coverage.gaps.isEmpty { return "<p>Nothing is missing.</p>\n" }
    let known = Set(files)
    var list = "<details class=\"gaps\">\n<summary>"
    list += "\(Plural.of(coverage.gaps.count, "thing")) not reached</summary>\n<ul>\n"
    for gap in coverage.gaps {
      let sentence = escaped(gap.sentence)
      let place = escaped("\(gap.place)")
      // A file that cannot be shown has nothing to jump to.
      let link =
        known.contains(gap.place.file)
        ? "<a href=\"#\(anchor(gap.place.file, gap.place.line))\">\(place)</a>" : place
      list += "<li>\(link) \(sentence)</li>\n"
    }
    return list + "</ul>\n</details>\n"
  }

  // MARK: The source

  /// The files that have rules and can be read, in the order of the rules.
  private var files: [String] {
    var seen: Set<String> = []
    let places = coverage.rules.map(\.place) + coverage.gaps.map(\.place)
    return places.map(\.file).filter { seen.insert($0).inserted && source($0) != nil }
  }

  private func file(_ file: String) -> String {
    guard let text = source(file) else { return "" }
    var marks: [Int: [CoveredRule]] = [:]
    for rule in coverage.rules where rule.place.file == file {
      marks[rule.place.line, default: []].append(rule)
    }
    var missing: [Int: [Coverage.Gap]] = [:]
    for gap in coverage.gaps where gap.place.file == file {
      switch gap.kind {
      case .transitions, .constraints, .steps: missing[gap.place.line, default: []].append(gap)
      case .rules, .conditions, .rows: break
      }
    }
    // A region that scrolls must be reachable without a mouse.
    var html = "<h3>\(escaped(file))</h3>\n"
    html += "<div class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(file))\">\n"
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let rules = marks[number] ?? []
      let gaps = missing[number] ?? []
      let state = Self.state(rules, gaps)
      html += "<div class=\"line \(state.name)\" id=\"\(anchor(file, number))\">"
      html += "<span class=\"mark\">\(state.sign)</span>"
      html += "<span class=\"number\">\(number)</span>"
      html += "<code>\(line.isEmpty ? " " : escaped(String(line)))</code></div>\n"
      for rule in rules { html += note(rule) }
      for gap in gaps { html += "<p class=\"note\">not reached: \(escaped(gap.sentence))</p>\n" }
    }
    return html + "</div>\n"
  }

  private enum State {
    case plain, whole, part, none

    var name: String {
      switch self {
      case .plain: "plain"
      case .whole: "whole"
      case .part: "part"
      case .none: "none"
      }
    }

    /// Not by colour alone.
    var sign: String {
      switch self {
      case .plain: ""
      case .whole: "✓"
      case .part: "◐"
      case .none: "✗"
      }
    }
  }

  private static func state(_ rules: [CoveredRule], _ gaps: [Coverage.Gap]) -> State {
    if rules.isEmpty { return gaps.isEmpty ? .plain : .none }
    if rules.allSatisfy({ !$0.hasDecided }) { return .none }
    let isWhole = rules.allSatisfy { $0.hasDecided && $0.parts.allSatisfy(\.isShown) }
    return isWhole && gaps.isEmpty ? .whole : .part
  }

  private func note(_ rule: CoveredRule) -> String {
    let isWhole = rule.hasDecided && rule.parts.allSatisfy(\.isShown)
    let fate =
      rule.hasDecided ? "decides" : rule.hasMatched ? "matches, but never decides" : "never matches"
    let shown = rule.parts.count(where: \.isShown)
    var html = "<details class=\"note\"\(isWhole ? "" : " open")>"
    html += "<summary>\(escaped(Coverage.title(rule))): \(fate)"
    if !rule.parts.isEmpty { html += ", \(shown) of \(rule.parts.count) parts both ways" }
    html += "</summary>\n<ul>\n"
    for part in rule.parts {
      let said =
        switch (part.decidedByHolding, part.decidedByFailing) {
        case (true, true): "both ways"
        case (true, false): "never the only reason not to match"
        case (false, true): "never the reason to match"
        case (false, false): "nothing ever hung on it alone"
        }
      html += "<li class=\"\(part.isShown ? "whole" : "part")\">"
      html += "<span class=\"mark\">\(part.isShown ? "✓" : "✗")</span> "
      html += "<code>\(escaped(part.words))</code>: \(said)</li>\n"
    }
    if rule.parts.isEmpty { html += "<li>it has no condition</li>\n" }
    return html + "</ul>\n</details>\n"
  }

  private func anchor(_ file: String, _ line: Int) -> String {
    escaped(file.replacing(" ", with: "-")) + "-L\(line)"
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private static let key =
    "✓ decides, and each part of its condition was shown both ways; "
    + "◐ decides, and something is missing; ✗ never decides"

  private static let style = """
    :root { color-scheme: light dark; --ink: #1c1f24; --paper: #fff; --soft: #f3f4f6;
      --line: #d5d8dd; --dim: #5b6370; --good: #dff3e3; --some: #fdf1cf; --bad: #fbdfdd;
      --link: #0b57d0; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #16181c;
      --soft: #1f2329; --line: #3a4049; --dim: #a2aab6; --good: #17351f; --some: #3a3113;
      --bad: #43201f; --link: #8ab4f8; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 75rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible, .code:focus-visible { outline: 3px solid var(--link);
      outline-offset: 2px; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { position: static; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 1rem; }
    h1 { font-size: 1.5rem; margin: 0; }
    h3 { margin: 2rem 0 .5rem; font-family: ui-monospace, monospace; }
    .total { font-size: 1.5rem; font-weight: 600; margin: 0; }
    .counts { border-collapse: collapse; margin: 1rem 0; }
    .counts caption { text-align: left; color: var(--dim); }
    .counts th { text-align: left; font-weight: normal; }
    .counts th, .counts td { padding: .2rem 1rem .2rem 0; }
    .gaps { margin: 1rem 0; }
    .gaps summary { cursor: pointer; font-weight: 600; }
    .key { color: var(--dim); }
    .code { border: 1px solid var(--line); border-radius: 6px; overflow-x: auto;
      padding: .5rem 0; background: var(--soft); }
    .line { display: flex; min-width: max-content; font: .85rem/1.5 ui-monospace, monospace; }
    .line:target { outline: 2px solid var(--link); }
    .line .mark { width: 2rem; text-align: center; flex: none; }
    .line .number { width: 3.5rem; padding-right: 1rem; text-align: right; color: var(--dim);
      flex: none; user-select: none; }
    .line code { white-space: pre; font: inherit; padding-right: 1rem; }
    .line.whole { background: var(--good); }
    .line.part { background: var(--some); }
    .line.none { background: var(--bad); }
    .note { margin: .2rem 1rem .4rem 5.5rem; padding: .2rem .6rem; font-size: .9rem;
      border-left: 3px solid var(--line); background: var(--paper); max-width: 55rem; }
    .note summary { cursor: pointer; }
    .note ul { margin: .2rem 0; padding-left: 1rem; list-style: none; }
    .note code { font-family: ui-monospace, monospace; }
    """
}
