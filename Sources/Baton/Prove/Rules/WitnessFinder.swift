import BatonModel
import BatonTime

/// Makes a request of a box and asks the engine whether it does what is said of it.
///
/// A box speaks of what a stage sees, and the stages before may change that: a rule fills the service,
/// the matrix gives another priority. So some requests are tried, and one is a witness only if the
/// engine says so.
struct WitnessFinder {
  let space: RequestSpace
  let now: Instant
  let decide: (Request, World) -> Decision

  /// - Parameter shows: whether a decision does what is said.
  func witness(
    in box: RequestBox, _ title: String, shows: (Decision) -> Bool
  ) -> Witness? {
    witness(in: box) { shows($0) ? title : nil }
  }

  /// - Parameter shows: the title of what a decision shows; nil if it does not.
  func witness(in box: RequestBox, shows: (Decision) -> String?) -> Witness? {
    guard let plain = space.request(in: box) else { return nil }
    let world = World(now: now)
    for request in variants(of: plain) {
      if let title = shows(decide(request, world)) {
        return Witness(request: request, title: title)
      }
    }
    return nil
  }

  /// Requests in a box, as far as one was found: that which says least, and with other priorities.
  func requests(in box: RequestBox) -> [Request] {
    space.request(in: box).map { variants(of: $0) } ?? []
  }

  /// The request itself, and with each priority that the matrix can give it.
  private func variants(of request: Request) -> [Request] {
    let matrix = space.bases[0].rules.matrix
    var seen: Set<Int> = []
    var variants = [request]
    for (row, impact) in matrix.impact.enumerated() {
      guard (request.members["impact"] ?? .text(impact)) == .text(impact) else { continue }
      for (column, urgency) in matrix.urgency.enumerated() {
        guard (request.members["urgency"] ?? .text(urgency)) == .text(urgency),
          seen.insert(matrix.priorities[row][column]).inserted
        else { continue }
        var members = request.members.map { ($0.name, $0.value) }
        members += [("impact", .text(impact)), ("urgency", .text(urgency))]
        variants.append(Request(Members(members)))
      }
    }
    return variants
  }
}
