import BatonModel

/// Which requests a formula can be true for, in terms of declared tests.
///
/// For every node three sets of requests are worked out, each perhaps too large but never too small:
/// those for which it gives something true, something false, and those for which Lua has to be
/// asked. `and`, `or`, `not` and choices combine them; what is no comparison of a column with a
/// constant is "nothing is known". Linear in the formula, because each node is looked at once.
struct FormulaAnalysis {
  struct Sets {
    var yes: BoxSum
    var no: BoxSum
    /// Where it raises, or where Lua has to be asked.
    var asks: BoxSum

    static let unknown = Sets(yes: .unknown, no: .unknown, asks: .unknown)
  }

  private let formula: Formula
  private let context: CompileContext
  private var known: [Formula.Index: Sets] = [:]
  /// Of locals that are stored once: what is stored.
  private var stored: [Int32: Formula.Index] = [:]

  init(_ formula: Formula, _ context: CompileContext) {
    self.formula = formula
    self.context = context
    var changed: Set<Int32> = []
    for node in formula.nodes {
      guard case .store(let local, let value, _) = node else { continue }
      if stored.updateValue(value, forKey: local) != nil { changed.insert(local) }
    }
    for local in changed { stored[local] = nil }
  }

  /// - Returns: what ``LiftedFunction`` says of `possible` and `isExact`.
  mutating func possible() -> (condition: Condition, isExact: Bool) {
    let sets = sets(formula.root)
    let possible = sets.yes.or(sets.asks)
    return (
      possible.condition(context.columns), sets.asks.isNever && sets.yes.isExact
    )
  }

  private mutating func sets(_ index: Formula.Index) -> Sets {
    if let sets = known[index] { return sets }
    let sets = made(index)
    known[index] = sets
    return sets
  }

  private mutating func made(_ index: Formula.Index) -> Sets {
    switch formula.nodes[Int(index)] {
    case .constant(let constant):
      let isTrue = formula.constants[Int(constant)].isTrue
      return Sets(yes: isTrue ? .always : .never, no: isTrue ? .never : .always, asks: .never)
    case .raise: return Sets(yes: .never, no: .never, asks: .always)
    case .attributes: return Sets(yes: .always, no: .never, asks: .never)
    case .not(let operand):
      let inner = sets(operand)
      return Sets(yes: inner.no, no: inner.yes, asks: inner.asks)
    case .and(let left, let right):
      let (left, right) = (sets(left), sets(right))
      return Sets(
        yes: left.yes.and(right.yes), no: left.no.or(right.no),
        asks: left.asks.or(left.yes.and(right.asks)))
    case .or(let left, let right):
      let (left, right) = (sets(left), sets(right))
      return Sets(
        yes: left.yes.or(right.yes), no: left.no.and(right.no),
        asks: left.asks.or(left.no.and(right.asks)))
    case .choose(let condition, let then, let otherwise):
      let (test, then, otherwise) = (sets(condition), sets(then), sets(otherwise))
      return Sets(
        yes: test.yes.and(then.yes).or(test.no.and(otherwise.yes)),
        no: test.yes.and(then.no).or(test.no.and(otherwise.no)),
        asks: test.asks.or(test.yes.and(then.asks)).or(test.no.and(otherwise.asks)))
    case .force(let first, let then), .store(_, let first, let then):
      var sets = sets(then)
      sets.asks = sets.asks.or(self.sets(first).asks)
      return sets
    case .equal(let left, let right): return equality(left, right)
    case .less(let left, let right): return order(left, right, inclusive: false)
    case .lessEqual(let left, let right): return order(left, right, inclusive: true)
    case .arithmetic(let operation, let left, let right):
      let asks = sets(left).asks.or(sets(right).asks).or(numbersMissing(left, right))
      return Sets(
        yes: asks.isNever ? .always : .unknown, no: .never,
        asks: operation.mayRaise(constant(right)) ? .unknown : asks)
    case .negate(let operand):
      let asks = sets(operand).asks.or(missing(operand, \.isNumber))
      return Sets(yes: .unknown, no: .never, asks: asks)
    case .record: return Sets(yes: .unknown, no: .unknown, asks: .never)
    case .lookup(_, let key):
      return Sets(
        yes: .unknown, no: .unknown,
        asks: subject(key).map { $0.type == .instant } == false ? sets(key).asks : .unknown)
    case .declared(_, let name):
      return Sets(
        yes: .unknown, no: .unknown,
        asks: subject(name).map { $0.type == .instant } == false ? sets(name).asks : .unknown)
    case .local(let local):
      guard let value = stored[local] else {
        return Sets(yes: .unknown, no: .unknown, asks: .never)
      }
      var sets = sets(value)
      sets.asks = .never
      return sets
    case .field, .column, .attribute:
      guard let subject = subject(index) else {
        if case .attribute = formula.nodes[Int(index)] { return .unknown }
        return Sets(yes: .unknown, no: .unknown, asks: .never)
      }
      return presence(subject)
    case .member, .complement, .concatenate, .length, .text, .call: return .unknown
    }
  }

