package import BatonModel

/// Watches which rules of an engine decide, and on which parts of their conditions it hangs.
///
///     let study = CoverageStudy(engine)
///     let trace = study.trace()          // one for each thread
///     … decide with trace.engine …
///     let rules = study.rules(seenBy: [trace])
package struct CoverageStudy: Sendable {
  private let engine: Engine
  private let rules: ObservedRules

  /// O(conditions).
  package init(_ engine: Engine) {
    self.engine = engine
    rules = ObservedRules(engine.decider)
  }

  /// An engine for one thread, and what it has seen.
  package struct Trace: Sendable {
    package let engine: Engine
    let observer: RuleObserver
  }

  package func trace() -> Trace {
    let observer = RuleObserver(rules)
    return Trace(engine: Engine(engine, observedBy: observer), observer: observer)
  }

  /// What all of them together have seen of each rule, in the order of the stages.
  package func rules(seenBy traces: [Trace]) -> [CoveredRule] {
    var marks = RuleMarks(rules)
    for trace in traces {
      let seen = trace.observer.take()
      marks.formUnion(seen)
      trace.observer.put(seen)
    }
    return rules.units.indices.map { number in
      let unit = rules.units[number]
      return CoveredRule(
        word: unit.word, name: unit.head.name, row: unit.row, place: unit.place,
        hasMatched: marks.matched.contains(number), hasDecided: marks.decided.contains(number),
        parts: unit.condition.parts.enumerated().map { index, part in
          let held = marks.shown.contains(2 * (unit.firstPart + index))
          let failed = marks.shown.contains(2 * (unit.firstPart + index) + 1)
          return CoveredRule.Part(
            words: ConditionWording.sentence(
              part.condition, isWanted: !part.isNegated, engine.decider.schema.columns),
            decidedByHolding: part.isNegated ? failed : held,
            decidedByFailing: part.isNegated ? held : failed)
        })
    }
  }

  /// What there is of a case's life: steps of ladders, then processes with their ways and constraints.
  package var life: [LifeUnit] {
    let rules = engine.decider.rules
    let steps = rules.ladders.flatMap { ladder in
      ladder.steps.indices.map { index in
        LifeUnit(
          mark: .step(ladder: ladder.head.name, index),
          words: "step \(index + 1) of \"\(ladder.head.name)\"", place: ladder.steps[index].place)
      }
    }
    return steps + rules.processes.flatMap(life)
  }

  private func life(of process: ProcessRule) -> [LifeUnit] {
    let name = process.head.name
    let ways = process.states.enumerated().flatMap { from, state in
      state.ways.map { way in
        LifeUnit(
          mark: .way(process: name, from: from, to: way.target),
          words: "\"\(state.name)\" to \"\(process.states[way.target].name)\" in \"\(name)\"",
          place: way.place)
      }
    }
    let constraints = process.constraints.flatMap { rule in
      let head = rule.judgement.head
      return [
        LifeUnit(
          mark: .kept(process: name, constraint: head.name),
          words: "\"\(head.name)\" in \"\(name)\", kept", place: head.place),
        LifeUnit(
          mark: .broken(process: name, constraint: head.name),
          words: "\"\(head.name)\" in \"\(name)\", broken", place: head.place),
      ]
    }
    return ways + constraints
  }
}

extension Engine {
  /// What a case has shown by now: steps that its ladders climbed, and constraints that were kept where
  /// they asked something, or broken.
  package func lifeMarks(of state: Case) -> Set<LifeMark> {
    var marks: Set<LifeMark> = []
    for ladder in state.ladders {
      for step in ladder.climbed { marks.insert(.step(ladder: ladder.rule, step)) }
    }
    guard let process = state.process?.process else { return marks }
    for (name, verdict) in verdicts(of: state) {
      if verdict.isBroken {
        marks.insert(.broken(process: process, constraint: name))
      } else if verdict.activations > 0 {
        marks.insert(.kept(process: process, constraint: name))
      }
    }
    return marks
  }
}
