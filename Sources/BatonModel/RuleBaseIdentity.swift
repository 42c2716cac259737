/// Which rules decided: enough to find them again and to prove that they are the same.
public struct RuleBaseIdentity: Sendable, Hashable, Codable {
  public var name: String
  public var version: String?
  /// SHA-256 over every file that was read, names and contents, in hexadecimal.
  public var hash: String

  public init(name: String, version: String? = nil, hash: String) {
    self.name = name
    self.version = version
    self.hash = hash
  }
}