  // MARK: Columns

  /// A node that reads a column whose values are typed and not lists.
  private struct Subject {
    let column: Column
    /// It raises when the record is not there, which the column does not tell from a missing value.
    let raises: Bool

    var type: FieldType { column.type }

    var isNumber: Bool {
      switch type {
      case .number, .wholeNumber, .priority: true
      default: false
      }
    }

    var isText: Bool {
      switch type {
      case .text, .oneOf, .reference: true
      default: false
      }
    }
  }

  private func subject(_ index: Formula.Index) -> Subject? {
    let column: Column
    var raises = false
    switch formula.nodes[Int(index)] {
    case .field(let slot):
      let field = context.fields.requestFields[Int(slot)]
      column = Column(
        root: .field(slot: Int(slot)), path: [], name: field.name, type: field.type)
    case .column(let number):
      column = context.columns.columns[Int(number)]
      if case .label = column.root { return nil }
    case .attribute(_, let number, _):
      column = context.columns.columns[Int(number)]
      raises = true
      // The request may have an object where the column has its name.
      if case .reference = column.type { return nil }
    case .local(let local):
      guard let value = stored[local] else { return nil }
      guard let inner = subject(value) else { return nil }
      return Subject(column: inner.column, raises: false)
    default: return nil
    }
    return Subject(column: column, raises: raises)
  }

  private func missing(_ subject: Subject) -> BoxSum {
    .on(subject.column, .missing, isExact: !subject.raises)
  }

  private func asks(_ subject: Subject) -> BoxSum {
    subject.raises ? missing(subject) : .never
  }

  private func presence(_ subject: Subject) -> Sets {
    var yes = BoxSum.on(subject.column, .present)
    var no = missing(subject)
    if subject.type == .yesNo {
      yes = .on(subject.column, ColumnDomain(mayBeMissing: false, values: .oneOf([.yesNo(true)])))
      no = .on(
        subject.column, ColumnDomain(mayBeMissing: true, values: .oneOf([.yesNo(false)])),
        isExact: !subject.raises)
    }
    return Sets(yes: yes, no: no, asks: asks(subject))
  }

  private func constant(_ index: Formula.Index) -> FormulaValue? {
    guard case .constant(let constant) = formula.nodes[Int(index)] else { return nil }
    return formula.constants[Int(constant)]
  }

  // MARK: Comparisons

  private mutating func equality(_ left: Formula.Index, _ right: Formula.Index) -> Sets {
    if let constant = constant(right), let subject = subject(left) {
      return equality(subject, constant)
    }
    if let constant = constant(left), let subject = subject(right) {
      return equality(subject, constant)
    }
    var asks = sets(left).asks.or(sets(right).asks)
    if !(isScalar(left) || isScalar(right)) { asks = .unknown }
    return Sets(yes: .unknown, no: .unknown, asks: asks)
  }

  /// Whether a node is surely no object and no instant, so that it is equal to something or not.
  private func isScalar(_ index: Formula.Index) -> Bool {
    if let constant = constant(index) {
      switch constant {
      case .none, .yesNo, .integer, .number: return true
      default: return false
      }
    }
    if let subject = subject(index) { return subject.isNumber || subject.type == .yesNo }
    switch formula.nodes[Int(index)] {
    case .not, .equal, .less, .lessEqual, .arithmetic, .negate, .complement, .length: return true
    default: return false
    }
  }

  private func equality(_ subject: Subject, _ constant: FormulaValue) -> Sets {
    let column = subject.column
    let asks = asks(subject)
    if case .none = constant {
      return Sets(yes: missing(subject), no: .on(column, .present), asks: asks)
    }
    guard let (value, isExact) = wanted(constant, subject) else {
      return Sets(yes: .unknown, no: .unknown, asks: .unknown)
    }
    guard let value else { return Sets(yes: .never, no: .always, asks: asks) }
    return Sets(
      yes: .on(
        column, ColumnDomain(mayBeMissing: false, values: .oneOf([value])), isExact: isExact),
      no: isExact
        ? .on(
          column, ColumnDomain(mayBeMissing: true, values: .noneOf([value])),
          isExact: !subject.raises)
        : .unknown,
      asks: asks)
  }

