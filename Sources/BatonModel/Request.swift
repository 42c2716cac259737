/// A request as a sender wrote it, after its source's mapping: named members, not yet typed.
///
/// The engine reads the members it knows (built in or declared with `field`) by their types; a
/// value that does not fit makes that field missing and is reported in the decision's errors.
/// Members that it does not know stay available to functions under `request.attributes`.
public struct Request: Sendable, Hashable {
  public var members: Members
  /// What a source could not translate; copied to the decision's errors.
  public var faults: [RequestFault]
  /// Members of the foreign record that no field uses, for functions only.
  public var attributes: Members

  public init(
    _ members: Members, attributes: Members = Members(), faults: [RequestFault] = []
  ) {
    self.members = members
    self.attributes = attributes
    self.faults = faults
  }

  /// A request from names and values, for embedders and tests.
  public init(_ members: [(String, Value)]) {
    self.init(Members(members))
  }

  /// The sender's own name for the request; several records may carry the same.
  public var id: String? {
    switch members["id"] {
    case .text(let id): id
    case .integer(let id): String(id)
    default: nil
    }
  }
}
