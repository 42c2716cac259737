package import BatonModel
package import BatonTime

/// Requests about which two rule bases decide differently, found from the rules alone; and if there
/// are none, how far that is certain.
package struct SemanticDifference: Sendable {
  package enum Certainty: Sendable, Hashable {
    /// There are requests that show it.
    case differs
    /// No request whatever goes elsewhere: proven over all of them.
    case equal
    /// No request was found, and why there might still be one.
    case notDecided(String)
  }

  /// Requests of which at least one respect is decided otherwise.
  package let witnesses: [Request]
  package let certainty: Certainty
  /// How many requests both rule bases were asked about.
  package let tried: Int
  /// Whether rules ask what the catalogue says of a record: a request can lay something else over it,
  /// and of such requests nothing is proven.
  package let isAsDeclared: Bool

  /// - Parameters:
  ///   - declares: the words whose declarations differ; only routes may, for a proof.
  ///   - saysTheSame: whether a route of both, by its name, is declared alike.
  ///   - isMoved: whether two decisions differ in what is compared.
  package init(
    _ old: Engine, _ new: Engine, at now: Instant, declares words: Set<String>,
    saysTheSame: @escaping (String) -> Bool, isMoved: (Request, World) -> Bool
  ) {
    if old.identity.hash == new.identity.hash {
      (witnesses, certainty, tried, isAsDeclared) = ([], .equal, 0, false)
      return
    }
    let space = RequestSpace(old, new)
    isAsDeclared = !space.asDeclared.isEmpty
    var difference = RouteDifference(space, saysTheSame: saysTheSame)
    let answer = difference.answer()
    var boxes: [RequestBox] = []
    if case .differs(let regions, _) = answer { boxes = regions }
    boxes += Self.examples(space)
    let world = World(now: now)
    var witnesses: [Request] = []
    var seen: Set<Request> = []
    var tried = 0
    let finder = WitnessFinder(space: space, now: now) { old.decide($0, in: $1) }
    for box in boxes where witnesses.count < Self.mostWitnesses && tried < Self.most {
      for request in finder.requests(in: box) where seen.insert(request).inserted {
        tried += 1
        guard isMoved(request, world) else { continue }
        witnesses.append(request)
        break
      }
    }
    self.witnesses = witnesses
    self.tried = tried
    var words = words
    // Files that declarations name may say something else while the declarations stay.
    if old.decider.rules.calendars != new.decider.rules.calendars { words.insert("calendar") }
    if old.decider.rules.tables.map(\.fingerprint) != new.decider.rules.tables.map(\.fingerprint) {
      words.insert("decision_table")
    }
    // Days and bare times are in it.
    if old.decider.rules.zone != new.decider.rules.zone { words.insert("rulebase") }
    certainty = witnesses.isEmpty ? Self.certainty(answer, words) : .differs
  }

  private static let mostWitnesses = 100
  private static let most = 20_000

  private static func certainty(
    _ answer: RouteDifference.Answer, _ words: Set<String>
  ) -> Certainty {
    let others = words.subtracting(["route", "route_table"]).sorted()
    if let word = others.first {
      return .notDecided(
        "\(word.replacing("_", with: " ")) declarations differ, of which requests were tried only")
    }
    switch answer {
    case .equal: return .equal
    case .notDecided(let reason): return .notDecided(reason)
    case .differs(_, let doubt):
      return .notDecided(doubt ?? "routes differ where no request was found that shows it")
    }
  }

  /// A box of each row of the stages of both.
  private static func examples(_ space: RequestSpace) -> [RequestBox] {
    [0, 1].flatMap { base -> [RequestBox] in
      let stages = StageRows(space, ofBase: base)
      let rows =
        stages.routes() + stages.priorities() + stages.classified().flatMap(\.rows)
        + stages.tables().flatMap(\.self) + stages.plans()
      return rows.flatMap(\.boxes)
    }
  }
}
