import BatonModel
import BatonTime

/// What parties do together: who swarms over a case, which records it leads to and which led to it.
///
/// A swarm changes nothing else. Whoever has the case keeps it and its clocks, the role that answers for
/// it stays the same, and a helper's own promises begin with an offer, never with joining.
extension CaseRun {
  /// What an event means for those who work together.
  mutating func workTogether(_ event: CaseEvent?) {
    if event?.known == .link, let event { link(event) }
    if !rules.swarmStage.isEmpty || !state.swarms.isEmpty { swarm(event) }
    if !rules.followUpStage.isEmpty { followUp(event) }
  }

  // MARK: Swarms

  private mutating func swarm(_ event: CaseEvent?) {
    switch event?.known {
    case .join: if let event { join(event) }
    case .leave: if let event { leave(event) }
    default: break
    }
    let holding = matches(of: rules.swarmStage).sorted()
    if let active = state.swarm {
      let rule = rules.swarms.first { $0.head.name == active.rule }
      var isOver = state.phase != .open
      if !isOver, let rule, let stop = rule.stop { isOver = holds(stop, of: rule.head) }
      if isOver {
        endSwarm()
      } else if let rule, rule.invitesLinked {
        inviteLinked()
      }
    }
    lapse(holding: holding)
    guard state.phase == .open, state.swarm == nil,
      let rank = holding.first(where: { mayBegin(rules.swarms[$0]) })
    else { return }
    begin(rules.swarms[rank])
  }

  /// Notes of all that are over whether what brought them about has ceased to hold, also while another
  /// works on the case.
  private mutating func lapse(holding: [Int]) {
    for index in state.swarms.indices
    where !state.swarms[index].isActive && !state.swarms[index].hasLapsed {
      let name = state.swarms[index].rule
      if isReopening || !holding.contains(where: { rules.swarms[$0].head.name == name }) {
        state.swarms[index].hasLapsed = true
      }
    }
  }

  /// One that was over begins again only when it comes to hold again.
  private func mayBegin(_ rule: SwarmRule) -> Bool {
    state.swarms.last { $0.rule == rule.head.name }?.hasLapsed ?? true
  }

  private mutating func begin(_ rule: SwarmRule) {
    state.swarms.append(
      Case.Swarm(rule: rule.head.name, coordinator: rule.coordinator, from: now))
    tell(.began)
    for assignee in rule.invites {
      guard let name = run.decider.rules.name(of: assignee, at: now, in: world) else {
        if case .onCall(let rota) = assignee {
          act(.error(CaseWording.nobodyOnCall(rota)), at: now, rule.head)
        }
        continue
      }
      invite(name)
    }
    if rule.invitesLinked { inviteLinked() }
  }

  private mutating func inviteLinked() {
    for unit in state.links.flatMap(\.units) { invite(unit) }
  }

  private mutating func invite(_ name: String) {
    guard let last = state.swarms.indices.last,
      !state.swarms[last].members.contains(where: { $0.unit == name })
    else { return }
    state.swarms[last].members.append(
      Case.Swarm.Member(unit: name, party: party(of: name), invitedAt: now))
    tell(.invited, name)
  }

  private func party(of name: String) -> Party {
    guard case .success(let target) = rules.targets.resolve(name) else { return Party(named: name) }
    return holder(target).party
  }

  /// Somebody joins: who was invited, or comes of their own accord. Help is credited to the helper.
  private mutating func join(_ event: CaseEvent) {
    guard state.swarm != nil, let last = state.swarms.indices.last else {
      act(.doubt(CaseWording.noSwarm(event.name)), at: now)
      return
    }
    guard let party = party(of: event) else {
      act(.doubt(CaseWording.joinsWithoutName(event.name)), at: now)
      return
    }
    let index: Int
    if let known = member(party, event.by?.group) {
      index = known
    } else {
      let unit = event.by?.group.map { rules.unit($0, of: party) } ?? party.name
      state.swarms[last].members.append(
        Case.Swarm.Member(unit: unit, party: party, invitedAt: nil))
      index = state.swarms[last].members.count - 1
    }
    let unit = state.swarms[last].members[index].unit
    if state.swarms[last].members[index].isIn {
      act(.doubt(CaseWording.isIn(unit)), at: now)
      return
    }
    state.swarms[last].members[index].joinedAt = now
    state.swarms[last].members[index].leftAt = nil
    tell(.joined, unit)
    if party != state.holder.party { state.assists.append(Case.Assist(party: party, from: now)) }
  }

  private mutating func leave(_ event: CaseEvent) {
    guard let last = state.swarms.indices.last, state.swarm != nil else {
      act(.doubt(CaseWording.noSwarm(event.name)), at: now)
      return
    }
    guard let said = event.by?.party, let party = party(of: event) else {
      act(.doubt(CaseWording.joinsWithoutName(event.name)), at: now)
      return
    }
    guard let index = member(party, event.by?.group), state.swarms[last].members[index].isIn else {
      act(.doubt(CaseWording.isNotIn(said.name)), at: now)
      return
    }
    leave(index)
    tell(.left, state.swarms[last].members[index].unit)
  }

  private mutating func leave(_ index: Int) {
    let last = state.swarms.count - 1
    state.swarms[last].members[index].leftAt = now
    let party = state.swarms[last].members[index].party
    let open = state.assists.lastIndex { $0.until == nil && $0.party == party }
    if let open { state.assists[open].until = now }
  }

  private mutating func endSwarm() {
    let last = state.swarms.count - 1
    for index in state.swarms[last].members.indices where state.swarms[last].members[index].isIn {
      leave(index)
    }
    state.swarms[last].until = now
    tell(.ended)
  }

