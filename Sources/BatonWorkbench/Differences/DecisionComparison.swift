import BatonModel
import BatonTime

/// Lays two decisions about one request side by side.
///
/// Reasons are no respect of their own: that another rule leads to the same changes nothing for whoever
/// gets the request, and is told beside what does change.
struct DecisionComparison {
  private let before: Decision
  private let after: Decision
  private var changes: [DecisionChange] = []
  private var shifts: [String: Int64] = [:]

  private init(_ before: Decision, _ after: Decision) {
    self.before = before
    self.after = after
  }

  /// - Returns: nil if nothing changes.
  static func moved(_ before: Decision, _ after: Decision, name: () -> String) -> MovedRequest? {
    var comparison = DecisionComparison(before, after)
    comparison.compare()
    if comparison.changes.isEmpty { return nil }
    return MovedRequest(
      name: name(), changes: comparison.changes, shifts: comparison.shifts)
  }

  private mutating func compare() {
    compareTargets()
    compare(
      .priority, before.priority.map(String.init), after.priority.map(String.init), .prioritise)
    compare(.accountable, before.accountable, after.accountable, nil)
    compareAgreements()
    compare(.plan, Self.plan(before), Self.plan(after), .plan)
    compareSets(.approvals, Self.approvals(before), Self.approvals(after))
    compareSets(.policies, Self.policies(before), Self.policies(after))
    compareSets(.fields, Self.fields(before), Self.fields(after))
    compare(.reply, Self.reply(before), Self.reply(after), nil)
    compareSets(.knowledge, Self.articles(before), Self.articles(after))
    compareSets(.errors, Self.errors(before), Self.errors(after))
  }

  private mutating func compare(
    _ aspect: DecisionChange.Aspect, _ old: String?, _ new: String?, _ stage: Stage?
  ) {
    guard old != new else { return }
    changes.append(
      DecisionChange(
        aspect: aspect, before: old, after: new,
        ruleBefore: stage.flatMap { before.reason(of: $0) }.map { .init($0) },
        ruleAfter: stage.flatMap { after.reason(of: $0) }.map { .init($0) }))
  }

  private mutating func compareTargets() {
    if before.to != after.to {
      let isSameProvider = before.to?.provider != nil && before.to?.provider == after.to?.provider
      compare(isSameProvider ? .group : .provider, before.to?.name, after.to?.name, .route)
    }
    guard before.also != after.also else { return }
    compare(.also, Self.names(before.also), Self.names(after.also), .route)
  }

  private static func names(_ targets: [Target]) -> String? {
    targets.isEmpty ? nil : targets.map(\.name).joined(separator: ", ")
  }

  // MARK: Agreements

  private mutating func compareAgreements() {
    let (old, new) = (before.targets, after.targets)
    if old == new { return }
    for due in old {
      let name = due.agreement.rule
      guard let now = new.first(where: { $0.agreement.rule == name }) else {
        add(.agreements, due.agreement, nil)
        continue
      }
      let shift = now.due.milliseconds - due.due.milliseconds
      if shift == 0 { continue }
      shifts[name] = shift
      changes.append(
        DecisionChange(
          aspect: .due, before: name, after: shift > 0 ? "later" : "sooner",
          ruleBefore: .init(due.agreement), ruleAfter: .init(now.agreement)))
    }
    for due in new where !old.contains(where: { $0.agreement.rule == due.agreement.rule }) {
      add(.agreements, nil, due.agreement)
    }
  }

  private mutating func add(_ aspect: DecisionChange.Aspect, _ old: Reason?, _ new: Reason?) {
    changes.append(
      DecisionChange(
        aspect: aspect, before: old?.rule, after: new?.rule,
        ruleBefore: old.map { .init($0) }, ruleAfter: new.map { .init($0) }))
  }

  // MARK: Several at once

  private struct Said: Hashable {
    let words: String
    let rule: DecisionChange.Rule?

    static func == (one: Said, other: Said) -> Bool { one.words == other.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }
  }

  /// What only one of both has.
  private mutating func compareSets(
    _ aspect: DecisionChange.Aspect, _ old: [Said], _ new: [Said]
  ) {
    if old == new { return }
    for one in old where !new.contains(one) {
      changes.append(
        DecisionChange(
          aspect: aspect, before: one.words, after: nil, ruleBefore: one.rule, ruleAfter: nil))
    }
    for one in new where !old.contains(one) {
      changes.append(
        DecisionChange(
          aspect: aspect, before: nil, after: one.words, ruleBefore: nil, ruleAfter: one.rule))
    }
  }

  private static func plan(_ decision: Decision) -> String? {
    guard let plan = decision.plan else { return nil }
    let tasks = decision.tasks.map { task in task.to.map { "\(task.name) (\($0))" } ?? task.name }
    return "\(plan.reason.rule): \(tasks.joined(separator: ", "))"
  }

  private static func approvals(_ decision: Decision) -> [Said] {
    decision.approvals.map { approval in
      let within = approval.within.map { span in
        " within \(CellText.of(Value(span.count))) "
          + span.unit.rawValue.replacing("_", with: " ")
      }
      return Said(
        words: "\(approval.needs) of \(approval.by.joined(separator: ", "))" + (within ?? ""),
        rule: .init(approval.reason))
    }
  }

  private static func policies(_ decision: Decision) -> [Said] {
    decision.policies.map { finding in
      Said(
        words: "\(finding.reason.rule): \(finding.severity.rawValue)"
          + (finding.enforced ? "" : " (advisory)"), rule: .init(finding.reason))
    }
  }

  private static func fields(_ decision: Decision) -> [Said] {
    decision.classified.map { item in
      Said(
        words: "\(item.field) = \(ValueWording.words(item.value))", rule: .init(item.reason))
    }
  }

  private static func reply(_ decision: Decision) -> String? {
    guard let terms = decision.reply?.terms else { return nil }
    var parts: [String] = []
    if let template = terms.template { parts.append("template \(template)") }
    if let tone = terms.tone { parts.append("tone \(tone)") }
    if let sender = terms.sender { parts.append("from \(sender)") }
    if !terms.compliance.isEmpty {
      parts.append("observing \(terms.compliance.joined(separator: ", "))")
    }
    return parts.joined(separator: ", ")
  }

  private static func articles(_ decision: Decision) -> [Said] {
    decision.knowledge.map { Said(words: $0.reason.rule, rule: .init($0.reason)) }
  }

  private static func errors(_ decision: Decision) -> [Said] {
    decision.errors.map { error in
      let words = (error.field.map { "\($0): " } ?? "") + error.message
      return Said(
        words: words, rule: error.rule.map { .init(name: $0, place: error.place) })
    }
  }
}
