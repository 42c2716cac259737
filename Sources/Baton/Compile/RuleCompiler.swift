import BatonLua
import BatonModel

/// Turns classify, priority, approval and policy rules into their compiled form.
struct RuleCompiler {
  let context: CompileContext

  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }

  func classify(_ declaration: Declaration) -> ClassifyRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let overwrites = table.yesNo("overwrite") ?? false
    var assignments: [ClassifyRule.Assignment] = []
    if table.require("set"), let set = table.value("set") {
      if set.table == nil || set.hasItems || set.isEmptyTable {
        context.findings.report(
          .wrongType(
            "set", wanted: "fields and values, { service = \"payroll\" }",
            found: set.hasItems ? "a list" : set.phrase),
          at: set.site)
      }
      for (name, site) in set.vanishedNames(in: context.sources) {
        context.findings.report(.valueIsNil(name), at: site)
      }
      assignments = set.entries(in: context.sources).compactMap(assignment)
    }
    table.finish()
    return ClassifyRule(
      head: head, condition: condition, assignments: assignments, overwrites: overwrites)
  }

  private func assignment(_ entry: Written.Entry) -> ClassifyRule.Assignment? {
    let name = entry.name ?? ""
    guard let field = context.requestField(name, at: entry.keySite),
      let slot = context.fields.slot(name)
    else { return nil }
    if entry.value.function != nil {
      return FunctionCompiler(context).reference(entry.value, of: .request).map {
        ClassifyRule.Assignment(slot: slot, value: .function($0))
      }
    }
    return context.constant(entry.value, setting: name, as: field.type).map {
      ClassifyRule.Assignment(slot: slot, value: .constant($0))
    }
  }

  func priority(_ declaration: Declaration) -> PriorityRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    var set: Computed<Int>?
    if let value = table.value("set") {
      if value.function != nil {
        set = FunctionCompiler(context).reference(value, of: .request).map { .function($0) }
      } else if case .integer(let number)? = context.constants.value(
        value, as: .priority, field: "set")
      {
        set = .constant(number)
      }
    }
    let notBelow = table.wholeNumber("not_below")
    let notAbove = table.wholeNumber("not_above")
    // 1 is the most urgent: "not below 2" allows 1 and 2, "not above 3" allows 3 and more.
    if let notBelow, let notAbove, notBelow < notAbove, let value = table.value("not_above") {
      context.findings.report(
        .boundsConflict(notBelow: notBelow, notAbove: notAbove), at: value.site)
    }
    if ["set", "not_below", "not_above"].allSatisfy({ table.entry($0) == nil }) {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["set", "not_below", "not_above"]),
        at: declaration.site)
    }
    table.finish()
    return PriorityRule(
      head: head, condition: condition, set: set, notBelow: notBelow, notAbove: notAbove)
  }

  func approval(_ declaration: Declaration) -> ApprovalRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    var roles: [String] = []
    if table.require("by"), let by = table.value("by") {
      let items = by.text != nil ? [by] : by.items(in: context.sources)
      if by.isEmptyTable { context.findings.report(.emptyList("by"), at: by.site) }
      for item in items {
        if case .text(let name)? = context.constants.value(
          item, as: .reference(.role), field: "by")
        {
          roles.append(name)
        }
      }
    }
    let needs = table.wholeNumber("needs") ?? 1
    if !roles.isEmpty, needs > roles.count, let value = table.value("needs") {
      context.findings.report(.needsMoreThan(needs, roles: roles.count), at: value.site)
    }
    let within = table.value("within").flatMap {
      DurationReader(context: context).span($0, of: "within")
    }
    table.finish()
    return ApprovalRule(head: head, condition: condition, by: roles, needs: needs, within: within)
  }

  func policy(_ declaration: Declaration) -> PolicyRule {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let conditions = ConditionCompiler(context: context)
    var violations: [Condition] = []
    if let forbid = table.value("forbid") { violations.append(conditions.condition(forbid)) }
    if let require = table.value("require") {
      violations.append(.not(conditions.condition(require)))
    }
    if violations.isEmpty {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["forbid", "require"]), at: declaration.site)
    }
    let severity = table.choice("severity", of: PolicySeverity.self) ?? .violation
    let message = table.text("message")
    table.finish()
    return PolicyRule(
      head: head, condition: condition, violation: ConditionCompiler.any(violations),
      severity: severity, message: message)
  }
}
