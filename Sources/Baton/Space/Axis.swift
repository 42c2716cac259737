import BatonModel

/// One thing about requests that rules tell apart, as classes by number: the values of a column, the
/// records that a field may name, or the two answers to a question about a text.
struct Axis {
  enum Content {
    case values(ValueClasses)
    /// 0 for no, 1 for yes.
    case pattern(TextPattern)
    /// 0 for no record; each other class has an example's name.
    case records([String])
  }

  let place: ColumnPlace
  let content: Content

  var count: Int {
    switch content {
    case .values(let classes): classes.count
    case .pattern: 2
    case .records(let names): names.count + 1
    }
  }
}

/// A question that rules ask about the records of one kind, and the class of each record's answer.
struct RecordQuestion {
  let pattern: TextPattern?
  let values: ValueClasses?
  /// By the class of the record, 0 for none.
  var answers: [Int] = []

  func answer(_ value: Value?) -> Int {
    if let values { return values.number(of: value) }
    return pattern?.holds(for: value) ?? false ? 1 : 0
  }
}
