import BatonModel

extension RecordKind {
  /// The catalogue's members: the kinds of record that are declared, in the plural.
  static let plurals: [String: RecordKind] = [
    "services": .service, "providers": .provider, "groups": .group, "customers": .customer,
    "roles": .role, "calendars": .calendar, "receivers": .receiver,
    "configuration_items": .configurationItem,
  ]
}
