/// What ends the reading of a log: thrown once, behind everything that could be read.
public struct LogFailure: Error, Sendable, Equatable {
  public enum Cause: Sendable, Equatable {
    /// The file or its compression cannot be read, and why.
    case unreadable(String)
    /// XML whose root is another element.
    case notALog(root: String)
    /// Not XML up to its first element.
    case notXML(XMLMistake)
    /// XML in another encoding than UTF-8.
    case encoding(String)
    /// A document that declares entities, which can blow up to any size.
    case entities
    /// The mapping names columns that the log does not have.
    case noColumn(name: String, has: [String])
    /// OCEL, and the mapping does not say which objects are the cases.
    case noObjectType(has: [String])
    case unknownObjectType(String, has: [String])
    /// More different names than are kept.
    case tooManyNames(kind: String, limit: Int)
    /// OCEL whose events come before its objects, and are more than this many bytes.
    case eventsBeforeObjects(limit: Int)
    case noMemory
  }

  public let cause: Cause
  /// The log's name as its user knows it.
  public let name: String
  /// How far it was read; nil if nothing was.
  public let line: Int?
}
