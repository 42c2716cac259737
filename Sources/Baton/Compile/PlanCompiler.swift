import BatonModel

/// Turns `plan` with its tasks into its compiled form, and checks that the tasks can be put in an order.
struct PlanCompiler {
  let context: CompileContext

  func plan(_ declaration: Declaration, levels: [String]) -> PlanRule {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let level = RouteCompiler(context: context).level(table, levels: levels)
    table.finish()
    let parts = distinct(declaration.children)
    let isWritten = declaration.body.items(in: context.sources).contains {
      context.word(of: $0)?.parent == declaration.word.name
    }
    if !isWritten {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["task"]), at: declaration.site)
    }
    let names = TaskNames(parts, context)
    let tasks = parts.map { task($0, names) }
    check(parts, tasks, of: declaration.title)
    return PlanRule(
      head: head, condition: condition, level: level, tasks: tasks.compactMap(\.task))
  }

  /// The tasks without those whose name is taken.
  private func distinct(_ children: [Declaration]) -> [Declaration] {
    var first: [String: Declaration] = [:]
    return children.filter { child in
      guard let other = first[child.name] else {
        first[child.name] = child
        return true
      }
      context.findings.report(
        .duplicateName(child.title), at: child.site,
        related: [(other.site, "it is declared first here")])
      return false
    }
  }

  /// The tasks of a plan by name.
  private struct TaskNames {
    private let names: [String]
    private let positions: [String: Int]
    private let context: CompileContext

    init(_ parts: [Declaration], _ context: CompileContext) {
      names = parts.map(\.name)
      positions = Dictionary(uniqueKeysWithValues: parts.enumerated().map { ($1.name, $0) })
      self.context = context
    }

    /// The position of a task; nil after a report.
    func position(_ written: Written, of key: String, also others: [String] = []) -> Int? {
      guard let name = written.text else {
        context.findings.report(
          .wrongType(key, wanted: "the name of a task of this plan", found: written.phrase),
          at: written.site)
        return nil
      }
      if let position = positions[name] { return position }
      context.findings.report(
        .unknownName("task", name, nearest: NearestName.to(name, among: names + others)),
        at: written.site)
      return nil
    }
  }

  /// What a task says, as far as it could be read: what it waits for counts even if it cannot be done.
  private struct ReadTask {
    let after: [Int]
    let ifFailed: PlanTask.Consequence
    /// Nil after a report.
    let task: PlanTask?
  }

  private static let consequences: [String: PlanTask.Consequence] = [
    "stop": .stop, "continue": .goOn, "skip": .skip,
  ]

  private func task(_ declaration: Declaration, _ names: TaskNames) -> ReadTask {
    let table = TableReader(declaration, context.findings)
    var to: Assignee?
    if table.require("to") {
      to = table.value("to").flatMap { AssigneeReader(context: context).assignee($0, of: "to") }
    }
    let limit = TimeLimitReader(context: context).limit(
      table, "within", groups: groups(of: to))
    let after = context.listed(table, "after") { names.position($0, of: "after") }
    let any = table.yesNo("any") ?? false
    let isOptional = table.yesNo("optional") ?? false
    let ifFailed = consequence(table, names) ?? (isOptional ? .goOn : .stop)
    let because = table.text("because")
    if Self.consequences[declaration.name] != nil {
      context.findings.report(.time(.reservedTask(declaration.name)), at: declaration.site)
    }
    table.finish()
    return ReadTask(
      after: after, ifFailed: ifFailed,
      task: to.map { to in
        PlanTask(
          name: declaration.name, place: context.sources.place(declaration.site),
          because: because, to: to, limit: limit, after: after, anyIsEnough: any,
          ifFailed: ifFailed, isOptional: isOptional)
      })
  }

  private func consequence(_ table: TableReader, _ names: TaskNames) -> PlanTask.Consequence? {
    guard let value = table.value("if_failed") else { return nil }
    if let known = value.text.flatMap({ Self.consequences[$0] }) { return known }
    let position = names.position(
      value, of: "if_failed", also: Self.consequences.keys.sorted())
    return position.map { .task($0) }
  }

  private func groups(of assignee: Assignee?) -> [CatalogueRecord] {
    guard case .target(let target)? = assignee else { return context.groups(of: []) }
    return [context.catalogue.record(.group, target.name)].compactMap(\.self)
  }

  // MARK: Order

  private func check(_ parts: [Declaration], _ tasks: [ReadTask], of title: String) {
    // What stands in for a task begins after it.
    var before = tasks.map(\.after)
    for (position, task) in tasks.enumerated() {
      if case .task(let other) = task.ifFailed { before[other].append(position) }
    }
    for circle in Circles(count: tasks.count, next: { before[$0] }).found {
      context.findings.report(
        .time(.taskCircle(title, circle.map { parts[$0].name })), at: parts[circle[0]].site)
    }
    let waitedFor = Set(before.joined())
    guard !waitedFor.isEmpty else { return }
    for position in parts.indices
    where before[position].isEmpty && !waitedFor.contains(position) {
      context.findings.report(
        .time(.orphanTask(parts[position].title)), at: parts[position].site)
    }
  }
}
