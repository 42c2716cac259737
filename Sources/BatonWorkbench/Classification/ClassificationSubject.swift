package import Baton
import BatonModel

/// What rules say of a request and its history knows better: a field that rules fill, the priority, or
/// who gets it.
package enum ClassificationSubject: Sendable, Hashable {
  case field(String)
  case priority
  case provider
  case group
  /// The provider and the group, as routes name them.
  case to

  package enum Failure: Error, Sendable, Hashable {
    case unknown(String, nearest: String?)

    package var message: String {
      switch self {
      case .unknown(let name, let nearest):
        "there is no field \"\(name)\" to compare with"
          + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
      }
    }
  }

  package init(_ name: String, of engine: Engine) throws(Failure) {
    switch name {
    case "priority": self = .priority
    case "provider": self = .provider
    case "group": self = .group
    case "to": self = .to
    default:
      let known = engine.requestFields.map(\.name)
      guard known.contains(name) else {
        throw .unknown(name, nearest: Engine.nearest(to: name, among: known + ["to"]))
      }
      self = .field(name)
    }
  }

  package var name: String {
    switch self {
    case .field(let name): name
    case .priority: "priority"
    case .provider: "provider"
    case .group: "group"
    case .to: "to"
    }
  }

  /// The members in which a history says it.
  var members: [String] {
    switch self {
    case .field(let name): [name]
    case .priority: ["priority"]
    // Whoever knows the group knows the provider.
    case .provider, .group, .to: ["provider", "group"]
    }
  }

  /// What a history says of it; nil if nothing.
  func label(of request: Request) -> String? {
    switch self {
    case .field, .priority, .provider: return Self.text(request.members[name])
    case .group, .to:
      guard let group = Self.text(request.members["group"]) else { return nil }
      if group.contains("/") { return group }
      return Self.text(request.members["provider"]).map { "\($0)/\(group)" } ?? group
    }
  }

  private static func text(_ value: Value?) -> String? {
    var value = value
    if case .object(let record)? = value { value = record["id"] }
    let text = CellText.of(value)
    let start = text.drop { $0.isWhitespace }
    let trimmed = start.reversed().drop { $0.isWhitespace }.reversed()
    return trimmed.isEmpty ? nil : String(trimmed)
  }

  /// A request whose history says nothing of it, as the rules will see new ones.
  func unlabelled(_ request: Request) -> Request {
    var request = request
    let members = members
    request.members = Members(
      request.members.filter { !members.contains($0.name) }.map { ($0.name, $0.value) })
    return request
  }

  /// What rules say of it, and which rule; nil if none does.
  /// - Parameter known: a group without its provider is compared with the group alone.
  func prediction(of decision: Decision, known: String) -> (label: String, rule: Reason?)? {
    switch self {
    case .field(let name):
      guard let item = decision.classified.first(where: { $0.field == name }),
        let label = Self.text(item.value)
      else { return nil }
      return (label, item.reason)
    case .priority:
      return decision.priority.map { (String($0), decision.reason(of: .prioritise)) }
    case .provider: return decision.to?.provider.map { ($0, decision.reason(of: .route)) }
    case .group where !known.contains("/"):
      return decision.to.map { ($0.group ?? $0.name, decision.reason(of: .route)) }
    case .group, .to: return decision.to.map { ($0.name, decision.reason(of: .route)) }
    }
  }
}
