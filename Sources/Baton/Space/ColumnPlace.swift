import BatonModel

/// Where a column's value comes from, by names, so that columns of several rule bases can be compared.
///
/// A request may say anything of a customer, a requester or an item; so what is asked of them is an
/// axis of its own. Of services, providers, groups and roles the catalogue says everything: what is
/// asked of them depends on the record alone.
struct ColumnPlace: Hashable {
  enum Root: Hashable {
    case field(String)
    case label(String)
  }

  let root: Root
  /// The way to the value, or to the record that says the rest.
  var path: [String] = []
  /// The kind of that record; nil where the value is asked for itself.
  var records: RecordKind?
  /// From the record to the value: empty for the record's name.
  var rest: [String] = []
  /// See ``Column/calendar``.
  var calendar: String?

  /// What one axis is made for: the record, or the value.
  var axis: ColumnPlace {
    var place = self
    if records != nil {
      place.rest = []
      place.calendar = nil
    }
    return place
  }

  var names: [String] {
    switch root {
    case .field(let name): [name] + path + rest
    case .label(let name): [name]
    }
  }

  /// As messages say it: `customer.region`.
  var name: String { names.joined(separator: ".") }

  /// The name without what is asked of the record: `service`.
  var axisName: String { axis.name }

  init(_ column: Column, _ fields: FieldTable) {
    calendar = column.calendar
    switch column.root {
    case .label(let name): root = .label(name)
    case .field(let slot):
      let field = fields.requestFields[slot]
      root = .field(field.name)
      var type = field.type
      var way = column.path[...]
      while case .reference(let kind) = type {
        if !kind.mayBeUndeclared, kind != .calendar {
          records = kind
          rest = Array(way)
          return
        }
        guard let next = way.first, let definition = fields[kind, next] else { break }
        path.append(next)
        way = way.dropFirst()
        type = definition.type
      }
      path += way
    }
  }
}
