/// Which rules decided: enough to find them again and to prove that they are the same.
///
/// One shared object, because every decision carries it.
public struct RuleBaseIdentity: Sendable {
  private final class Words: Sendable, Hashable, Codable {
    let name: String
    let version: String?
    let hash: String

    init(name: String, version: String?, hash: String) {
      self.name = name
      self.version = version
      self.hash = hash
    }

    static func == (left: Words, right: Words) -> Bool {
      left === right
        || (left.hash == right.hash && left.name == right.name && left.version == right.version)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(hash)
      hasher.combine(name)
    }
  }

  private var words: Words

  public init(name: String, version: String? = nil, hash: String) {
    words = Words(name: name, version: version, hash: hash)
  }

  public var name: String {
    get { words.name }
    set { words = Words(name: newValue, version: version, hash: hash) }
  }

  public var version: String? {
    get { words.version }
    set { words = Words(name: name, version: newValue, hash: hash) }
  }

  /// SHA-256 over every file that was read, names and contents, in hexadecimal.
  public var hash: String {
    get { words.hash }
    set { words = Words(name: name, version: version, hash: newValue) }
  }
}

extension RuleBaseIdentity: Hashable, Codable {
  public init(from decoder: any Decoder) throws { words = try Words(from: decoder) }

  public func encode(to encoder: any Encoder) throws { try words.encode(to: encoder) }
}
