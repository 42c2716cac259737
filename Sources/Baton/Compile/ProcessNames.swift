import BatonModel

/// The names that the rules of one process may use: its states, its events, those who act in it.
struct ProcessNames {
  let title: String
  /// In the order of their positions.
  let states: [String]
  private let positions: [String: Int]
  /// Nil if any name is an event.
  let activities: [String]?
  private let context: CompileContext
  private let mentions = Mentions()

  init(
    _ declaration: Declaration, states: [String], activities: [String]?, context: CompileContext
  ) {
    title = declaration.title
    self.states = states
    positions = Dictionary(states.enumerated().map { ($1, $0) }) { first, _ in first }
    self.activities = activities
    self.context = context
  }

  /// The position of a state; nil after a report.
  func state(_ written: Written, of key: String) -> Int? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType(key, wanted: "the name of a state", found: written.phrase), at: written.site)
      return nil
    }
    if let position = positions[name] { return position }
    context.findings.report(
      .process(.unknownState(name, of: title, nearest: NearestName.to(name, among: states))),
      at: written.site)
    return nil
  }

  /// The position of a state that is a key of a table; nil after a report.
  func state(_ entry: Written.Entry) -> Int? {
    guard let name = entry.name else {
      context.findings.report(.keyIsNoName(title), at: entry.keySite)
      return nil
    }
    if let position = positions[name] { return position }
    context.findings.report(
      .process(.unknownState(name, of: title, nearest: NearestName.to(name, among: states))),
      at: entry.keySite)
    return nil
  }

  /// The name of an event; nil after a report.
  func event(_ written: Written, of key: String) -> String? {
    guard let name = written.text, !name.isEmpty else {
      context.findings.report(
        .wrongType(key, wanted: "the name of an event", found: written.phrase), at: written.site)
      return nil
    }
    guard isEvent(name, at: written.site) else { return nil }
    return name
  }

  func isEvent(_ name: String, at site: Site) -> Bool {
    mentions.add(name, site)
    guard let activities, !activities.contains(name) else { return true }
    context.findings.report(
      .process(.unknownActivity(name, of: title, nearest: NearestName.to(name, among: activities))),
      at: site)
    return false
  }

  /// An event, or the entering of a state; nil after a report.
  func activity(_ written: Written, of key: String) -> ActivityTerm? {
    guard let word = context.word(of: written) else {
      return event(written, of: key).map { .event($0) }
    }
    let arguments = written.arguments(in: context.sources)
    guard word.role == .activity, arguments.count == 1 else {
      context.findings.report(
        .wrongType(key, wanted: "an event or enter \"state\"", found: written.phrase),
        at: written.site)
      return nil
    }
    return state(arguments[0], of: word.name).map { .enter($0) }
  }

  /// One or several; empty after a report.
  func activities(_ written: Written, of key: String) -> [ActivityTerm] {
    guard written.table != nil else { return activity(written, of: key).map { [$0] } ?? [] }
    guard !written.hasNames, written.isDense, written.hasItems else {
      context.findings.report(
        .wrongType(
          key, wanted: "an event, enter \"state\", or a list of such", found: written.phrase),
        at: written.site)
      return []
    }
    return written.items(in: context.sources).compactMap { activity($0, of: key) }
  }

  /// Where the process names its events. A class, because all readers of the process add to it.
  private final class Mentions {
    /// The first place of each, and how often it is named.
    private(set) var events: [String: (site: Site, count: Int)] = [:]
    private(set) var order: [String] = []

    func add(_ name: String, _ site: Site) {
      if events[name] == nil { order.append(name) }
      events[name, default: (site, 0)].count += 1
    }
  }

  /// Warns of events that are named once and resemble another: without a list of activities any name
  /// is one, so that a slip of the pen would be an event that never comes.
  func checkOnce() {
    guard activities == nil else { return }
    for (position, name) in mentions.order.enumerated() {
      guard let (site, count) = mentions.events[name], count == 1,
        CaseEvent.Name(rawValue: name) == nil
      else { continue }
      // Of two that are named once it is the later that is told.
      let others =
        mentions.order.enumerated().filter { other, name in
          other < position || (mentions.events[name]?.count ?? 0) > 1
        }.map(\.element) + CaseEvent.Name.allCases.map(\.rawValue)
      guard let nearest = NearestName.slip(of: name, among: others) else { continue }
      context.findings.report(.process(.unlikelyActivity(name, nearest: nearest)), at: site)
    }
  }

  // MARK: Who

  private static let actors: [String: ActorTerm] = [
    "customer": .customer, "service_integrator": .integrator, "service_provider": .anyProvider,
    "provider": .holder, "provider.group": .holdingGroup, "service_owner": .serviceOwner,
  ]

  /// Somebody who acts; a provider's name is an error, because a process is the same for all.
  func actor(_ written: Written, of key: String) -> ActorTerm? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType(key, wanted: "a party, a role or \"provider\"", found: written.phrase),
        at: written.site)
      return nil
    }
    if let known = Self.actors[name] { return known }
    if context.catalogue.contains(.role, name) { return .role(name) }
    if namesAProvider(name) {
      context.findings.report(.process(.namesProvider(name)), at: written.site)
      return nil
    }
    let known = Self.actors.keys.sorted() + context.catalogue.records(of: .role).map(\.name)
    context.findings.report(
      .process(.unknownActor(name, nearest: NearestName.to(name, among: known))),
      at: written.site)
    return nil
  }

  private func namesAProvider(_ name: String) -> Bool {
    context.catalogue.contains(.provider, name) || context.catalogue.contains(.group, name)
  }

  // MARK: What an event has

  private static let attributes: [String: EventAttribute] = [
    "person": .person, "party": .party, "provider": .party, "group": .group, "role": .role,
  ]

  func attribute(_ written: Written, of key: String) -> EventAttribute? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType(
          key, wanted: "\"person\", \"party\", \"group\", \"role\" or a field",
          found: written.phrase),
        at: written.site)
      return nil
    }
    if let known = Self.attributes[name] { return known }
    guard context.requestField(name, at: written.site) != nil,
      let slot = context.fields.slot(name)
    else { return nil }
    return .field(slot: slot, name: name)
  }
}
