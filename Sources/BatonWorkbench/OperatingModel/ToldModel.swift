import Baton
import BatonModel

/// The operating model for those who may not see all of it.
///
/// As ``Audience`` withholds parts of a decision, so here: the page is made from nothing, part by part, of
/// what a party may see, and says at its end what was withheld. Nothing is told of conditions, fields and
/// places, which rules alone have.
struct ToldModel {
  private let engine: Engine
  private let outline: RuleOutline
  private let audience: Audience
  /// The provider that reads it; nil for other parties.
  private let provider: String?
  private var body: [String] = []

  init(_ engine: Engine, _ outline: RuleOutline, for audience: Audience) {
    self.engine = engine
    self.outline = outline
    self.audience = audience
    provider = audience.party == .provider ? audience.provider ?? "" : nil
  }

  var html: String {
    var page = self
    page.write()
    let identity = engine.identity
    let version = identity.version.map { " \($0)" } ?? ""
    let reader = audience.party.rawValue + (audience.provider.map { " \($0)" } ?? "")
    return HTMLPage.text(
      title: "\(identity.name)\(version): the operating model",
      ["<p class=\"faint\">for the \(Self.escaped(reader))</p>"] + page.body)
  }

  private static func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private func sees(_ part: Audience.Part) -> Bool { audience.parts.contains(part) }

  private mutating func write() {
    addServices()
    addPriorities()
    addAgreements("What is promised", ["sla", "xla"], .promises)
    addAgreements("What is agreed with providers", ["ola", "underpinning_contract"], .contracts)
    addApprovals()
    addRules()
    addProcesses()
    let withheld = Audience.Part.allCases.filter { !sees($0) }
      .map { $0.rawValue.replacing("_", with: " ") }
    let parts = withheld + (provider == nil ? [] : ["other providers"])
    if !parts.isEmpty {
      begin("Withheld")
      body.append("<p>\(parts.joined(separator: ", "))</p>")
    }
  }

  private mutating func begin(_ title: String) {
    body.append("<h2>\(Self.escaped(title))</h2>")
  }

  private mutating func table(_ title: String, _ head: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    begin(title)
    body += HTMLPage.table(title, head: head, rows: rows)
  }

  /// Whether a group or a provider is one that may be named.
  private func isOwn(_ name: String) -> Bool {
    guard let provider else { return true }
    return name == provider || name.hasPrefix(provider + "/")
  }

  // MARK: Services

  /// A provider reads of those that it runs or whose requests may come to it, and of no other provider.
  /// Whom else a request may go to, and so who loses, is told to nobody.
  private mutating func addServices() {
    var rows: [[String]] = []
    let accounts = engine.serviceNames.compactMap { engine.account(ofService: $0) }
    let tellsPromises = sees(.promises) && accounts.contains { $0.endToEnd.promised != nil }
    for account in accounts {
      let targets = provider == nil ? [] : account.ways.flatMap(\.targets).filter(isOwn).uniqued
      let runs = account.provider.map(isOwn) ?? false
      guard provider == nil || runs || !targets.isEmpty else { continue }
      var row = [account.service]
      if sees(.assignment) { row.append(runs ? account.provider ?? "" : "") }
      if showsTargets { row.append(targets.joined(separator: ", ")) }
      if tellsPromises { row.append(account.endToEnd.promised?.percent ?? "") }
      if sees(.accountable) {
        row += [account.accountable ?? "nobody", account.accountableParty ?? ""]
      }
      rows.append(row.map(Self.escaped))
    }
    let head =
      ["service"] + (sees(.assignment) ? ["run by"] : [])
      + (showsTargets ? ["requests may come to"] : [])
      + (tellsPromises ? ["promised to be there"] : [])
      + (sees(.accountable) ? ["accountable", "party"] : [])
    table("Services", head, rows)
  }

  private var showsTargets: Bool { provider != nil && sees(.assignment) }

  // MARK: Decisions

  private mutating func addPriorities() {
    guard sees(.priority) else { return }
    let matrix = engine.priorityMatrix
    table(
      "Priority by impact and urgency", ["impact \\ urgency"] + matrix.urgency,
      zip(matrix.impact, matrix.priorities).map { impact, row in
        [Self.escaped(impact)] + row.map(String.init)
      })
  }

  private mutating func addAgreements(
    _ title: String, _ words: [String], _ part: Audience.Part
  ) {
    guard sees(part) else { return }
    let entries = outline.entries.filter { entry in
      guard words.contains(entry.word) else { return false }
      guard let provider, part == .contracts else { return true }
      return audience.agreementProviders[entry.name, default: []].contains(provider)
    }
    let keys = ["metric", "within"] + (part == .contracts ? ["with"] : [])
    table(
      title, ["agreement"] + keys + reasonHead(entries),
      entries.map { entry in
        [Self.escaped(entry.name)] + keys.map { told($0, entry) } + reason(entry, entries)
      })
  }

  private mutating func addApprovals() {
    guard sees(.approvals) else { return }
    let entries = outline.entries.filter { $0.word == "approval" }
    table(
      "Approvals", (sees(.rules) ? ["rule"] : []) + ["by", "needs", "within"],
      entries.map { entry in
        (sees(.rules) ? [Self.escaped(entry.name)] : [])
          + ["by", "needs", "within"].map { told($0, entry) }
      })
  }

  /// A value of a declaration; who else is a party to it stays unnamed.
  private func told(_ key: String, _ entry: RuleOutline.Entry) -> String {
    guard let value = entry.parts[key] else { return "" }
    if key == "with", let provider { return Self.escaped(provider) }
    return OutlineWording.html(value)
  }

  // MARK: Rules

  /// Those that may be seen whatever else is not, and all if names of rules are.
  private mutating func addRules() {
    let words = engine.language.words.filter { $0.keys.contains { $0.name == "when" } }
    let rules = Set(words.map(\.name)).union(["route_table"])
    let entries = outline.entries.filter { entry in
      !entry.name.isEmpty && rules.contains(entry.word)
        && (sees(.rules) || audience.visibleRules.contains(entry.name))
    }
    table(
      "Rules", ["rule", "is a"] + reasonHead(entries),
      entries.map { entry in
        [Self.escaped(entry.name), Self.escaped(entry.word.replacing("_", with: " "))]
          + reason(entry, entries)
      })
  }

  private func reasonHead(_ entries: [RuleOutline.Entry]) -> [String] {
    entries.contains(where: showsReason) ? ["why"] : []
  }

  private func reason(_ entry: RuleOutline.Entry, _ all: [RuleOutline.Entry]) -> [String] {
    guard all.contains(where: showsReason) else { return [] }
    return [showsReason(entry) ? entry.parts["because"].map(OutlineWording.html) ?? "" : ""]
  }

  private func showsReason(_ entry: RuleOutline.Entry) -> Bool {
    entry.parts["because"] != nil
      && (sees(.reasons) || audience.visibleRules.contains(entry.name))
  }

  // MARK: Processes

  /// The one way that all providers go: from which state to which, for those who go it.
  private mutating func addProcesses() {
    guard audience.party != .customer else { return }
    for position in engine.processNames.indices {
      let process = engine.outline(ofProcess: position)
      let rows = process.states.indices.map { from in
        let targets = process.ways.filter { $0.from == from && $0.variation == nil }
          .map { process.states[$0.target].name }.uniqued
        return [process.states[from].name, targets.joined(separator: ", ")].map(Self.escaped)
      }
      table("Process \"\(process.name)\"", ["state", "may become"], rows)
    }
  }
}

extension [String] {
  /// Each once, in the order in which they come.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
