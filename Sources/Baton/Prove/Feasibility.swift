import BatonModel
import BatonTime

/// Proves for each target whether the agreements behind it can keep it: see <doc:Feasibility>.
///
/// For each service that the target may be about, for each way that the work may go, and for each set
/// of agreements that hold together for some request, the chain of their time limits is one course
/// (``TimeCourse``), which is measured against the target's own.
struct Feasibility {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let integrators: Set<String>
  let horizon: Horizon
  /// Nil for requests without one, last.
  let services: [String?]
  let reach: RouteReach
  /// Decides a witness.
  let decide: (Request, World) -> Decision

  private var book: CourseBook
  private var ways: ServiceWays
  var possibility: Possibility
  /// Agreements that count, in force at some time.
  private let active: [AgreementRule]
  private let supporters: [String: [AgreementRule]]
  private let hoursOfGroups: [String: [String?]]
  private let movingSlots: Set<Int>

  init(
    _ rules: CompiledRuleBase, _ schema: FactSchema, integrators: Set<String>, horizon: Horizon,
    services: [String?], reach: RouteReach, decide: @escaping (Request, World) -> Decision
  ) {
    self.rules = rules
    self.schema = schema
    self.integrators = integrators
    self.horizon = horizon
    self.services = services
    self.reach = reach
    self.decide = decide
    book = CourseBook(rules.calendars, horizon)
    ways = ServiceWays(rules.catalogue, integrators: integrators)
    possibility = Possibility(schema)
    active = rules.agreements.filter { $0.head.mode != .shadow }
    var supporters: [String: [AgreementRule]] = [:]
    for agreement in active where !agreement.providers.isEmpty {
      for name in agreement.supports { supporters[name, default: []].append(agreement) }
    }
    self.supporters = supporters
    var hours: [String: [String?]] = [:]
    for group in rules.catalogue.records(of: .group) {
      guard case .text(let provider)? = group["provider"] else { continue }
      var calendar: String?
      if case .text(let name)? = group["hours"] { calendar = name }
      if !hours[provider, default: []].contains(calendar) {
        hours[provider, default: []].append(calendar)
      }
    }
    hoursOfGroups = hours
    movingSlots = Set(Self.moving.compactMap { rules.fields.slot($0) })
  }

  /// Fields that change while a case lives.
  private static let moving = [
    FieldTable.event, "state", "group", "accountable", "handoffs", "reopened", "pending_reason",
    "resolution", "updated_at", "resolved_at", "closed_at",
  ]

  /// The proofs of all targets that others are to keep, in the order of their declaration.
  mutating func proofs() -> [TargetProof] {
    active.compactMap { prove($0) }
  }

  // MARK: One target

  private mutating func prove(_ target: AgreementRule) -> TargetProof? {
    let behind = supporters[target.head.name] ?? []
    guard target.kind == .sla || !behind.isEmpty else { return nil }
    var search = Search()
    for (position, service) in services.enumerated() {
      let base = target.condition.assuming(
        Assumption(known: [schema.slots.service: service.map(Value.text)], schema: schema))
      if base.isNever || possibility.isNever([base]) { continue }
      for starts in stretches(of: [target] + behind) {
        let inForce = behind.filter { isInForce($0.head, at: starts.lowerBound) }
        guard let ways = stations(of: target, base, position, inForce) else {
          search.doubt = search.doubt ?? .tooManyWays(service)
          continue
        }
        if ways.isOpen { search.doubt = search.doubt ?? .routedByFunction }
        for way in ways.all where !way.isEmpty {
          follow(way, target, base, service, inForce, starts, &search)
        }
      }
    }
    return proof(of: target, search)
  }

  /// What was found so far.
  private struct Search {
    var worstCertain: Candidate?
    var worstDoubtful: (candidate: Candidate, doubt: Doubt)?
    /// The worst of what is kept.
    var tightest: Candidate?
    var doubt: Doubt?
    var unbounded: [String] = []
    var atOnce: [String] = []
  }

  private struct Candidate {
    let worst: WorstStart
    let service: String?
    let links: [Chain.Link]
    let calendar: String?
    let box: Box?
  }

  /// Why something is not decided.
  enum Doubt {
    case tooManyWays(String?)
    case routedByFunction
    case function
    case tooManyCases
    case moving(String)
    case noHours(provider: String)
    case startsFrom(String)
    case noWitness
  }

