import BatonModel

/// One value of a request that conditions test: a field, a field of the record that a field
/// refers to, or a label of a route tree.
///
/// All conditions on the same thing share one column, so a request's value is looked up once
/// however many rules ask for it. For a path through the catalogue the look-up is a table made
/// at load (`folded`): that is where joins are resolved.
struct Column: Sendable, Hashable {
  enum Root: Sendable, Hashable {
    /// A request field, by its slot.
    case field(slot: Int)
    /// A label, read as text; missing is the empty text.
    case label(String)
  }

  let root: Root
  /// Members to follow from the root: empty for the field itself, `["criticality"]` for a
  /// service's criticality, `["provider", "kind"]` for the kind of its provider.
  let path: [String]
  /// As messages say it: `service.criticality`.
  let name: String
  let type: FieldType
  /// A calendar's name: the value is then whether it is open at the instant that the root and the path
  /// lead to, so that "during" is a test for a truth value like any other.
  var calendar: String?

  /// Whether a calendar is open at this instant.
  func during(_ calendar: String) -> Column {
    Column(root: root, path: path, name: name, type: .yesNo, calendar: calendar)
  }
}
