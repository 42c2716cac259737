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

  /// Its position among all kinds: tables by kind are arrays, which need no hash.
  package var position: Int {
    switch self {
    case .request: 0
    case .service: 1
    case .provider: 2
    case .group: 3
    case .customer: 4
    case .requester: 5
    case .role: 6
    case .configurationItem: 7
    case .receiver: 8
    case .calendar: 9
    }
  }

  package static let count = 10

  /// Customers, requesters and items come from outside and need no declaration.
  public var mayBeUndeclared: Bool {
    switch self {
    case .customer, .requester, .configurationItem: true
    default: false
    }
  }
}