  // MARK: Time

  /// The stretches of starts in which the same rules are in force.
  private func stretches(of agreements: [AgreementRule]) -> [ClosedRange<Int64>] {
    let target = Validity(agreements[0].head, in: rules.zone)
    let heads =
      agreements.map(\.head) + rules.handoffs.map(\.head)
      + active.filter { $0.metric == .timeToAcknowledge }.map(\.head)
    var turns = Set(heads.flatMap { Validity($0, in: rules.zone).turns.map(\.milliseconds) })
    turns.formIntersection(turns.filter { horizon.starts.contains($0) })
    let bounds = [horizon.starts.lowerBound] + turns.sorted() + [horizon.starts.upperBound + 1]
    return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }
      .map { $0...($1 - 1) }
      .filter { target.contains(Instant(milliseconds: $0.lowerBound)) }
  }

  private func isInForce(_ head: RuleHead, at start: Int64) -> Bool {
    Validity(head, in: rules.zone).contains(Instant(milliseconds: start))
  }

  // MARK: Ways

  /// The stations that work for a target may come to. Nil if there are too many ways.
  private mutating func stations(
    of target: AgreementRule, _ base: Condition, _ position: Int, _ behind: [AgreementRule]
  ) -> (all: [[String]], isOpen: Bool)? {
    var further: [[String]] = [[]]
    let follows = target.metric == .timeToRestore || target.metric == .timeToResolve
    if let service = services[position] {
      guard let ways = ways.ways(from: service) else { return nil }
      further = ways
    }
    guard target.providers.isEmpty else {
      // What its provider hands on: to those on whose services its own depend, and to subcontractors.
      var all: [[String]] = []
      for provider in target.providers {
        for way in further {
          if let place = way.firstIndex(of: provider) { all.append(Array(way[(place + 1)...])) }
        }
        for other in ways.subcontractors(of: provider) { all.append([other]) }
      }
      let promised = Set(behind.flatMap(\.providers))
      return (all.map { $0.filter { promised.contains($0) } }, false)
    }
    let (first, isOpen) = routed(base, position)
    var all: [[String]] = []
    for provider in first.isEmpty ? [nil] : first.map(Optional.some) {
      for way in follows || provider == nil ? further : [[]] {
        let way = ways.stations((provider.map { [$0] } ?? []) + way)
        let whole = follows ? way : Array(way.prefix(1))
        if !all.contains(whole) { all.append(whole) }
      }
    }
    return (all, isOpen)
  }

  private static let mostLeads = 500

  /// The providers that routes may lead requests under a condition to.
  private mutating func routed(_ base: Condition, _ position: Int) -> ([String], isOpen: Bool) {
    var providers: [String] = []
    var isOpen = false
    let assumption = Assumption(
      known: [schema.slots.service: services[position].map(Value.text)], schema: schema)
    let leads = reach.leads(ofService: position)
    for lead in leads {
      let condition = lead.condition.assuming(assumption)
      if leads.count <= Self.mostLeads, possibility.isNever([base, condition]) { continue }
      isOpen = isOpen || lead.isOpen
      for case let provider? in lead.targets.map(\.provider) where !providers.contains(provider) {
        providers.append(provider)
      }
      if lead.decides, leads.count <= Self.mostLeads,
        possibility.isNever([base, .not(condition)])
      {
        break
      }
    }
    return (providers, isOpen)
  }

  // MARK: Chains

  /// Measures one way in all the cases that the conditions of the agreements on it make.
  private mutating func follow(
    _ way: [String], _ target: AgreementRule, _ base: Condition, _ service: String?,
    _ behind: [AgreementRule], _ starts: ClosedRange<Int64>, _ search: inout Search
  ) {
    var items: [Item] = []
    var from = Party.integrator
    for (station, provider) in way.enumerated() {
      let assumption = Assumption(
        known: [
          schema.slots.service: service.map(Value.text), schema.slots.provider: .text(provider),
        ], schema: schema)
      func add(_ rule: Item.Rule, _ head: RuleHead, _ condition: Condition) {
        let left = condition.assuming(assumption)
        items.append(
          Item(
            station: station, rule: rule, head: head, condition: left, isMoving: isMoving(left)))
      }
      for agreement in behind
      where agreement.providers.contains(provider) && bounds(agreement.metric, target.metric) {
        add(.own(agreement), agreement.head, agreement.condition)
      }
      if target.metric != .timeToAcknowledge {
        for agreement in active
        where agreement.metric == .timeToAcknowledge && agreement.providers.contains(provider)
          && isInForce(agreement.head, at: starts.lowerBound)
        {
          add(.acknowledge(agreement), agreement.head, agreement.condition)
        }
        for rule in rules.handoffs
        where rule.head.mode != .shadow && isInForce(rule.head, at: starts.lowerBound)
          && isOne(of: rule.from, from) && isOne(of: rule.to, .provider(provider))
        {
          add(.handoff(rule), rule.head, rule.condition)
        }
      }
      from = .provider(provider)
    }
    guard let cells = cells(base, items) else {
      search.doubt = search.doubt ?? .tooManyCases
      return
    }
    for cell in cells {
      measure(cell, items, way, target, service, starts, &search)
    }
  }

  /// Whether keeping one metric keeps another.
  private func bounds(_ metric: Metric, _ wanted: Metric) -> Bool {
    metric == wanted || (wanted == .timeToRestore && metric == .timeToResolve)
  }

  private func isOne(of names: [String], _ party: Party) -> Bool {
    names.isEmpty || names.contains(party.name)
      || (party == .integrator && names.contains { integrators.contains($0) })
  }

  private func isMoving(_ condition: Condition) -> Bool {
    var found = false
    condition.forEachTest { test in
      if case .field(let slot) = schema.columns[test.column].root, movingSlots.contains(slot) {
        found = true
      }
    }
    return found
  }

  /// A rule that may bound a station, and when it does.
  private struct Item {
    enum Rule {
      case own(AgreementRule)
      case acknowledge(AgreementRule)
      case handoff(HandoffRule)
    }

    let station: Int
    let rule: Rule
    let head: RuleHead
    let condition: Condition
    /// Whether it holds changes while the case lives.
    let isMoving: Bool
  }

  /// Requests for which the same rules hold.
  private struct Cell {
    var conditions: [Condition]
    var holds: [Bool] = []
    var doubt: Doubt?
    var box: Box?
  }

  private static let mostCells = 64

  /// All combinations of rules that can hold for one request; nil if there are too many.
  private mutating func cells(_ base: Condition, _ items: [Item]) -> [Cell]? {
    var cells = [Cell(conditions: [base])]
    for item in items {
      var next: [Cell] = []
      for var cell in cells {
        if item.isMoving {
          cell.holds.append(false)
          cell.doubt = cell.doubt ?? .moving(item.head.name)
          next.append(cell)
          continue
        }
        if item.condition.isAlways || item.condition.isNever {
          cell.holds.append(item.condition.isAlways)
          next.append(cell)
          continue
        }
        for holds in [true, false] {
          let condition = holds ? item.condition : .not(item.condition)
          guard !possibility.isNever(cell.conditions + [condition]) else { continue }
          var part = cell
          part.conditions.append(condition)
          part.holds.append(holds)
          next.append(part)
        }
      }
      if next.count > Self.mostCells { return nil }
      cells = next
    }
    for index in cells.indices {
      switch possibility.answer(cells[index].conditions) {
      case .never: break
      case .open: cells[index].doubt = cells[index].doubt ?? .function
      case .certain(let box): cells[index].box = box
      }
    }
    return cells
  }

  private mutating func measure(
    _ cell: Cell, _ items: [Item], _ way: [String], _ target: AgreementRule, _ service: String?,
    _ starts: ClosedRange<Int64>, _ search: inout Search
  ) {
    var calendars = [target.limit.calendar]
    if target.limit.span.unit.needsCalendar, target.limit.calendar == nil {
      let own = target.providers.isEmpty ? way[0] : target.providers[0]
      calendars = (hoursOfGroups[own] ?? []).filter { $0 != nil }
    }
    for calendar in calendars {
      var doubt = cell.doubt
      if let slot = target.startFrom, slot != schema.slots.openedAt {
        doubt = doubt ?? .startsFrom(schema.requestFields[slot].name)
      }
      var links: [Chain.Link] = []
      for (station, provider) in way.enumerated() {
        let held = items.indices.filter { items[$0].station == station && cell.holds[$0] }
          .map { items[$0].rule }
        // Where the target goes by the hours of the group that has the work, so do its own links.
        let own =
          station == 0 && target.providers.isEmpty && target.limit.calendar == nil ? calendar : nil
        let made = Self.parts(held)
        guard let ownLink = link(provider, .own, made.own, own, &doubt) else {
          // What a provider does not hand on is its own work, which its target bounds.
          guard target.providers.isEmpty else { continue }
          if cell.doubt != nil {
            search.doubt = search.doubt ?? cell.doubt
          } else if !search.unbounded.contains(provider) {
            search.unbounded.append(provider)
          }
          continue
        }
        if target.metric != .timeToAcknowledge {
          if let first = link(provider, .acknowledge, made.acknowledge, own, &doubt) {
            links.append(first)
          } else if !search.atOnce.contains(provider) {
            search.atOnce.append(provider)
          }
        }
        links.append(ownLink)
      }
      guard let first = links.first,
        let due = book.number(
          of: .init(
            limit: ClockTerms.Limit(target.limit.span), calendar: calendar,
            boundary: target.boundary))
      else { continue }
      let chain = links.dropFirst().reduce(first.course) { book.then($0, $1.course) }
      guard let worst = book.worst(chain, against: due, of: starts) else { continue }
      let candidate = Candidate(
        worst: worst, service: service, links: links, calendar: calendar, box: cell.box)
      keep(candidate, doubt, &search)
    }
  }

  private func keep(_ candidate: Candidate, _ doubt: Doubt?, _ search: inout Search) {
    func isWorse(than other: Candidate?) -> Bool {
      other.map { candidate.worst.overrun > $0.worst.overrun } ?? true
    }
    if candidate.worst.overrun <= 0 {
      if isWorse(than: search.tightest) { search.tightest = candidate }
    } else if let doubt {
      if isWorse(than: search.worstDoubtful?.candidate) {
        search.worstDoubtful = (candidate, doubt)
      }
    } else if isWorse(than: search.worstCertain) {
      search.worstCertain = candidate
    }
  }

  private static func parts(
    _ rules: [Item.Rule]
  ) -> (own: [Chain.Part], acknowledge: [Chain.Part]) {
    var own: [Chain.Part] = []
    var acknowledge: [Chain.Part] = []
    var handoff: HandoffRule?
    for rule in rules {
      switch rule {
      case .own(let agreement): own.append(Chain.Part(agreement))
      case .acknowledge(let agreement): acknowledge.append(Chain.Part(agreement))
      case .handoff(let rule): handoff = handoff ?? rule
      }
    }
    if let handoff, let limit = handoff.acknowledgeWithin {
      acknowledge.append(Chain.Part(head: handoff.head, limit: limit, boundary: .earliest))
    }
    return (own, acknowledge)
  }

  /// What bounds a station: whichever of the promises is due first.
  private mutating func link(
    _ provider: String, _ kind: TargetProof.Link.Kind, _ parts: [Chain.Part], _ calendar: String?,
    _ doubt: inout Doubt?
  ) -> Chain.Link? {
    var numbered: [(part: Chain.Part, course: Int)] = []
    for part in parts {
      var calendars = [part.limit.calendar]
      if part.limit.span.unit.needsCalendar, part.limit.calendar == nil {
        let groups = hoursOfGroups[provider] ?? []
        calendars = calendar.map { [$0] } ?? groups.filter { $0 != nil }
        if calendars.count < groups.count, calendar == nil, groups.contains(nil) {
          doubt = doubt ?? .noHours(provider: provider)
        }
      }
      // Whichever of its groups has it.
      var course: Int?
      for calendar in calendars {
        let key = CourseBook.Key(
          limit: ClockTerms.Limit(part.limit.span), calendar: calendar, boundary: part.boundary)
        guard let one = book.number(of: key) else { continue }
        course = course.map { book.later($0, one) } ?? one
      }
      if let course {
        var part = part
        part.calendar = calendars.count == 1 ? calendars[0] : nil
        numbered.append((part, course))
      }
    }
    guard let first = numbered.first else { return nil }
    let course = numbered.dropFirst().reduce(first.course) { book.sooner($0, $1.course) }
    return Chain.Link(provider: provider, kind: kind, parts: numbered, course: course)
  }

  // MARK: The answer

  private mutating func proof(of target: AgreementRule, _ search: Search) -> TargetProof? {
    var proof = TargetProof(
      agreement: target.head.name, kind: target.kind, metric: target.metric,
      place: target.head.place, limit: target.limit.span, calendar: target.limit.calendar,
      verdict: .proven)
    proof.unbounded = search.unbounded
    proof.acknowledgesAtOnce = search.atOnce
    var doubt = search.doubt
    if let worst = search.worstCertain {
      if let witness = witness(for: worst, of: target) {
        proof.verdict = .infeasible
        proof.witness = Members(witness)
        fill(&proof, worst)
        return proof
      }
      doubt = .noWitness
      proof.verdict = .notDecided
      fill(&proof, worst)
    } else if let (worst, why) = search.worstDoubtful {
      doubt = why
      proof.verdict = .notDecided
      fill(&proof, worst)
    } else if let tightest = search.tightest {
      proof.verdict = search.unbounded.isEmpty ? .proven : .unbounded
      fill(&proof, tightest)
    } else if !search.unbounded.isEmpty {
      proof.verdict = .unbounded
    } else if doubt == nil {
      return nil
    }
    if let doubt {
      // That nothing stands behind it is certain, whatever else is not.
      proof.verdict = search.unbounded.isEmpty ? .notDecided : .unbounded
      proof.because = ProofWording.doubt(doubt)
    }
    return proof
  }

  private mutating func fill(_ proof: inout TargetProof, _ found: Candidate) {
    let worst = found.worst
    func instant(_ milliseconds: Int64) -> Instant? {
      milliseconds == TimeCourse.never ? nil : Instant(milliseconds: milliseconds)
    }
    proof.service = found.service
    proof.start = Instant(milliseconds: worst.start)
    proof.done = instant(worst.done)
    proof.due = instant(worst.due)
    if let name = found.calendar, let calendar = rules.calendars[name], let done = proof.done {
      proof.ownTime = calendar.workingTime(from: Instant(milliseconds: worst.start), to: done)
    }
    var now = worst.start
    for link in found.links {
      guard now != TimeCourse.never else { break }
      let end = book[link.course].end(from: now)
      let part = link.parts.first { book[$0.course].end(from: now) == end } ?? link.parts[0]
      proof.links.append(
        TargetProof.Link(
          provider: link.provider, kind: link.kind, rule: part.part.head.name,
          place: part.part.head.place, limit: part.part.limit.span, calendar: part.part.calendar,
          from: Instant(milliseconds: now), until: instant(end)))
      now = end
    }
  }

  /// A request for which the target's clock runs; nil if none was found.
  private mutating func witness(
    for candidate: Candidate, of target: AgreementRule
  ) -> [(String, Value)]? {
    guard let box = candidate.box, var members = possibility.witness(box) else { return nil }
    if let service = candidate.service {
      members.removeAll { $0.0 == "service" }
      members.append(("service", .text(service)))
    }
    let start = Instant(milliseconds: candidate.worst.start)
    if !members.contains(where: { $0.0 == "opened_at" }) {
      members.append(("opened_at", .instant(start)))
    }
    guard target.providers.isEmpty, target.start == nil, target.stop == nil, target.cancel == nil
    else { return members }
    let decision = decide(Request(members), World(now: start))
    return decision.targets.contains { $0.agreement.rule == target.head.name } ? members : nil
  }
}

/// What a chain is made of.
enum Chain {
  /// A promise that bounds a link.
  struct Part {
    let head: RuleHead
    let limit: TimeLimit
    let boundary: BusinessCalendar.Boundary
    /// By which it goes, if that is one.
    var calendar: String?

    init(head: RuleHead, limit: TimeLimit, boundary: BusinessCalendar.Boundary) {
      self.head = head
      self.limit = limit
      self.boundary = boundary
    }

    init(_ agreement: AgreementRule) {
      self.init(head: agreement.head, limit: agreement.limit, boundary: agreement.boundary)
    }
  }

  struct Link {
    let provider: String
    let kind: TargetProof.Link.Kind
    let parts: [(part: Part, course: Int)]
    /// Whichever part is due first.
    let course: Int
  }
}
