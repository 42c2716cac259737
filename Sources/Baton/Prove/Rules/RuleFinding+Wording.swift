import BatonModel

// Every sentence about what is found of rules by themselves.

extension RuleFinding {
  var wording: Wording {
    switch self {
    case .neverHolds(_, let title, _):
      Wording(
        "never-holds", "\(title) is about no request: its conditions contradict each other",
        help: "what it asks for excludes itself, or the catalogue has no such record and "
          + "only a request could say so of one")
    case .neverComes(let row, let fields):
      Wording(
        "never-holds",
        "\(row.title) is about no request: what the rules before it make of "
          + "\(ProofWording.list(fields)) never meets its conditions",
        help: "ask for what they set, or leave it out" + Self.asDeclared([row]))
    case .fillsNothing(let head, let fields, let witness):
      Wording(
        "fills-nothing",
        "\"\(head.name)\" fills \(ProofWording.list(fields)) where it is lacking, and asks for a "
          + "request that has it",
        help: "write overwrite = true, or ask for something else" + Self.shown(witness))
    case .neverViolated(let head):
      Wording(
        "never-violated", "no request can violate \"\(head.name)\"",
        help: "what it forbids excludes itself, or what it requires is always so")
    case .hidden(let row, let rows, let witness):
      Wording(
        "unreachable",
        rows.count == 1
          ? "\(row.title) is never reached: \(rows[0].title) before it takes all its requests"
          : "\(row.title) is never reached: \(rows.count) before it together take all its requests",
        help: "put it before them, make its conditions differ, or leave it out"
          + Self.asDeclared([row] + rows) + Self.shown(witness))
    case .redundant(let row, let rows, let witness):
      Wording(
        "redundant",
        "without \(row.title) every request goes the same way: "
          + "\(Self.titles(rows)) \(rows.count == 1 ? "does" : "do") the same",
        help: "leave it out, or write because = \"…\" if its reason is to be told"
          + Self.asDeclared([row] + rows) + Self.shown(witness))
    case .bounds(let floor, let notBelow, let cap, let notAbove, let witness):
      Wording(
        "bounds-conflict",
        "\"\(floor.name)\" keeps a request at P\(notBelow) or more urgent, and \"\(cap.name)\" at "
          + "P\(notAbove) or less: the floor wins",
        help: Self.example(witness))
    case .mayLeadNowhere(let head):
      Wording(
        "fallback-may-fail",
        "\"\(head.name)\" takes what nobody else takes, and leads nowhere when nobody can be chosen",
        help: "let the last route name a group")
    case .overlap(let one, let two, let hit, let witness):
      Wording(
        "overlap",
        "\(one.title) and row \(two.number ?? 0) take the same request"
          + (hit == .any ? " with different outcomes" : "")
          + ": then the table counts as not matched",
        help: Self.example(witness))
    case .mayOverlap(let one, let two, let hit):
      Wording(
        "may-overlap",
        "\(one.title) and row \(two.number ?? 0) may take the same request"
          + (hit == .any ? " with different outcomes" : "")
          + ": no request was found for which they do",
        help: "a function, a pattern or an earlier stage decides; make the rows exclude each other")
    case .idleColumn(let head, let column, _, let isEmpty):
      Wording(
        "idle-column",
        isEmpty
          ? "the column \"\(column)\" of \"\(head.name)\" is empty in every row"
          : "without the column \"\(column)\" the rows of \"\(head.name)\" decide the same",
        help: "leave the column out")
    case .gap(let head, let witness):
      Wording(
        "table-gap", "no row of \"\(head.name)\" is about some of what its columns tell apart",
        help: Self.example(witness))
    case .scopes(let one, let two, let providers, let pairs, let witness):
      Wording(
        "scopes-overlap",
        "\(one.title) and \(two.title) claim the same requests for \(ProofWording.list(providers)): "
          + "only their order decides"
          + (pairs > 1 ? "; so do \(pairs - 1) more pairs of their routes" : ""),
        help: Self.example(witness))
    case .nobodyOpen(let service, _, let slices, let hours, let stretch, let zone):
      Wording(
        "no-group",
        "nobody works for \"\(service)\" in its hours, \"\(hours)\", "
          + "where \(slices[0]), from \(ProofWording.moment(stretch.from, zone)) for "
          + ProofWording.duration(stretch.until.milliseconds - stretch.from.milliseconds)
          + (slices.count > 1 ? "; so for \(slices.count - 1) more of its requests' kinds" : ""),
        help: "route them to a group that is open then")
    case .itemAlone(let head):
      Wording(
        "item-alone", "\"\(head.name)\" decides by the configuration item alone",
        help: "ask for the service: items are replaced, and their data is the first to be wrong")
    case .sameService(let names, _):
      Wording(
        "same-service", "\(ProofWording.list(names)) say the same of themselves",
        help: "declare one service, or say what makes them differ")
    case .unused(let name):
      Wording(
        "unused-\(name.kind.rawValue)", "nothing uses the \(name.kind.rawValue) \"\(name.name)\"",
        help: "leave it out, or use it")
    case .supportsNobody(let head):
      Wording(
        "supports-nobody", "\"\(head.name)\" supports no agreement with the customer",
        help: "write supports = \"…\", so that what is promised can be compared")
    case .sayDeclaratively(_, _, let text):
      Wording(
        "say-declaratively", "this function only tests fields: it can be said without one",
        help: "say it declaratively: \(text)")
    case .notDecided(let row, let claim, let spent):
      Wording(
        "not-decided",
        "whether \(row.title) "
          + (claim == .isHidden ? "is ever reached" : "makes a difference")
          + " is not decided: \(spent) comparisons of conditions were not enough",
        help: "use fewer alternatives in the rules that meet it")
    case .acceptsNothing(let head, let code):
      Wording(
        "accepts-nothing", "\"\(head.name)\" accepts \"\(code)\", and there is nothing to accept",
        help: "leave it out of accept")
    }
  }

  private static func asDeclared(_ rows: [StageRow]) -> String {
    rows.contains { $0.isAsDeclared }
      ? "; so it is as the catalogue declares it, unless a request says otherwise of a record" : ""
  }

  private static func titles(_ rows: [StageRow]) -> String {
    let shown = rows.prefix(3).map(\.title)
    if rows.count > 3 { return shown.joined(separator: ", ") + " and \(rows.count - 3) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " and \(last)"
  }

  private static func shown(_ witness: Witness?) -> String {
    example(witness).map { "; \($0)" } ?? ""
  }

  private static func example(_ witness: Witness?) -> String? {
    guard let witness else { return nil }
    return witness.request.members.isEmpty
      ? "so it is for an empty request"
      : "so it is for a request such as \(ProofWording.request(witness.request.members))"
  }
}
