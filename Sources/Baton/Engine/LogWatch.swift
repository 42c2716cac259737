import BatonDeclare
package import BatonModel
package import BatonTime

/// Watches the cases of a log for one process: the same code that looks at a case that lives.
///
///     var watch = LogWatch(engine, process: 0)
///     let close = watch.meaning(of: "Completed/Closed", state: nil, party: "volvo")
///     var track = watch.newTrack()
///     _ = watch.take(close, at: instant, by: doer, fields: nil, &track)
///     watch.end(&track)
///     for deviation in watch.take() { … }
///
/// Tracks are the caller's, so that cases may come mixed. Not for several threads at once.
package struct LogWatch: ~Copyable {
  /// Who did something, as far as a log says it. Whoever has many events of one party gives them all
  /// the same.
  package struct Doer: Sendable {
    package var bearer: Bearer?
    package var person: String?

    package init(_ bearer: Bearer? = nil, person: String? = nil) {
      self.bearer = bearer
      self.person = person
    }
  }

  /// What an event of the log is in the process; worked out once for each name of the log.
  package final class Meaning: Sendable {
    let name: String
    /// The event that the engine has under this name.
    package let known: CaseEvent.Name?
    let activity: Int?
    let state: ProcessEvent.Entered
    /// Whether such an event must bring its fields.
    package let readsFacts: Bool

    init(name: String, activity: Int?, state: ProcessEvent.Entered, readsFacts: Bool) {
      self.name = name
      known = CaseEvent.Name(rawValue: name)
      self.activity = activity
      self.state = state
      self.readsFacts = readsFacts
    }
  }

  package let process: String
  /// Its position in ``Engine/processNames``.
  package let position: Int
  private let plan: ProcessPlan
  private var watch: ProcessWatch
  private var facts: LogFacts

  /// - Parameter process: its position in ``Engine/processNames``.
  package init(_ engine: Engine, process position: Int) {
    plan = engine.caseRules.processes[position]
    self.position = position
    process = plan.rule.head.name
    watch = ProcessWatch(plan)
    facts = LogFacts(engine.decider, conditions: plan.conditionCount)
  }

  /// Whether a rule compares persons; else nobody needs to say who did an event.
  package var readsPersons: Bool { plan.readsPersons }

  /// Whether events must bring their fields: a condition, a needed field or a compared field reads them.
  package var readsFacts: Bool { plan.readsFacts }

  private func readsFacts(of activity: Int?) -> Bool {
    guard plan.readsFacts else { return false }
    if plan.readsFactsOfAll { return true }
    if let activity, plan.touches.readsFields[activity] { return true }
    // Which state it enters may only turn out in the case.
    return plan.touches.readsFieldsOfState.contains(true)
  }

  /// The rules of the process that are reported one by one, in the order of their positions.
  package var constraints: [ProcessConstraintInfo] {
    plan.rule.constraints.map {
      ProcessConstraintInfo(
        sentence: $0.sentence, rule: Self.info($0.judgement, $0.template.title))
    }
  }

  /// The other rules of the process that are reported one by one: limits, pairs, invariants.
  package var otherRules: [ProcessRuleInfo] {
    plan.rule.limits.map { Self.info($0.judgement, "limit") }
      + plan.rule.pairs.map { Self.info($0.judgement, $0.mustBeEqual ? "same" : "four_eyes") }
      + plan.rule.invariants.map { Self.info($0.judgement, "invariant") }
  }

  private static func info(_ judgement: Judgement, _ kind: String) -> ProcessRuleInfo {
    ProcessRuleInfo(
      kind: kind, severity: judgement.severity, isEnforced: judgement.isEnforced,
      about: AboutRule(judgement.head))
  }

  /// The process's adaptations, then its waivers, in the order of the rule base.
  package var agreements: [ProcessAgreementInfo] { plan.agreements }

  package var stateNames: [String] { plan.rule.states.map(\.name) }

  /// Whether a case may end in a state.
  package func isFinal(_ state: Int) -> Bool { plan.rule.states[state].isFinal }

  /// Whether anybody has words of their own for the process.
  package var hasMappings: Bool { plan.hasMappings }

  /// Whether a party, or a source, has words of its own for the process.
  package func hasMapping(of name: String) -> Bool { plan.hasMapping(of: name) }

  /// Whether what was found since the last time says that no way leads where a case went, or not so.
  package var hasLeftTheWays: Bool {
    watch.deviations.contains { deviation in
      switch deviation.kind {
      case .noWay, .wrongEvent, .notAllowed: deviation.standing == .counts
      default: false
      }
    }
  }

  package var isForAll: Bool { plan.rule.condition.isAlways }

  /// Whether a case follows the process, by the fields of its first event.
  package mutating func isFollowed(by fields: Members) -> Bool {
    facts.bind(fields)
    return facts.holds(plan.rule.condition, of: plan.rule.head)
  }

  package func newTrack() -> ProcessTrack { ProcessTrack(plan) }

  /// What an event means.
  /// - Parameters:
  ///   - name: as the log names it.
  ///   - state: as the log names it; nil if it names none: then an event that has the mapping's word
  ///     for a state enters that.
  ///   - party: whose words they are: a provider's, or those of a mapping that is named after a source.
  package func meaning(of name: String, state: String?, party: String?) -> Meaning {
    let ours = plan.event(name, of: party)
    let entered: ProcessEvent.Entered =
      state.map { plan.state($0, of: party) } ?? plan.stateNamed(by: name, of: party)
    let activity = plan.activityNumbers[ours]
    return Meaning(
      name: ours, activity: activity, state: entered, readsFacts: readsFacts(of: activity))
  }

  /// The state that an event with a meaning enters, and whether a case may end in it; nil if it enters
  /// none that the process has.
  package func state(enteredBy meaning: Meaning) -> (name: String, isFinal: Bool)? {
    guard case .known(let state) = meaning.state else { return nil }
    return (plan.stateName(state), isFinal(state))
  }

  /// The fields of an event.
  package struct Fields: Sendable {
    let members: Members
    let row: Int
    let serial: UInt32
    /// Who has the case, as they say it.
    package let provider: String?

    /// - Parameters:
    ///   - row: a small number that events with the same fields have in common, so that what conditions
    ///     say of them is found out once.
    ///   - serial: never 0; another if `row` has become that of other fields.
    package init(_ members: Members, row: Int, serial: UInt32) {
      self.members = members
      self.row = row
      self.serial = serial
      if case .text(let name)? = members["provider"] { provider = name } else { provider = nil }
    }
  }

  /// Takes in an event of a case.
  /// - Parameters:
  ///   - doer: who did it.
  ///   - holder: who has the case, if that is not who did it; the field `provider` says more.
  ///   - fields: what conditions see of it; nil if there is nothing for them.
  /// - Returns: whether anything is found that was not forgotten yet.
  package mutating func take(
    _ meaning: Meaning, at instant: Instant?, by doer: Doer, of holder: Doer? = nil,
    fields: Fields?, _ track: inout ProcessTrack
  ) -> Bool {
    if let fields { facts.bind(fields.members, row: fields.row, serial: fields.serial) }
    observe(meaning, at: instant, by: doer, of: holder, fields, &track)
    return hasFound
  }

  private mutating func observe(
    _ meaning: Meaning, at instant: Instant?, by doer: Doer, of holder: Doer?,
    _ fields: Fields?, _ track: inout ProcessTrack
  ) {
    var event = ProcessEvent(
      name: meaning.name, activity: meaning.activity, at: instant, state: meaning.state)
    event.actor = ProcessEvent.Doer(doer.bearer, person: doer.person)
    event.holder = holder.map { ProcessEvent.Doer($0.bearer, person: $0.person) } ?? event.actor
    if let provider = fields?.provider, provider != event.holder.party {
      event.holder = ProcessEvent.Doer(Bearer(party: provider, group: nil), person: nil)
    }
    if fields != nil, let slot = plan.stateSlot {
      // Conditions ask for a state by the process's name, whatever the log calls it.
      switch meaning.state {
      case .known(let state): facts.set(slot, to: plan.stateName(state))
      case .unsaid: if let state = track.state { facts.set(slot, to: plan.stateName(state)) }
      case .unknown: break
      }
    }
    watch.observe(event, &track, &facts)
  }

  /// Lets time pass without an event.
  package mutating func wait(until instant: Instant, _ track: inout ProcessTrack) {
    watch.wait(until: instant, &track)
  }

  /// Ends a case.
  /// - Parameter doer: who had it last, and has to answer for what is missing.
  package mutating func end(_ track: inout ProcessTrack, by doer: Doer = Doer()) {
    watch.end(&track, by: ProcessEvent.Doer(doer.bearer, person: doer.person))
  }

  /// What was found since the last time, which is forgotten here.
  package mutating func take() -> [Deviation] { watch.take() }

  package var hasFound: Bool { !watch.deviations.isEmpty || !watch.brief.isEmpty }

  /// Whether constraints of which nothing but the number is to be told go to ``brief``.
  package var isBrief: Bool {
    get { watch.isBrief }
    set { watch.isBrief = newValue }
  }

  package var brief: [BriefDeviation] { watch.brief }

  /// What was found since the last time; ``forget()`` forgets it.
  package var deviations: [Deviation] { watch.deviations }

  package mutating func forget() { watch.forget() }

  /// A deviation that was told in brief, as it would be told in full.
  /// - Parameter meaning: of the event; nil at the end of the case.
  package func deviation(
    _ brief: BriefDeviation, _ meaning: Meaning?, at instant: Instant?, by doer: Doer,
    _ track: ProcessTrack
  ) -> Deviation {
    let rule = plan.constraints[Int(brief.constraint)].rule
    return Deviation(
      process: process, rule: rule.judgement.head.name, place: rule.judgement.head.place,
      kind: .constraint(sentence: rule.sentence, by: brief.cause),
      severity: rule.judgement.severity, isEnforced: rule.judgement.isEnforced,
      standing: .counts, at: instant ?? track.latest, event: meaning?.name,
      position: track.events, party: doer.bearer?.party, group: doer.bearer?.group)
  }

  /// Adds what became of the constraints in a case that has ended.
  package func add(_ track: ProcessTrack, to tally: inout ConstraintTally) {
    tally.add(activations: track.activations.span, isBroken: track.isBroken.span)
  }

  /// Whether breaking a constraint may be excused: it is agreed with somebody, or out of date.
  package func isExcusable(_ constraint: Int) -> Bool { plan.constraints[constraint].isExcusable }

  /// What is known of a constraint in a case, and whether it was activated there.
  package func verdict(of constraint: Int, _ track: ProcessTrack) -> ProcessVerdict {
    let outlook = track.outlook(of: constraint, in: plan)
    return ProcessVerdict(
      outlook: ProcessVerdict.Outlook(outlook),
      isBroken: track.isBroken[constraint], activations: Int(track.activations[constraint]))
  }

  /// The state that a case is in; nil while it is not known.
  package func state(of track: ProcessTrack) -> String? { track.state.map { plan.stateName($0) } }

  /// When something is too late.
  package func deadline(of track: ProcessTrack) -> Instant? { track.deadline }
}
