import BatonModel

extension DecisionRun {
  /// Tells the observer of a stage that has just run, before its results are set.
  /// - Parameters:
  ///   - winner: the rank of the rule that decided alone; -1 for none.
  ///   - isJudged: whether the stage tells what it made of its rules; else all that match count.
  mutating func observe(_ stage: StageRules, decidedBy winner: Int, isJudged: Bool) {
    guard let observer, let units = observer.rules.units(of: stage) else { return }
    var marks = observer.take()
    if observer.probe != nil { marks.holding.removeAll() }
    // Where one rule decides alone, it is known without another look which.
    let isOfOne =
      isJudged && observer.probe == nil && (stage.stage == .route || stage.stage == .plan)
    for number in units {
      guard stage.isInForce(observer.looks[number].rank, at: now) else { continue }
      if marks.complete.contains(number), observer.probe == nil { continue }
      if isOfOne, observer.looks[number].rank != winner, marks.settled.contains(number) { continue }
      guard look(at: number, observer, &marks) else { continue }
      let unit = observer.rules.units[number]
      let won =
        !isJudged || unit.head.mode == .shadow
        || fate(of: unit.rank, in: stage.stage, decidedBy: winner) == .won
      if won { marks.decided.insert(number) }
      if !unit.children.isEmpty, stage === decider.route {
        lookInside(number, observer, decided: won, &marks)
      }
      note(number, observer, &marks)
    }
    observer.put(marks)
    // What functions raise that would not have run is nobody's.
    if !evaluation.faults.isEmpty { evaluation.faults.removeAll(keepingCapacity: true) }
  }

  /// Tells the observer of a table that sets fields, which has just decided, and of its rows.
  /// - Parameter rows: the positions of those that counted.
  mutating func observe(table rank: Int, of decider: Decider, decided: Bool, rows: [Int]) {
    guard let observer, let units = observer.rules.units(of: decider.tables),
      decider.tables.isInForce(rank, at: now)
    else { return }
    var marks = observer.take()
    if observer.probe != nil { marks.holding.removeAll() }
    let number = units.lowerBound + rank
    if look(at: number, observer, &marks) {
      if decided { marks.decided.insert(number) }
      let children = observer.rules.units[number].children
      for child in children where look(at: child, observer, &marks) {
        if decided, rows.contains(child - children.lowerBound) { marks.decided.insert(child) }
        note(child, observer, &marks)
      }
      note(number, observer, &marks)
    }
    observer.put(marks)
    if !evaluation.faults.isEmpty { evaluation.faults.removeAll(keepingCapacity: true) }
  }

  /// Marks what a condition comes to, and which of its parts decided.
  /// - Returns: whether it holds.
  private mutating func look(
    at number: Int, _ observer: RuleObserver, _ marks: inout RuleMarks
  ) -> Bool {
    let holds: Bool
    if observer.looks[number].isPlain {
      holds = lookAtPlain(observer.looks[number].parts, observer, &marks)
    } else {
      let unit = observer.rules.units[number]
      let first = unit.firstPart
      unit.condition.evaluate(&marks.truths) { part in
        observer.rules.frozen.truth(observer.rules.roots[first + part], in: facts, &evaluation)
      }
      unit.condition.forEachDecisivePart(marks.truths, &marks.decides) { part, held in
        marks.shown.insert(2 * (first + part) + (held ? 0 : 1))
      }
      holds = marks.truths[0] == .yes
    }
    if holds {
      marks.matched.insert(number)
      marks.holding.insert(number)
    }
    if let probe = observer.probe { look(at: number, holds, probe, &marks) }
    return holds
  }

  /// All parts must hold: two that do not are enough to know that none alone decided.
  private mutating func lookAtPlain(
    _ parts: Range<Int>, _ observer: RuleObserver, _ marks: inout RuleMarks
  ) -> Bool {
    var failed = -1
    for part in parts {
      switch observer.rules.frozen.truth(observer.rules.roots[part], in: facts, &evaluation) {
      case .yes: continue
      case .no:
        if failed >= 0 { return false }
        failed = part
      case .error: return false
      }
    }
    if failed >= 0 {
      marks.shown.insert(2 * failed + 1)
      return false
    }
    for part in parts { marks.shown.insert(2 * part) }
    return true
  }

  private mutating func look(
    at number: Int, _ holds: Bool, _ probe: MutantProbe, _ marks: inout RuleMarks
  ) {
    let watch = probe.watches[number]
    for (mutant, root) in watch.alternatives where !marks.infected.contains(mutant) {
      let truth = probe.frozen.truth(root, in: facts, &evaluation)
      // An error is told, so it may be noticed too.
      if truth == .error || (truth == .yes) != holds { marks.infected.insert(mutant) }
    }
    guard holds else { return }
    for mutant in watch.whenItHolds { marks.infected.insert(mutant) }
    for (mutant, other) in watch.withOther where marks.holding.contains(other) {
      marks.infected.insert(mutant)
    }
  }

  // MARK: Rows and nodes

  /// - Parameter decided: whether the entry of the route stage decided.
  private mutating func lookInside(
    _ number: Int, _ observer: RuleObserver, decided: Bool, _ marks: inout RuleMarks
  ) {
    let unit = observer.rules.units[number]
    guard unit.hit != nil else {
      lookAtNodes(number, observer, decided: decided, &marks)
      return
    }
    var isFirst = true
    for child in unit.children where look(at: child, observer, &marks) {
      if decided, isFirst || unit.hit != .first { marks.decided.insert(child) }
      isFirst = false
      note(child, observer, &marks)
    }
  }

  /// Children in order, as far as the first that holds and does not say `continue`; dates of nodes are
  /// left to those who decide.
  private mutating func lookAtNodes(
    _ number: Int, _ observer: RuleObserver, decided: Bool, _ marks: inout RuleMarks
  ) {
    for child in observer.rules.units[number].children where look(at: child, observer, &marks) {
      if decided { marks.decided.insert(child) }
      lookAtNodes(child, observer, decided: decided, &marks)
      note(child, observer, &marks)
      if !observer.rules.units[child].continues { break }
    }
  }

  /// Whether there is nothing more to be seen of a unit that has just matched.
  private func note(_ number: Int, _ observer: RuleObserver, _ marks: inout RuleMarks) {
    let unit = observer.rules.units[number]
    guard unit.children.isEmpty else { return }
    for part in unit.parts
    where !marks.shown.contains(2 * part) || !marks.shown.contains(2 * part + 1) { return }
    if marks.decided.contains(number) {
      marks.complete.insert(number)
    } else if unit.head.mode != .shadow {
      marks.settled.insert(number)
    }
  }
}
