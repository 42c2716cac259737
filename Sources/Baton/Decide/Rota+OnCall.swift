import BatonModel
import BatonTime

extension Rota {
  /// Who is on call at an instant; nil while no layer is in force.
  ///
  /// Looks at each layer once; which turn it is is worked out, not counted.
  func onCall(at instant: Instant) -> String? {
    if let override = overrides.last(where: { $0.from <= instant && instant < $0.until }) {
      return override.person
    }
    for layer in layers.reversed() {
      if let person = layer.onCall(at: instant, in: zone) { return person }
    }
    return nil
  }

  /// Whoever the world says is on call, else whose turn it is.
  func choose(
    in world: World, at instant: Instant?, meaning: (String) -> Target?
  ) throws(ChoiceFailure) -> Choice {
    var person = world.onCall[name]
    if person == nil {
      guard let instant else { throw .noTime }
      person = onCall(at: instant)
    }
    guard let person else { throw .nobodyOnCall(rota: name) }
    guard let target = meaning(person) else {
      throw .onCallIsNoTarget(rota: name, person: person)
    }
    return Choice(target: target, notes: [DecisionWording.onCall(name)])
  }
}

extension Rota.Layer {
  fileprivate func onCall(at instant: Instant, in zone: Zone) -> String? {
    if let hours, !hours.isOpen(at: instant) { return nil }
    guard let start else { return people.first }
    let turn = turn(at: instant, from: start, in: zone)
    return turn < 0 ? nil : people[Int(turn % Int64(people.count))]
  }

  /// How many turns ended since the start; negative before it.
  private func turn(at instant: Instant, from start: LocalDateTime, in zone: Zone) -> Int64 {
    let since = Self.wall(zone.local(at: instant)) - Self.wall(start)
    var turn = since / every - (since % every < 0 ? 1 : 0)
    // While an hour occurs a second time the clock shows less than it did, but no turn comes back.
    while beginning(of: turn + 1, from: start, in: zone) <= instant { turn += 1 }
    return turn
  }

  private func beginning(of turn: Int64, from start: LocalDateTime, in zone: Zone) -> Instant {
    let shown = Instant(milliseconds: Self.wall(start) + turn * every)
    return zone.instant(of: LocalDateTime(shown, offsetSeconds: 0), preferring: .earlier)
  }

  /// What the clock on the wall shows, on a line of its own.
  private static func wall(_ local: LocalDateTime) -> Int64 {
    local.instant(offsetSeconds: 0).milliseconds
  }
}
