import BatonModel
import BatonTime

/// Who is on call when: layers of people who take turns, and exceptions.
///
/// Later layers win over earlier ones where they are in force, and exceptions over all. Turns go by the
/// clock on the wall of the rota's zone.
struct Rota: Sendable {
  struct Layer: Sendable {
    /// At least one.
    let people: [String]
    /// When the first of them begins; nil for one person alone, who is always on call.
    let start: LocalDateTime?
    /// Milliseconds that a turn lasts by the wall clock.
    let every: Int64
    /// The layer is in force while this is open.
    let hours: BusinessCalendar?
  }

  struct Override: Sendable {
    let from: Instant
    /// The first instant at which it is over.
    let until: Instant
    let person: String
  }

  let name: String
  let place: Place
  let zone: Zone
  /// At least one; each wins over those before it.
  let layers: [Layer]
  let overrides: [Override]

  /// Everybody who may be on call, each once.
  var people: [String] {
    var known: Set<String> = []
    return (layers.flatMap(\.people) + overrides.map(\.person)).filter {
      known.insert($0).inserted
    }
  }
}