  /// What a test of the column wants so that the value is equal to a constant, and whether it holds
  /// for no other value; no value if none is equal to it. Nil if no test says it.
  private func wanted(
    _ constant: FormulaValue, _ subject: Subject
  ) -> (value: Value?, isExact: Bool)? {
    switch constant {
    case .text(let text):
      if subject.type == .instant || subject.type == .list { return nil }
      return subject.isText ? (.text(text), Self.isItself(text)) : (nil, true)
    case .integer, .number:
      if subject.type == .list { return (nil, true) }
      guard subject.isNumber else { return (nil, true) }
      if case .number(let number) = constant, number.isNaN { return (nil, true) }
      return Self.number(constant).map { ($0, true) }
    case .yesNo(let yes): return subject.type == .yesNo ? (.yesNo(yes), true) : (nil, true)
    case .none, .instant, .list, .members, .record, .opaque: return nil
    }
  }

  /// Whether a text is canonically equivalent to no other: tests compare texts as Unicode does,
  /// Lua byte by byte. Of ASCII three characters have another spelling (the Kelvin sign, the Greek
  /// question mark and the Greek varia).
  private static func isItself(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x4B && $0 != 0x3B && $0 != 0x60 }
  }

  /// A number as fields have it, if tests compare it exactly.
  private static func number(_ constant: FormulaValue) -> Value? {
    switch constant {
    case .integer(let number): number.magnitude <= 1 << 53 ? .integer(number) : nil
    case .number(let number): number.magnitude <= 0x1p53 ? Value(number) : nil
    default: nil
    }
  }

  private mutating func order(
    _ left: Formula.Index, _ right: Formula.Index, inclusive: Bool
  ) -> Sets {
    if let constant = constant(right), let subject = subject(left), subject.isNumber,
      let bound = Self.number(constant)
    {
      return order(subject, upTo: bound, inclusive: inclusive)
    }
    if let constant = constant(left), let subject = subject(right), subject.isNumber,
      let bound = Self.number(constant)
    {
      // c < x is "not x <= c".
      let sets = order(subject, upTo: bound, inclusive: !inclusive)
      return Sets(yes: sets.no, no: sets.yes, asks: sets.asks)
    }
    let operands = sets(left).asks.or(sets(right).asks)
    let numbers = numbersMissing(left, right)
    let texts = missing(left, \.isText).or(missing(right, \.isText))
    let smaller = numbers.isEverything ? texts : numbers
    return Sets(yes: .unknown, no: .unknown, asks: operands.or(smaller))
  }

  private func order(_ subject: Subject, upTo bound: Value, inclusive: Bool) -> Sets {
    let below = ValueRange(lower: nil, upper: .init(value: bound, inclusive: inclusive))
    let above = ValueRange(lower: .init(value: bound, inclusive: !inclusive), upper: nil)
    func within(_ range: ValueRange) -> BoxSum {
      .on(subject.column, ColumnDomain(mayBeMissing: false, values: .within(range)))
    }
    return Sets(yes: within(below), no: within(above), asks: missing(subject))
  }

  /// Where one of two operands is perhaps no number.
  private func numbersMissing(_ left: Formula.Index, _ right: Formula.Index) -> BoxSum {
    missing(left, \.isNumber).or(missing(right, \.isNumber))
  }

  /// Where a node has perhaps no value of a type.
  private func missing(
    _ index: Formula.Index, _ isOfType: KeyPath<Subject, Bool>
  ) -> BoxSum {
    if let subject = subject(index), subject[keyPath: isOfType] { return missing(subject) }
    let wantsNumber = isOfType == \Subject.isNumber
    switch (constant(index), formula.nodes[Int(index)]) {
    case (.integer?, _), (.number?, _): return wantsNumber ? .never : .unknown
    case (.text?, _): return wantsNumber ? .unknown : .never
    case (_, .arithmetic), (_, .negate), (_, .complement), (_, .length):
      return wantsNumber ? .never : .unknown
    default: return .unknown
    }
  }
}

extension LuaArithmetic {
  /// Whether two numbers may still raise, the right one perhaps known.
  fileprivate func mayRaise(_ right: FormulaValue?) -> Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power: return false
    case .floorDivide, .modulo:
      if case .integer(let number)? = right { return number == 0 }
      if case .number? = right { return false }
      return true
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft, .shiftRight: return true
    }
  }
}
