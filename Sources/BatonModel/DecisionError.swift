/// Something that went wrong while deciding. The rest of the decision stands.
public struct DecisionError: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// A value of the request does not fit its field.
    case value
    /// A condition or an outcome that is a function raised an error or used up its budget.
    case function
    /// A hit policy was violated, or an outcome names nobody.
    case rule
    /// Nothing gave the request a priority.
    case priority
    /// No route matched, and there is no fallback.
    case route
  }

  public var kind: Kind
  public var message: String
  /// The rule concerned, if any, and where it stands.
  public var rule: String?
  public var place: Place?
  /// The path of the field concerned, if any.
  public var field: String?

  public init(
    kind: Kind, message: String, rule: String? = nil, place: Place? = nil, field: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.rule = rule
    self.place = place
    self.field = field
  }
}
