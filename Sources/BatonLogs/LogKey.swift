/// Where a log has something: the key of an attribute, the name of a column or member.
public struct LogKey: Sendable, Hashable {
  /// Whom the attribute describes. Rows have nothing but events: there both mean the same column.
  public enum Owner: Sendable, Hashable {
    case event
    /// The trace of XES, the line of a log with one case a line (and there `attrs`, if it has them).
    case `case`
  }

  /// Names from the outside to the inside: `["by", "party"]`, or one.
  public let path: [String]
  public let owner: Owner

  public init(_ path: [String], of owner: Owner = .event) {
    self.path = path
    self.owner = owner
  }

  public init(_ name: String, of owner: Owner = .event) {
    self.init([name], of: owner)
  }
}

extension LogKey {
  /// As messages name it: "by.party".
  var name: String { path.joined(separator: ".") }

  func owned(by owner: Owner) -> LogKey { LogKey(path, of: owner) }
}

extension LogKey: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name) }
}
