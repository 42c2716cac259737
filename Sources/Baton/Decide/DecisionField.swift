package import BatonModel

/// One thing that can be asked of a decision by its name: for columns, for `--fields` and for what a
/// scenario expects.
package enum DecisionField: Sendable, Hashable {
  case own(Own)
  /// A field of the request after the classify stage.
  case request(String)
  /// A member of the request as its sender wrote it.
  case attribute(String)

  package enum Own: String, Sendable, CaseIterable {
    case request, priority, to, provider, group, accountable, also, why, rule, because, at, level
    case plan, tasks, targets, escalations, reply, knowledge
    case replyTone = "reply.tone"
    case replySender = "reply.sender"
    case replyCompliance = "reply.compliance"
    case approvals, policies, shadows, notes, errors, rules
  }

  static let attributePrefix = "attributes."

  package var name: String {
    switch self {
    case .own(let own): own.rawValue
    case .request(let name): name
    case .attribute(let name): Self.attributePrefix + name
    }
  }
}

extension Decision {
  /// What the decision, or the request that it is about, has under a name.
  package func value(of field: DecisionField, request: Request) -> Value? {
    switch field {
    case .own(let own): value(of: own)
    case .request(let name):
      classified.last { $0.field == name }?.value ?? request.members[name]
    case .attribute(let name): request.attribute(name)
    }
  }

  private func value(of own: DecisionField.Own) -> Value? {
    let route = why[.route]
    return switch own {
    case .request: request.map { .text($0) }
    case .priority: priority.map { .integer($0) }
    case .to: (to?.name).map { .text($0) }
    case .provider: (to?.provider).map { .text($0) }
    case .group: (to?.group).map { .text($0) }
    case .accountable: accountable.map { .text($0) }
    case .also: .texts(also.map(\.name))
    case .why: route.map { .text($0.inWords) }
    case .rule: (route?.rule).map { .text($0) }
    case .because: (route?.because).map { .text($0) }
    case .at: (route?.place).map { .text($0.description) }
    case .level: (route?.level).map { .text($0) }
    case .plan: (plan?.reason.rule).map { .text($0) }
    case .tasks: .texts(tasks.map(\.name))
    case .targets: .texts(targets.map(\.agreement.rule))
    case .escalations: .texts(escalations.map(\.ladder.rule))
    case .reply: (reply?.terms.template).map { .text($0) }
    case .replyTone: (reply?.terms.tone).map { .text($0) }
    case .replySender: (reply?.terms.sender).map { .text($0) }
    case .replyCompliance: .texts(reply?.terms.compliance ?? [])
    case .knowledge: .texts(knowledge.map(\.reason.rule))
    case .approvals: .texts(approvals.map(\.reason.rule))
    case .policies: .texts(policies.map(\.reason.rule))
    case .shadows: .texts(shadows.map(\.reason.rule))
    case .notes: .texts(notes)
    case .errors: .texts(errors.map(\.message))
    case .rules: .text(rules.name)
    }
  }
}

extension Request {
  /// What the sender wrote under a name: beside the fields, in `attributes`, or as a field.
  func attribute(_ name: String) -> Value? {
    if let value = attributes[name] { return value }
    if case .object(let written)? = members["attributes"], let value = written[name] {
      return value
    }
    return members[name]
  }
}

extension Value {
  fileprivate static func texts(_ texts: [String]) -> Value {
    .list(texts.map { .text($0) })
  }
}
