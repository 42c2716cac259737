import BatonModel

/// Turns `reply`, `knowledge`, `trust_period`, `follow_up` and `swarm` into their compiled form.
struct TogetherCompiler {
  let context: CompileContext

  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }

  // MARK: Replies

  private static let replyParts = ["template", "tone", "sender", "compliance"]

  func reply(_ declaration: Declaration, levels: [String]) -> ReplyRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let level = RouteCompiler(context: context).level(table, levels: levels)
    let rule = ReplyRule(
      head: head, condition: condition, level: level, template: table.text("template"),
      tone: table.text("tone"), sender: table.value("sender").flatMap { sender($0) },
      compliance: table.texts("compliance") ?? [])
    if !Self.replyParts.contains(where: { table.has($0) }) {
      context.findings.report(
        .noOutcome(declaration.title, keys: Self.replyParts), at: declaration.site)
    }
    table.finish()
    return rule
  }

  /// Somebody who is the same for every case: one outward sender is the point of it.
  private func sender(_ written: Written) -> String? {
    guard context.word(of: written) == nil, written.text != AssigneeReader.holder else {
      context.findings.report(
        .wrongType(
          "sender",
          wanted:
            "one who is always the same: a role, a group, a receiver or \"service_integrator\"",
          found: written.phrase),
        at: written.site)
      return nil
    }
    switch AssigneeReader(context: context).notified(written, of: "sender") {
    case .role(let name)?: return name
    case .party(let party)?: return party.name
    case .target(let target)?: return target.name
    case .holder?, .onCall?, nil: return nil
    }
  }

  // MARK: Knowledge

  func knowledge(_ declaration: Declaration) -> KnowledgeRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let link = table.text("link")
    let reviewBy = table.date("review_by")
    table.finish()
    return KnowledgeRule(head: head, condition: condition, link: link, reviewBy: reviewBy)
  }

  // MARK: Trust

  /// - Returns: nil after a report.
  func trust(_ declaration: Declaration, _ agreements: AgreementNames) -> TrustRule? {
    let table = TableReader(declaration, context.findings)
    var broken: [String] = []
    if table.require("after_breach_of") {
      broken = context.listed(table, "after_breach_of") {
        agreements.name($0, of: "after_breach_of", context.findings)
      }
    }
    let of = table.require("of") ? table.choice("of", of: BreachHistory.Subject.self) : nil
    var lasts: Int64?
    if table.require("lasts"), let value = table.value("lasts") {
      lasts = DurationReader(context: context).elapsed(value, of: "lasts")
    }
    let because = table.text("because")
    table.finish()
    guard let of, let lasts, !broken.isEmpty else { return nil }
    return TrustRule(
      name: declaration.name, place: context.sources.place(declaration.site),
      agreements: Set(broken), of: of, lasts: lasts, because: because)
  }

  // MARK: Follow-ups

  /// What a record is about that another led to.
  private static let usuallyTaken = [
    "service", "configuration_item", "category", "summary", "impact", "urgency",
  ]

  func followUp(_ declaration: Declaration) -> FollowUpRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    var opens = ""
    if table.require("opens"), let value = table.value("opens"),
      case .text(let kind)? = context.constants.value(
        value, as: .oneOf(FieldTable.requestKinds), field: "opens")
    {
      opens = kind
    }
    let ledBy = table.value("led_by").flatMap { context.name($0, of: .role, field: "led_by") }
    let takes =
      table.has("takes")
      ? slots(table, "takes", besides: Self.given)
      : Self.usuallyTaken.compactMap { context.fields.slot($0) }
    let same = slots(table, "same", besides: ["id", "opened_at"])
    let set = settings(table)
    table.finish()
    return FollowUpRule(
      head: head, condition: condition, opens: opens, ledBy: ledBy, takes: takes, set: set,
      same: same)
  }

  /// What every new record is given: two of a member would be a riddle.
  private static let given = ["id", "kind", "parent", "opened_at"]

  private func refuse(_ key: String, _ names: [String], _ name: String, at site: Site) {
    context.findings.report(
      .wrongType(
        key, wanted: "other fields than " + names.joined(separator: ", "), found: "\"\(name)\""),
      at: site)
  }

  private func slots(_ table: TableReader, _ key: String, besides: [String]) -> [Int] {
    context.listed(table, key) { written in
      guard let name = written.text else {
        context.findings.report(
          .wrongType(key, wanted: "a list of the request's fields", found: written.phrase),
          at: written.site)
        return nil
      }
      guard context.requestField(name, at: written.site) != nil else { return nil }
      if besides.contains(name) {
        refuse(key, besides, name, at: written.site)
        return nil
      }
      return context.fields.slot(name)
    }
  }

  /// What the rule itself gives the new record; its kind and its parent are given.
  private func settings(_ table: TableReader) -> [(field: String, value: Value)] {
    guard let set = table.value("set") else { return [] }
    if set.table == nil || set.hasItems || set.isEmptyTable {
      context.findings.report(
        .wrongType(
          "set", wanted: "fields and values, { urgency = \"low\" }",
          found: set.hasItems ? "a list" : set.phrase),
        at: set.site)
      return []
    }
    return set.entries(in: context.sources).compactMap { entry in
      if let name = entry.name, Self.given.contains(name) {
        refuse("set", Self.given, name, at: entry.keySite)
        return nil
      }
      guard let name = entry.name,
        let field = context.requestField(name, at: entry.keySite),
        let value = context.constants.value(entry.value, as: field.type, field: name)
      else { return nil }
      return (name, value)
    }
  }

  // MARK: Swarms

  private static let linked = "linked"

  /// - Returns: nil after a report.
  func swarm(_ declaration: Declaration) -> SwarmRule? {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    var coordinator: String?
    if table.require("coordinator"), let value = table.value("coordinator") {
      coordinator = context.name(value, of: .role, field: "coordinator")
    }
    var invites: [Assignee] = []
    var invitesLinked = false
    if table.require("invites") {
      let reader = AssigneeReader(context: context)
      invites = context.listed(table, "invites") { written in
        if written.text == Self.linked {
          invitesLinked = true
          return nil
        }
        return reader.assignee(written, of: "invites")
      }
    }
    let stop = table.value("stop_when").map {
      ConditionCompiler(context: context, seesEvent: true).condition($0)
    }
    table.finish()
    guard let coordinator else { return nil }
    return SwarmRule(
      head: head, condition: condition, coordinator: coordinator, invites: invites,
      invitesLinked: invitesLinked, stop: stop)
  }
}
