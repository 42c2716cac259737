import BatonModel
import BatonTime

/// For each service, when fewer than two of the groups work that its routes may lead to; and how many
/// services hang on one provider.
///
/// Groups of the same provider with the skills of such a group could stand in for it, and count. The
/// routes are a superset (``RouteReach``): what is found is so at least.
struct GroupCover {
  let rules: CompiledRuleBase
  let horizon: Horizon
  let services: [String?]
  let reach: RouteReach

  /// Groups with hours and skills.
  private struct Group {
    let name: String
    let provider: String
    let calendar: String?
    let skills: Set<String>
  }

  /// - Returns: what is found, and the service's providers.
  func findings() -> (findings: [ProofFinding], concentration: Concentration?) {
    let groups = rules.catalogue.records(of: .group).compactMap { record -> Group? in
      guard case .text(let provider)? = record["provider"] else { return nil }
      var calendar: String?
      if case .text(let name)? = record["hours"] { calendar = name }
      return Group(
        name: record.name, provider: provider, calendar: calendar,
        skills: Set(record.names("skills")))
    }
    let byName = Dictionary(groups.map { ($0.name, $0) }) { first, _ in first }
    let byProvider = Dictionary(grouping: groups, by: \.provider)
    var concentration = Concentration()
    var thin: [Thin] = []
    var sweeps: [Hours: Stretch?] = [:]
    /// Services that a function may lead anywhere, by the place of its rule.
    var opaque: [Place: [(service: String, place: Place)]] = [:]
    for (position, service) in services.enumerated() {
      guard let service, let record = rules.catalogue.record(.service, service) else { continue }
      let leads = reach.leads(ofService: position)
      if let open = leads.first(where: \.isOpen) {
        if let place = record.place { opaque[open.place, default: []].append((service, place)) }
        continue
      }
      var able: [Group] = []
      func add(_ group: Group) {
        if !able.contains(where: { $0.name == group.name }) { able.append(group) }
      }
      for target in leads.flatMap(\.targets) {
        guard let group = byName[target.name] else { continue }
        add(group)
        if group.skills.isEmpty { continue }
        for other in byProvider[group.provider] ?? [] where group.skills.isSubset(of: other.skills)
        {
          add(other)
        }
      }
      if able.isEmpty { continue }
      concentration.add(Set(able.map(\.provider)))
      var hours: String?
      if case .text(let name)? = record["hours"] { hours = name }
      let key = Hours(groups: able.map(\.calendar), service: hours)
      let found: Stretch?
      if let known = sweeps[key] {
        found = known
      } else {
        found = thinnest(key)
        sweeps[key] = .some(found)
      }
      guard let found else { continue }
      let names = able.map(\.name).sorted()
      if let index = thin.firstIndex(where: { $0.groups == names && $0.hours == hours }) {
        thin[index].services.append(service)
      } else {
        thin.append(
          Thin(
            groups: names, hours: hours, services: [service], place: record.place, stretch: found))
      }
    }
    let undecided = opaque.map { place, services in
      ProofFinding.coverNotDecided(
        services.map(\.service), by: place, place: services[0].place)
    }
    let findings =
      undecided
      + thin.compactMap { thin in
        thin.place.map {
          ProofFinding.fewGroups(
            thin.services, groups: thin.groups, stretch: thin.stretch, hours: thin.hours, place: $0,
            zone: zone(of: thin))
        }
      }
    return (findings, concentration.services == 0 ? nil : concentration)
  }

  private struct Thin {
    let groups: [String]
    let hours: String?
    var services: [String]
    let place: Place?
    let stretch: Stretch
  }

  private func zone(of thin: Thin) -> Zone {
    thin.hours.flatMap { rules.calendars[$0]?.hours.zone } ?? rules.zone
  }

  private struct Hours: Hashable {
    let groups: [String?]
    let service: String?
  }

  /// The longest time in which the fewest work.
  struct Stretch: Sendable, Hashable {
    let from: Instant
    let until: Instant
    /// 0 or 1.
    let groups: Int
    /// The share of the service's hours in which it is so few or fewer than two, in hundredths.
    let share: Double
    /// Whether it lasts for as long as is looked at.
    var isAlways: Bool { share >= 100 }
  }

  /// The longest time in which the fewest of groups with these calendars work in a service's hours;
  /// nil for a calendar is always. Nil if two work at all times.
  func thinnest(groups: [String?], in hours: String) -> Stretch? {
    thinnest(Hours(groups: groups, service: hours))
  }

  /// Nil if two work at all times.
  private func thinnest(_ hours: Hours) -> Stretch? {
    func stretches(_ name: String?) -> [Range<Instant>] {
      let calendar = name.flatMap { rules.calendars[$0] } ?? .always
      return calendar.openStretches(from: horizon.from, until: horizon.until)
    }
    // Two that never close are all that is needed.
    if hours.groups.count(where: { $0 == nil || $0 == ConstantReader.alwaysOpen }) >= 2 {
      return nil
    }
    var changes: [Instant: (groups: Int, service: Int)] = [:]
    for name in hours.groups {
      for stretch in stretches(name) {
        changes[stretch.lowerBound, default: (0, 0)].groups += 1
        changes[stretch.upperBound, default: (0, 0)].groups -= 1
      }
    }
    for stretch in stretches(hours.service) {
      changes[stretch.lowerBound, default: (0, 0)].service += 1
      changes[stretch.upperBound, default: (0, 0)].service -= 1
    }
    changes[horizon.from, default: (0, 0)].groups += 0
    changes[horizon.until, default: (0, 0)].groups += 0
    let instants = changes.keys.sorted()
    var (groups, service) = (0, 0)
    var found: (from: Instant, until: Instant, groups: Int)?
    var current: (from: Instant, groups: Int)?
    var (thin, all): (Int64, Int64) = (0, 0)
    func settle(_ until: Instant) {
      guard let now = current else { return }
      let length = until.milliseconds - now.from.milliseconds
      let known = found.map { ($0.groups, $0.until.milliseconds - $0.from.milliseconds) }
      if known.map({ now.groups < $0.0 || (now.groups == $0.0 && length > $0.1) }) ?? true {
        found = (now.from, until, now.groups)
      }
    }
    for (instant, next) in zip(instants, instants.dropFirst()) {
      let change = changes[instant] ?? (0, 0)
      groups += change.groups
      service += change.service
      let length = next.milliseconds - instant.milliseconds
      if service > 0 { all += length }
      if service > 0, groups < 2 {
        thin += length
        if current?.groups != groups {
          settle(instant)
          current = (instant, groups)
        }
      } else {
        settle(instant)
        current = nil
      }
    }
    settle(horizon.until)
    guard let found, all > 0 else { return nil }
    return Stretch(
      from: found.from, until: found.until, groups: found.groups,
      share: Double(thin) * 100 / Double(all))
  }
}
