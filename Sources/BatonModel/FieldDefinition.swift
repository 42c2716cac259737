/// One field of one kind of record: what rules may ask for and what type it has.
public struct FieldDefinition: Sendable, Hashable {
  public let name: String
  public let type: FieldType
  public let of: RecordKind
  /// False for one that the rule base declared with `field`.
  public let isBuiltIn: Bool
  /// One sentence for people, as the documentation and editors show it.
  public let summary: String

  public init(
    _ name: String, _ type: FieldType, of kind: RecordKind, isBuiltIn: Bool = true,
    summary: String = ""
  ) {
    self.name = name
    self.type = type
    self.of = kind
    self.isBuiltIn = isBuiltIn
    self.summary = summary
  }
}
