/// The names of an object's members, in the order they were written, each once.
///
/// Records of one source mostly have the same names, so the names are one immutable object that all
/// of them share: a record costs one array of values, and whoever looks up the same field in many
/// records may look up the index once per `MemberNames` (compare with `===`).
/// A lookup compares up to eight names one by one, and hashes beyond that.
public final class MemberNames: Sendable {
  public let list: [String]
  private let indices: [String: Int]?

  static let none = MemberNames([])
  /// Up to so many names are compared one by one.
  static let linearLimit = 8

  /// - Precondition: no name occurs twice.
  public init(_ list: [String]) {
    self.list = list
    if list.count > Self.linearLimit {
      indices = Dictionary(uniqueKeysWithValues: zip(list, list.indices))
    } else {
      indices = nil
    }
  }

  /// The position of a name, or nil if it was not written.
  public func index(of name: String) -> Int? {
    if let indices { return indices[name] }
    return list.firstIndex(of: name)
  }
}
