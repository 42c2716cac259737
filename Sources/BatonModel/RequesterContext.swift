/// What the world knows about one requester.
public struct RequesterContext: Sendable, Hashable {
  public var segment: String?
  /// Requests of this requester that are open now.
  public var openRequests: Int?
  /// Contacts of this requester in the last 30 days.
  public var contacts: Int?

  public init(segment: String? = nil, openRequests: Int? = nil, contacts: Int? = nil) {
    self.segment = segment
    self.openRequests = openRequests
    self.contacts = contacts
  }
}