  /// The group that speaks; where a party's group is not told, the party's one that is invited.
  private func member(_ party: Party, _ group: String?) -> Int? {
    guard let members = state.swarm?.members else { return nil }
    if let group {
      let unit = rules.unit(group, of: party)
      return members.firstIndex { $0.unit == unit }
    }
    return members.firstIndex { $0.party == party && $0.isIn }
      ?? members.firstIndex { $0.party == party }
  }

  private mutating func tell(_ change: Action.SwarmChange, _ unit: String? = nil) {
    guard let swarm = state.swarms.last else { return }
    act(
      .swarm(Action.Swarm(swarm, unit: unit), change), at: now,
      rules.swarms.first { $0.head.name == swarm.rule }?.head)
  }

  // MARK: Other records

  /// Another record belongs to the case; said again, those who work on it now are added.
  private mutating func link(_ event: CaseEvent) {
    guard case .text(let record)? = event.details["record"] else {
      act(.doubt(CaseWording.linkedToNothing), at: now)
      return
    }
    var units: [String] = []
    if case .list(let said)? = event.details["units"] {
      units = said.compactMap { if case .text(let unit) = $0 { unit } else { nil } }
    }
    guard let known = state.links.firstIndex(where: { $0.record == record }) else {
      state.links.append(Case.Link(record: record, at: now, units: units))
      return
    }
    state.links[known].units += units.filter { !state.links[known].units.contains($0) }
  }

  /// Opens the records that the case leads to, each rule's once.
  private mutating func followUp(_ event: CaseEvent?) {
    for rank in matches(of: rules.followUpStage).sorted() {
      let rule = rules.followUps[rank]
      if state.followUps.contains(where: { $0.rule == rule.head.name }) { continue }
      let shared = RecordName.shared(rank, rules.followUps, run.facts)
      let id = shared ?? RecordName.own(rank, rules.followUps, of: state.id)
      // The record that is for many is no part of itself.
      if id == state.id { continue }
      // Nobody did anything since it was opened: it would open the next, and that the one after.
      if event == nil || event?.known == .link, comesOf(rank) {
        act(.error(CaseWording.followsItself(rule.head.name, id)), at: now, rule.head)
        continue
      }
      state.followUps.append(
        Case.FollowUp(
          rule: rule.head.name, id: id, opens: rule.opens, ledBy: rule.ledBy, at: now))
      act(
        .followUp(
          Action.FollowUp(
            id: id, opens: rule.opens, ledBy: rule.ledBy, from: state.id,
            members: members(rule, isShared: shared != nil), units: involved)), at: now, rule.head)
    }
  }

  /// Whether the case is a record that a rule opened, or that came of one.
  private func comesOf(_ rank: Int) -> Bool {
    guard case .text(let parent)? = state.request["parent"], state.id.hasPrefix("\(parent)/") else {
      return false
    }
    let key = RecordName.key(rank, rules.followUps)
    return state.id.split(separator: "/").dropFirst().contains { $0 == key }
  }

  private func members(_ rule: FollowUpRule, isShared: Bool) -> Members {
    let fields = run.decider.schema.requestFields
    var members: [(String, Value)] = [("kind", .text(rule.opens))]
    if !isShared { members.append(("parent", .text(state.id))) }
    if let ledBy = rule.ledBy { members.append(("led_by", .text(ledBy))) }
    for slot in rule.takes + rule.same {
      let name = fields[slot].name
      guard !members.contains(where: { $0.0 == name }),
        !rule.set.contains(where: { $0.field == name }),
        let value = run.facts.value(slot)
      else { continue }
      members.append((name, value))
    }
    members += rule.set.filter { one in !members.contains { $0.0 == one.field } }
      .map { ($0.field, $0.value) }
    return Members(members)
  }

  /// The providers' units that had the case or helped with it, in the order in which they came.
  private var involved: [String] {
    var units = state.handoffs.filter { $0.state == .accepted && $0.to.party != .integrator }
      .map { handoff in
        handoff.takenBy.map { "\(handoff.to.party.name)/\($0)" } ?? handoff.to.unit
      }
    if state.holder.party != .integrator { units.append(state.holder.unit) }
    units += state.swarms.flatMap(\.members).filter { $0.joinedAt != nil }.map(\.unit)
    let parties = Set(units.map { party(of: $0) })
    units += state.assists.map(\.party).filter { !parties.contains($0) }.map(\.name)
    var known: Set<String> = []
    return units.filter { known.insert($0).inserted }
  }

  // MARK: Who speaks to the customer

  /// How the customer is answered as things are; nil where no rule says.
  mutating func replyTerms() -> ReplyTerms? {
    guard !run.decider.replies.isEmpty else { return nil }
    run.now = state.inForceAt
    return run.reply(run.decider)?.terms
  }

  /// Somebody else than the one outward sender speaks to the customer.
  mutating func checkSender(_ event: CaseEvent) {
    guard event.known == .respond || event.known == .update, let said = event.by?.party,
      let party = party(of: event), let sender = replyTerms()?.sender
    else { return }
    let role = run.decider.rules.catalogue.record(.role, sender)
    let isTheirs: Bool
    if let role {
      isTheirs = speaks(party, for: role)
    } else {
      isTheirs = self.party(of: sender) == party
    }
    if !isTheirs {
      act(.doubt(CaseWording.notTheSender(said.name, sender: sender)), at: now)
    }
  }

  private func speaks(_ party: Party, for role: CatalogueRecord) -> Bool {
    if case .text(let provider)? = role["provider"] {
      return rules.isOne(of: [provider], party)
    }
    switch role["party"] {
    case .text("customer")?: return party == .customer
    case .text("service_integrator")?: return party == .integrator
    default: if case .provider = party { return true } else { return false }
    }
  }
}
