/// One declared record: a service, a provider, a group and so on, with all that was said of it.
///
/// Every kind has the same shape because rules may ask for any attribute of any kind
/// (`service = { criticality = "vital" }`); what an attribute means is in ``FieldTable``.
public struct CatalogueRecord: Sendable, Hashable {
  public let kind: RecordKind
  /// The name that rules use. A group's is `provider/group`.
  public let name: String
  /// Attributes by name; references are texts with the name of the record referred to.
  public let attributes: Members
  public let place: Place?

  public init(kind: RecordKind, name: String, attributes: Members, place: Place? = nil) {
    self.kind = kind
    self.name = name
    self.attributes = attributes
    self.place = place
  }

  public subscript(attribute: String) -> Value? { attributes[attribute] }
}
