/// Where a request can go: a group of a provider, or a declared receiver of notifications.
///
/// One shared object, so that a decision carries it for the price of a reference. Targets are equal
/// if they are of the same kind and name.
public struct Target: Sendable {
  private final class Words: Sendable {
    let name: String
    /// Nil for a receiver.
    let provider: String?
    let group: String?

    init(name: String, provider: String?, group: String?) {
      self.name = name
      self.provider = provider
      self.group = group
    }
  }

  private let words: Words

  public static func group(provider: String, group: String) -> Target {
    Target(words: Words(name: "\(provider)/\(group)", provider: provider, group: group))
  }

  /// The group that `acme/payroll-desk` names, and `acme/network/wan` the unit `network/wan` of the
  /// same provider; nil where no slash tells a provider from a group.
  public static func group(named path: String) -> Target? {
    guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return Target(
      words: Words(
        name: path, provider: String(path[..<slash]),
        group: String(path[path.utf8.index(after: slash)...])))
  }

  public static func receiver(_ name: String) -> Target {
    Target(words: Words(name: name, provider: nil, group: nil))
  }

  /// `acme/payroll-desk`, or the receiver's name.
  public var name: String { words.name }

  /// Nil for a receiver.
  public var provider: String? { words.provider }

  /// Nil for a receiver.
  public var group: String? { words.group }
}

extension Target: Hashable {
  public static func == (left: Target, right: Target) -> Bool {
    left.words === right.words
      || (left.name == right.name && left.provider == right.provider && left.group == right.group)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(provider)
  }
}

extension Target: CustomStringConvertible {
  public var description: String { name }
}
