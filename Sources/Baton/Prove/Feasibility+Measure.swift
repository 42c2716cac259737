import BatonModel
import BatonTime

/// One way in one case: its chain as one course, against that of the target.
extension Feasibility {
  mutating func measure(
    _ cell: Chain.Cell, _ items: [Chain.Item], _ way: [String], _ target: AgreementRule,
    _ position: Int, _ starts: ClosedRange<Int64>, _ search: inout FeasibilitySearch
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
      search.keep(
        FeasibilitySearch.Candidate(
          worst: worst, position: position, way: way, links: links, calendar: calendar,
          conditions: cell.conditions), doubt)
    }
  }

  private static func parts(
    _ rules: [Chain.Rule]
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
}
