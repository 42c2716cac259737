/// The kinds of record that a request can refer to, and the request itself.
///
/// A field belongs to one kind; a path such as `service.provider.kind` goes from the request
/// through references from kind to kind.
public enum RecordKind: String, Sendable, Hashable, Codable, CaseIterable {
  case request
  case service
  case provider
  case group
  case customer
  case requester
  case role
  case configurationItem = "configuration_item"
  case receiver
  case calendar

  /// Customers, requesters and items come from outside and need no declaration.
  public var mayBeUndeclared: Bool {
    switch self {
    case .customer, .requester, .configurationItem: true
    default: false
    }
  }
}
