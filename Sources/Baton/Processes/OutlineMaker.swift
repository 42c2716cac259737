import BatonDeclare
import BatonModel

/// Makes the outline of a process: what its constraints and limits say of time goes to the states and
/// ways that it is about.
struct OutlineMaker {
  let rule: ProcessRule
  let fields: FieldTable

  func outline() -> ProcessOutline {
    let states = rule.states.indices.map { number in
      let state = rule.states[number]
      return ProcessOutline.State(
        name: state.name, isFinal: state.isFinal, by: state.by.map(\.words),
        needs: state.needs.map { fields.requestFields[$0].name },
        deadlines: rule.constraints.compactMap { deadline($0, at: .enter(number)) }
          + rule.limits.compactMap { limit($0, of: number) })
    }
    var ways: [ProcessOutline.Way] = []
    for (number, state) in rule.states.enumerated() {
      ways += state.ways.map { way(from: number, $0, of: nil) }
    }
    for variation in rule.variations {
      ways += variation.allows.map { way(from: $0.state, $0.way, of: variation) }
    }
    return ProcessOutline(
      name: rule.head.name, states: states, ways: ways, rules: others(among: ways))
  }

  private func way(
    from state: Int, _ way: ProcessWay, of variation: ProcessVariation?
  ) -> ProcessOutline.Way {
    ProcessOutline.Way(
      from: state, target: way.target, events: way.events, by: way.by.map(\.words),
      isConditional: !way.condition.isAlways || variation.map { !$0.condition.isAlways } ?? false,
      deadlines: rule.constraints.compactMap { constraint in
        way.events.lazy.compactMap { deadline(constraint, at: .event($0)) }.first
      },
      variation: variation?.head.name)
  }

  // MARK: Time

  /// `accept within hours(1)`, of a constraint that is activated here.
  private func deadline(_ constraint: ConstraintRule, at term: ActivityTerm) -> String? {
    guard let window = constraint.window else { return nil }
    let isFirst = constraint.template.activation.contains(.first)
    guard (isFirst ? constraint.first : constraint.second).contains(term) else { return nil }
    let others = (isFirst ? constraint.second : constraint.first).map(words)
    let what = others.isEmpty ? constraint.template.title : others.joined(separator: " or ")
    return "\(what) within \(window.span.words)"
  }

  private func limit(_ limit: ProcessLimit, of state: Int) -> String? {
    switch limit.subject {
    case .time(state): limit.window.map { "at most \($0.span.words)" }
    case .visits(state): "at most \(limit.most)×"
    default: nil
    }
  }

  private func words(_ term: ActivityTerm) -> String {
    switch term {
    case .event(let name): name
    case .enter(let state): rule.states[state].name
    }
  }

  // MARK: The rest

  private func others(
    among ways: [ProcessOutline.Way]
  ) -> [(name: String, sentence: String)] {
    let drawn = Set(ways.flatMap(\.events))
    var others: [(String, String)] = []
    for constraint in rule.constraints {
      let terms =
        constraint.template.activation.contains(.first) ? constraint.first : constraint.second
      let isAtState = terms.contains { if case .enter = $0 { true } else { false } }
      let isAtWay = terms.contains {
        if case .event(let name) = $0 { drawn.contains(name) } else { false }
      }
      if constraint.window != nil, isAtState || isAtWay { continue }
      let window = constraint.window.map { " within \($0.span.words)" } ?? ""
      others.append((constraint.judgement.head.name, constraint.sentence + window))
    }
    for limit in rule.limits {
      let window = limit.window.map { " within \($0.span.words)" } ?? ""
      switch limit.subject {
      case .handoffs(let attribute):
        others.append(
          (
            limit.judgement.head.name,
            "\(Self.atMost(limit.most)) handoffs of \(words(attribute))\(window)"
          ))
      case .bounces(let attribute):
        others.append(
          (
            limit.judgement.head.name,
            "\(Self.atMost(limit.most)) bounces of \(words(attribute))\(window)"
          ))
      case .events(let name):
        others.append((limit.judgement.head.name, "at most \(limit.most) × \"\(name)\"\(window)"))
      case .visits, .time: break
      }
    }
    for pair in rule.pairs {
      let events = (pair.first + pair.second).map { "\"\(words($0))\"" }.joined(separator: " and ")
      let attributes = pair.attributes.map(words).joined(separator: ", ")
      others.append(
        (
          pair.judgement.head.name,
          "\(events) \(pair.mustBeEqual ? "are by the same" : "differ in") \(attributes)"
        ))
    }
    return others
  }

  private static func atMost(_ count: Int) -> String { count == 0 ? "no" : "at most \(count)" }

  private func words(_ attribute: EventAttribute) -> String {
    switch attribute {
    case .person: "person"
    case .party: "party"
    case .group: "group"
    case .role: "role"
    case .field(_, let name): name
    }
  }
}
