package import Baton
package import BatonModel
import Foundation

/// A rule base as a page for those who live by it: who there is, who answers for what, where requests
/// go and in which order that is decided, what was promised, the processes as pictures, and what the
/// words mean.
///
/// Everything comes from what the rule base declares, with each rule's reason and place; nothing is
/// kept beside it that could be out of date.
package struct OperatingModel {
  private let engine: Engine
  private let outline: RuleOutline
  private let entries: [String: [RuleOutline.Entry]]
  private let language: LanguageTable
  private var body: [String] = []
  private var contents: [(id: String, title: String)] = []

  /// For whom it is; nil for those who see everything.
  private let audience: Audience?

  /// - Parameter audience: who may see it; what they may not is withheld.
  package init(_ engine: Engine, _ outline: RuleOutline, for audience: Audience? = nil) {
    self.audience = audience
    self.engine = engine
    self.outline = outline
    entries = Dictionary(grouping: outline.entries, by: \.word)
    language = engine.language
  }

  /// The page as HTML.
  package var html: String {
    if let audience, !audience.seesEverything {
      return ToldModel(engine, outline, for: audience).html
    }
    var page = self
    page.write()
    let identity = engine.identity
    let version = identity.version.map { " \($0)" } ?? ""
    let links = page.contents.map { "<a href=\"#\($0.id)\">\(Self.escaped($0.title))</a>" }
    let head =
      page.about
      + ["<nav aria-label=\"Contents\">"] + HTMLPage.list(links) + ["</nav>"]
    return HTMLPage.text(
      title: "\(identity.name)\(version): the operating model", style: Self.style,
      head + page.body)
  }

  private static let style = """
    td ul{margin:0;padding-left:1.1rem}
    nav ul{columns:14rem;padding-left:1.2rem}
    .faint{color:var(--faint)}dt{font-weight:600;margin-top:.6rem}dd{margin-left:1.2rem}
    details{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem;margin:.4rem 0}
    summary{cursor:pointer;font-weight:600}img{max-width:100%;height:auto}
    """

  private static func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private mutating func begin(_ title: String, _ id: String, _ sentence: String? = nil) {
    contents.append((id, title))
    body.append("<h2 id=\"\(id)\">\(Self.escaped(title))</h2>")
    if let sentence { body.append("<p class=\"faint\">\(Self.escaped(sentence))</p>") }
  }

  private mutating func write() {
    addServices()
    addParties()
    addPriorities()
    addRules("Requests are understood", "classify", .classify)
    addRules("Tables that set fields", "decision_table", .classify)
    addRoutes()
    addPromises()
    addOthers()
    addProcesses()
    addCalendars()
    addGlossary()
  }

  // MARK: What it is

  private var about: [String] {
    let own = entries["rulebase"]?.first?.parts ?? [:]
    var lines: [String] = []
    if let description = own["description"] { lines.append("<p>\(Self.plain(description))</p>") }
    let owner = own["owner"].map { "owned by \(Self.plain($0)), " } ?? ""
    lines.append(
      "<p class=\"faint\">\(owner)made from the rules with the hash "
        + "<code>\(engine.identity.hash.prefix(16))</code></p>")
    return lines
  }

  private static func plain(_ value: RuleOutline.Value?) -> String {
    value.map { OutlineWording.html($0) } ?? ""
  }

  // MARK: Services

  private mutating func addServices() {
    let accounts = engine.serviceNames.compactMap { engine.account(ofService: $0) }
    guard !accounts.isEmpty else { return }
    begin("Services", "services", "Who answers for each service, and who runs it.")
    body += HTMLPage.table(
      "Services", head: ["service", "criticality", "run by", "accountable", "party"],
      rows: accounts.map { account in
        [
          "<a href=\"#service-\(Self.id(account.service))\">\(Self.escaped(account.service))</a>",
          Self.escaped(account.criticality ?? ""), Self.escaped(account.provider ?? ""),
          Self.escaped(account.accountable ?? "nobody"),
          Self.escaped(account.accountableParty ?? ""),
        ]
      })
    addEndToEnd(accounts)
    for account in accounts {
      body.append("<details id=\"service-\(Self.id(account.service))\">")
      body.append("<summary>\(Self.escaped(account.service))</summary>")
      body += Self.outlined(ServiceText.page(account).dropFirst())
      body.append("</details>")
    }
  }

  /// What services give and cost, for those of which anything is declared.
  private mutating func addEndToEnd(_ accounts: [ServiceAccount]) {
    let known = accounts.filter(\.endToEnd.isKnown)
    guard !known.isEmpty else { return }
    body.append("<h3>What services give and cost, end to end</h3>")
    body += HTMLPage.table(
      "What services give and cost, end to end",
      head: [
        "service", "its own availability", "sure end to end", "promised", "its own cost a month",
        "cost a month end to end", "not known of",
      ],
      rows: known.map { account in
        let whole = account.endToEnd
        return [
          account.service, whole.parts.first?.availability?.percent ?? "",
          whole.atLeast?.percent ?? "", whole.promised?.percent ?? "",
          whole.parts.first?.monthlyCost.map { ConformanceText.amount($0) } ?? "",
          whole.monthlyCost.map { ConformanceText.amount($0) } ?? "",
          EndToEndText.unknown(whole),
        ].map(Self.escaped)
      }, numbers: [1, 2, 3, 4, 5])
  }

  /// Questions, and under each its answers, from lines that are set in from the left.
  private static func outlined(_ lines: some Sequence<String>) -> [String] {
    var html: [String] = []
    var items: [String] = []
    for line in lines where !line.isEmpty {
      if line.hasPrefix(" ") {
        items.append(escaped(String(line.drop { $0 == " " })))
      } else {
        html += HTMLPage.list(items) + ["<h3>\(escaped(line))</h3>"]
        items = []
      }
    }
    return html + HTMLPage.list(items)
  }

  /// A name as a part of a link: what is no letter or digit by its number, so that names stay apart.
  private static func id(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        ? String(scalar) : "-\(String(scalar.value, radix: 16))"
    }.joined()
  }

  // MARK: Parties

  private mutating func addParties() {
    addDeclared(
      "Providers", "providers", "provider",
      ["name", "kind", "default", "hours", "subcontractor_of", "groups"])
    addDeclared(
      "Roles", "roles", "role", ["name", "party", "provider", "authority"])
    addDeclared(
      "Customers", "customers", "customer", ["name", "segment", "region", "accountable"])
  }

  /// Declarations of a word as a table: of these keys those that somebody uses.
  private mutating func addDeclared(
    _ title: String, _ id: String, _ word: String, _ keys: [String]
  ) {
    guard let declared = entries[word], !declared.isEmpty else { return }
    begin(title, id)
    let used = keys.filter { key in declared.contains { $0.parts[key] != nil } }
    body += HTMLPage.table(
      title, head: [word] + used.map { $0.replacing("_", with: " ") },
      rows: declared.map { entry in
        ["<strong>\(Self.escaped(entry.name))</strong>"] + used.map { Self.plain(entry.parts[$0]) }
      })
  }

  // MARK: Rules

  private mutating func addPriorities() {
    let matrix = engine.priorityMatrix
    begin(
      "How urgent a request is", "priority",
      "By impact and urgency, 1 is the most urgent; then the rules below, in their order.")
    body += HTMLPage.table(
      "Priority matrix", head: ["impact \\ urgency"] + matrix.urgency,
      rows: zip(matrix.impact, matrix.priorities).map { impact, row in
        ["<strong>\(Self.escaped(impact))</strong>"] + row.map(String.init)
      }, numbers: Set(1...max(1, matrix.urgency.count)))
    addTable("Rules about priority", "priority", in: .prioritise)
  }

  private mutating func addRules(_ title: String, _ word: String, _ stage: Stage) {
    guard entries[word]?.isEmpty == false else { return }
    begin(title, word)
    addTable(title, word, in: stage)
  }

  private mutating func addRoutes() {
    begin(
      "Who gets a request", "route",
      "The first that matches decides. They are tried in this order: the most specific level first."
    )
    var known: [String: [RuleOutline.Entry]] = [:]
    for word in ["route", "route_table"] {
      for entry in entries[word] ?? [] { known[entry.name, default: []].append(entry) }
    }
    var ordered: [RuleOutline.Entry] = []
    for name in engine.ruleNames(of: .route) {
      guard var some = known[name], !some.isEmpty else { continue }
      ordered.append(some.removeFirst())
      known[name] = some
    }
    addTable("Who gets a request", ordered, isNumbered: true)
  }

  private mutating func addTable(_ title: String, _ word: String, in stage: Stage) {
    let names = engine.ruleNames(of: stage)
    let positions = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = (entries[word] ?? []).sorted {
      (positions[$0.name] ?? .max) < (positions[$1.name] ?? .max)
    }
    addTable(title, sorted, isNumbered: true)
  }

  private static let told: Set<String> = [
    "because", "owner", "from_date", "until_date", "mode", "tags", "when", "overrides",
  ]

  /// Rules as a table: when, then, and why.
  private mutating func addTable(
    _ title: String, _ rules: [RuleOutline.Entry], isNumbered: Bool
  ) {
    guard let word = rules.first?.word else { return }
    let isConditional = language.words.contains { one in
      one.name == word && one.keys.contains { $0.name == "when" }
    }
    let isReasoned = rules.contains { !Self.reason($0).isEmpty }
    body += HTMLPage.table(
      title,
      head: (isNumbered ? ["#"] : []) + [word.replacing("_", with: " ")]
        + (isConditional ? ["when", "then"] : ["what"]) + (isReasoned ? ["why"] : []),
      rows: rules.enumerated().map { index, rule in
        (isNumbered ? [String(index + 1)] : []) + [
          "<strong>\(Self.escaped(rule.name))</strong><br><span class=\"faint\">\(rule.place)</span>"
        ] + (isConditional ? [Self.condition(rule)] : []) + [Self.outcome(rule)]
          + (isReasoned ? [Self.reason(rule)] : [])
      }, numbers: isNumbered ? [0] : [])
  }

  private static func condition(_ rule: RuleOutline.Entry) -> String {
    rule.parts["when"].map { OutlineWording.condition($0) } ?? "always"
  }

  private static func outcome(_ rule: RuleOutline.Entry) -> String {
    rule.parts.filter { !told.contains($0.key) }.sorted { $0.key < $1.key }
      .map { key, value in
        let name = Int(key) == nil ? "\(escaped(key.replacing("_", with: " "))): " : ""
        return name + plain(value)
      }.joined(separator: "<br>")
  }

  private static func reason(_ rule: RuleOutline.Entry) -> String {
    var parts: [String] = []
    if let because = rule.parts["because"] { parts.append(plain(because)) }
    if let owner = rule.parts["owner"] { parts.append("owner: \(plain(owner))") }
    if let from = rule.parts["from_date"] { parts.append("from \(plain(from))") }
    if let until = rule.parts["until_date"] { parts.append("until \(plain(until))") }
    if let mode = rule.parts["mode"] { parts.append("mode: \(plain(mode))") }
    return parts.joined(separator: "<br>")
  }

  // MARK: Promises and the rest

  private mutating func addPromises() {
    let words = ["sla", "ola", "underpinning_contract", "xla"]
    let rules = words.flatMap { entries[$0] ?? [] }
    guard !rules.isEmpty else { return }
    begin("What is promised", "agreements", "Agreements with the customer, and those behind them.")
    for word in words {
      guard let some = entries[word], !some.isEmpty else { continue }
      body.append("<h3>\(Self.escaped(word.replacing("_", with: " ")))</h3>")
      addTable(word, some, isNumbered: false)
    }
  }

  /// Words of rules that have a place of their own above, or are no rules.
  private static let placed: Set<String> = [
    "rulebase", "scenario", "service", "provider", "role", "customer", "calendar", "field",
    "source",
    "priority_matrix", "levels", "priority", "classify", "decision_table", "route", "route_table",
    "sla", "ola",
    "underpinning_contract", "xla", "process", "configuration_item", "receiver",
  ]

  private mutating func addOthers() {
    var words: [String] = []
    for entry in outline.entries
    where !Self.placed.contains(entry.word) && !words.contains(entry.word) {
      words.append(entry.word)
    }
    for word in words {
      let title = word.replacing("_", with: " ")
      let summary = language.words.first { $0.name == word }?.summary
      begin(title.prefix(1).uppercased() + title.dropFirst(), "word-\(word)", summary)
      addTable(title, entries[word] ?? [], isNumbered: false)
    }
  }

  // MARK: Processes

  private mutating func addProcesses() {
    let names = engine.processNames
    guard !names.isEmpty else { return }
    begin("Processes", "processes", "One way, same way: for every provider.")
    for (position, name) in names.enumerated() {
      let process = engine.outline(ofProcess: position)
      body.append("<h3 id=\"process-\(Self.id(name))\">\(Self.escaped(name))</h3>")
      if !process.states.isEmpty {
        // Pictures have names inside, which would meet on one page: each is a document of its own.
        let picture = Data(ProcessSVG(process).text.utf8).base64EncodedString()
        body.append(
          "<p><img alt=\"\(Self.states(process))\" src=\"data:image/svg+xml;base64,\(picture)\"></p>"
        )
      }
      body += HTMLPage.list(
        process.rules.map {
          "<strong>\(Self.escaped($0.name))</strong>: \(Self.escaped($0.sentence))"
        })
    }
  }

  private static func states(_ process: ProcessOutline) -> String {
    let ways = process.ways.map { way in
      "\(process.states[way.from].name) to \(process.states[way.target].name)"
    }
    return escaped("The states of \(process.name): \(ways.joined(separator: ", "))")
  }

  // MARK: Times and words

  private mutating func addCalendars() {
    guard let calendars = entries["calendar"], !calendars.isEmpty else { return }
    begin("Working hours", "calendars")
    body += HTMLPage.table(
      "Working hours", head: ["calendar", "hours"],
      rows: calendars.map { entry in
        ["<strong>\(Self.escaped(entry.name))</strong>", Self.outcome(entry)]
      })
  }

  private mutating func addGlossary() {
    let used = Set(outline.entries.map(\.word))
    let words = language.words.filter { used.contains($0.name) }
    begin("What the words mean", "glossary")
    body.append("<dl>")
    for word in words {
      body.append(
        "<dt>\(Self.escaped(word.name.replacing("_", with: " ")))</dt>"
          + "<dd>\(Self.escaped(word.summary))</dd>")
    }
    for field in entries["field"] ?? [] {
      body.append(
        "<dt>\(Self.escaped(field.name))</dt><dd>\(Self.plain(field.parts["description"]))"
          + " <span class=\"faint\">a field of \(Self.plain(field.parts["of"] ?? .text("request")))</span></dd>"
      )
    }
    body.append("</dl>")
  }
}
