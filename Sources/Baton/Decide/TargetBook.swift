import BatonModel

/// The targets that a text can mean, for functions that return one.
struct TargetBook: Sendable {
  private let targets: [String: Target]

  /// Every group by `provider/group`, every provider that has a default group, every receiver.
  init(_ catalogue: Catalogue) {
    var targets: [String: Target] = [:]
    for receiver in catalogue.names(of: .receiver) { targets[receiver] = .receiver(receiver) }
    for name in catalogue.names(of: .group) {
      guard let slash = name.firstIndex(of: "/") else { continue }
      targets[name] = .group(
        provider: String(name[..<slash]), group: String(name[name.index(after: slash)...]))
    }
    for provider in catalogue.records(of: .provider) {
      guard case .text(let group)? = provider["default"] else { continue }
      targets[provider.name] = targets["\(provider.name)/\(group)"]
    }
    self.targets = targets
  }

  subscript(text: String) -> Target? { targets[text] }

  var names: some Sequence<String> { targets.keys }
}
