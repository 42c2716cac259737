/// A value that does not fit its field: the field counts as missing, the rest is decided.
public struct RequestFault: Sendable, Hashable {
  /// The path of the field, such as `impact` or `customer.region`.
  public var field: String
  /// What is wrong and what would be right. Quotes the value: it belongs to the request's owner
  /// and must not be logged where the request itself may not be.
  public var message: String

  public init(field: String, message: String) {
    self.field = field
    self.message = message
  }
}
