package import BatonModel

/// Something that a request may have to go without, and a request that does: the engine, asked about it,
/// says so.
package struct RequestLack: Sendable {
  package enum What: String, Sendable, CaseIterable {
    /// No rule says which service it is about, and the request does not either.
    case service
    case priority
    /// No agreement with the customer says by when.
    case agreement
    /// There is nobody to whom it is escalated.
    case ladder
  }

  package let what: What
  package let request: Request
}

/// Looks for requests that go without, of all that the fields and the catalogue allow.
///
/// That every request finds a route is asked of the routes themselves (the fallback). What nobody asks
/// for, nobody misses: a service where no rule gives one, a ladder where none is declared. Of agreements and
/// ladders only kinds of requests count of which some have one.
struct LackSearch {
  /// The requests as routes see them.
  private let space: RequestSpace
  private let finder: WitnessFinder
  private let stages: StageRows

  init(_ space: RequestSpace, _ finder: WitnessFinder, _ stages: StageRows) {
    self.space = space
    self.finder = finder
    self.stages = stages
  }

  private var rules: CompiledRuleBase { space.bases[0].rules }

  func lacks(_ allowance: inout Int) -> [RequestLack] {
    RequestLack.What.allCases.compactMap { what in
      request(without: what, &allowance).map { RequestLack(what: what, request: $0) }
    }
  }

  private func request(without what: RequestLack.What, _ allowance: inout Int) -> Request? {
    switch what {
    case .service:
      guard let axis = space.axis(ofField: "service"), sets("service") else { return nil }
      // A configuration item brings its service with it: a request without one has none.
      return outside(given(axis), of: .everything, &allowance) { request, decision in
        request.members["service"] == nil
          && !decision.classified.contains { $0.field == "service" }
      }
    case .priority:
      guard let axis = space.axis(ofField: "priority") else { return nil }
      return outside(given(axis), of: .everything, &allowance) { _, decision in
        decision.priority == nil
      }
    case .agreement:
      let promises = rules.agreements.filter {
        $0.kind == .sla && $0.head.isAlwaysInForce && $0.head.mode != .shadow
      }
      return ofSomeKind(
        promises.flatMap { space.boxes(of: $0.condition) }, &allowance
      ) { _, decision in
        let names = Set(promises.map(\.head.name))
        return !decision.targets.contains { names.contains($0.agreement.rule) }
      }
    case .ladder:
      return ofSomeKind(
        rules.ladders.filter { $0.head.isAlwaysInForce && $0.head.mode != .shadow }
          .flatMap(boxes(of:)), &allowance
      ) { _, decision in decision.escalations.isEmpty }
    }
  }

  // MARK: Boxes

  /// Where a request says it itself.
  private func given(_ axis: Int) -> [RequestBox] {
    [RequestBox(axis, ClassSet(0).complement(of: space.axes[axis].count))]
  }

  /// Whether some rule or table sets a field.
  private func sets(_ field: String) -> Bool {
    stages.classified().contains { $0.field == field }
      || rules.tables.contains { $0.outputs.contains { $0.field.name == field } }
  }

  /// Where a ladder is climbed: where one of its agreements holds, or its own condition.
  private func boxes(of ladder: LadderRule) -> [RequestBox] {
    if ladder.on.isEmpty { return space.boxes(of: ladder.condition) }
    let agreements = rules.agreements.filter { ladder.on.contains($0.head.name) }
    return agreements.flatMap { space.boxes(of: .all([$0.condition, ladder.condition])) }
  }

  // MARK: Looking

  /// A request outside all boxes, of a kind of which some are inside one, whose service and priority are
  /// known: without them much is not agreed.
  private func ofSomeKind(
    _ boxes: [RequestBox], _ allowance: inout Int, shows: (Request, Decision) -> Bool
  ) -> Request? {
    // What is only for something that happens to a case is for no request.
    let event = space.axis(ofField: FieldTable.event)
    let boxes = boxes.filter { box in event.flatMap { box[$0] }?.contains(0) ?? true }
    if boxes.isEmpty { return nil }
    var known = RequestBox.everything
    for name in ["service", "priority"] {
      guard let axis = space.axis(ofField: name), let both = known.intersection(given(axis)[0])
      else { continue }
      known = both
    }
    guard let axis = space.axis(ofField: "kind") else {
      return outside(boxes.filter(\.isExact), of: known, &allowance, shows: shows)
    }
    for number in 1..<max(1, space.axes[axis].count) {
      guard let kind = known.intersection(RequestBox(axis, ClassSet(number))),
        boxes.contains(where: { $0.intersection(kind) != nil })
      else { continue }
      if let request = outside(boxes.filter(\.isExact), of: kind, &allowance, shows: shows) {
        return request
      }
    }
    return nil
  }

  private func outside(
    _ boxes: [RequestBox], of whole: RequestBox, _ allowance: inout Int,
    shows: (Request, Decision) -> Bool
  ) -> Request? {
    let parts = boxes.enumerated().map {
      BoxSearch.Part(box: $0.element, rank: $0.offset, isRight: true)
    }
    var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
    let answer = search.search(whole, parts, restIsRight: false)
    allowance -= search.spent
    guard case .found(let box) = answer else { return nil }
    return finder.requests(in: box).first { shows($0, finder.decide($0, World(now: finder.now))) }
  }
}
