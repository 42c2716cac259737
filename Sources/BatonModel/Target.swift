/// Where a request can go: a group of a provider, or a declared receiver of notifications.
public enum Target: Sendable, Hashable {
  case group(provider: String, group: String)
  case receiver(String)

  /// `acme/payroll-desk`, or the receiver's name.
  public var name: String {
    switch self {
    case .group(let provider, let group): "\(provider)/\(group)"
    case .receiver(let name): name
    }
  }

  public var provider: String? {
    if case .group(let provider, _) = self { provider } else { nil }
  }

  public var group: String? {
    if case .group(_, let group) = self { group } else { nil }
  }
}
