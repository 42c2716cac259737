import BatonModel

/// What the conditions of some rule bases ask of each column.
struct AskedColumns {
  struct Column {
    let type: FieldType
    /// What values are compared with.
    var constants: Set<Value> = []
    var patterns: [TextPattern] = []
    /// Whether something is asked of the value that is no pattern.
    var asksForValue = false
    fileprivate var known: Set<TextPattern> = []
  }

  private(set) var columns: [ColumnPlace: Column] = [:]
  /// In the order in which they are asked for.
  private(set) var order: [ColumnPlace] = []

  init(_ bases: [RequestSpace.Base], _ places: [[ColumnPlace]]) {
    for (number, base) in bases.enumerated() {
      base.rules.forEachCondition { condition in
        condition.forEachTest { test in
          add(test, places[number][test.column], base.rules.columns[test.column].type)
        }
      }
    }
    // A rule that fills a field asks whether the request lacks it.
    for base in bases {
      for rule in base.rules.classify {
        for assignment in rule.assignments { addField(assignment.slot, base.rules.fields) }
      }
    }
    // Whether a text is there at all, and which it is, decides what can be in it.
    for (place, column) in columns {
      if !column.patterns.isEmpty || place.records != nil { columns[place]?.asksForValue = true }
    }
  }

  /// Places of records, each once.
  var recordPlaces: [ColumnPlace] {
    var seen: Set<ColumnPlace> = []
    return order.compactMap { place in
      place.records != nil && seen.insert(place.axis).inserted ? place.axis : nil
    }
  }

  private mutating func addField(_ slot: Int, _ fields: FieldTable) {
    let field = fields.requestFields[slot]
    let column = Baton.Column(
      root: .field(slot: slot), path: [], name: field.name, type: field.type)
    let place = ColumnPlace(column, fields)
    if columns[place] == nil {
      columns[place] = Self.Column(type: field.type)
      order.append(place)
    }
    columns[place]?.asksForValue = true
  }

  private mutating func add(_ test: FieldTest, _ place: ColumnPlace, _ type: FieldType) {
    if columns[place] == nil {
      columns[place] = Column(type: type)
      order.append(place)
    }
    if let patterns = test.predicate.patterns(of: type) {
      for pattern in patterns where columns[place]?.known.insert(pattern).inserted ?? false {
        columns[place]?.patterns.append(pattern)
      }
      return
    }
    columns[place]?.asksForValue = true
    switch test.predicate {
    case .equals(let value): columns[place]?.constants.insert(value)
    case .oneOf(let values): columns[place]?.constants.formUnion(values)
    case .within(let range):
      if let lower = range.lower { columns[place]?.constants.insert(lower.value) }
      if let upper = range.upper { columns[place]?.constants.insert(upper.value) }
    default: break
    }
  }
}
