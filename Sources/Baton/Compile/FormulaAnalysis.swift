import BatonModel

/// Which requests a formula can be true for, in terms of declared tests.
///
/// Of every node there are three sets of requests, each perhaps too large but never too small: those
/// for which it gives something true, something false, and those for which Lua has to be asked.
/// `and`, `or`, `not` and choices combine them; what is no comparison of a column with a constant is
/// "nothing is known". A set is worked out once and only when another needs it: of most functions,
/// which are an `and` of comparisons, what they are false for is never asked. Linear in the formula.
struct FormulaAnalysis {
  private enum Outcome: Int {
    case yes, no
    /// It raises, or Lua has to be asked.
    case asks

    static let count = 3
  }

  private let formula: Formula
  private let context: CompileContext
  /// Of each node its three sets, as far as they are known.
  private var known: [BoxSum?]
  /// Of locals that are stored once: what is stored.
  private var stored: [Int32: Formula.Index] = [:]

  init(_ formula: Formula, _ context: CompileContext) {
    self.formula = formula
    self.context = context
    known = Array(repeating: nil, count: formula.nodes.count * Outcome.count)
    var changed: Set<Int32> = []
    for node in formula.nodes {
      guard case .store(let local, let value, _) = node else { continue }
      if stored.updateValue(value, forKey: local) != nil { changed.insert(local) }
    }
    for local in changed { stored[local] = nil }
  }

  /// - Returns: what ``LiftedFunction`` says of `possible` and `isExact`.
  mutating func possible() -> (condition: Condition, isExact: Bool) {
    let yes = set(.yes, formula.root)
    let asks = set(.asks, formula.root)
    return (yes.or(asks).condition(context), asks.isNever && yes.isExact)
  }

  private mutating func set(_ outcome: Outcome, _ index: Formula.Index) -> BoxSum {
    let place = Int(index) * Outcome.count + outcome.rawValue
    if let set = known[place] { return set }
    let set = made(outcome, index)
    known[place] = set
    return set
  }

  private mutating func asks(_ index: Formula.Index) -> BoxSum { set(.asks, index) }

  /// Where one node comes to an outcome and then another does.
  private mutating func set(
    _ first: Outcome, _ left: Formula.Index, then outcome: Outcome, _ right: Formula.Index
  ) -> BoxSum {
    let right = set(outcome, right)
    return right.isNever ? .never : set(first, left).and(right)
  }

  private mutating func made(_ outcome: Outcome, _ index: Formula.Index) -> BoxSum {
    switch formula.nodes[Int(index)] {
    case .constant(let constant):
      let isTrue = formula.constants[Int(constant)].isTrue
      return outcome == (isTrue ? .yes : .no) ? .always : .never
    case .raise: return outcome == .asks ? .always : .never
    case .attributes: return outcome == .yes ? .always : .never
    case .not(let operand):
      switch outcome {
      case .yes: return set(.no, operand)
      case .no: return set(.yes, operand)
      case .asks: return asks(operand)
      }
    case .and(let left, let right):
      switch outcome {
      case .yes: return set(.yes, left, then: .yes, right)
      case .no: return set(.no, left).or(set(.no, right))
      case .asks: return asks(left).or(set(.yes, left, then: .asks, right))
      }
    case .or(let left, let right):
      switch outcome {
      case .yes: return set(.yes, left).or(set(.yes, right))
      case .no: return set(.no, left, then: .no, right)
      case .asks: return asks(left).or(set(.no, left, then: .asks, right))
      }
    case .choose(let condition, let then, let otherwise):
      let first = outcome == .asks ? asks(condition) : .never
      return first.or(set(.yes, condition, then: outcome, then))
        .or(set(.no, condition, then: outcome, otherwise))
    case .force(let first, let then), .store(_, let first, let then):
      let last = set(outcome, then)
      return outcome == .asks ? last.or(asks(first)) : last
    case .equal(let left, let right): return equality(outcome, left, right)
    case .less(let left, let right): return order(outcome, left, right, inclusive: false)
    case .lessEqual(let left, let right): return order(outcome, left, right, inclusive: true)
    case .arithmetic(let operation, let left, let right):
      if outcome == .no { return .never }
      let asks = asks(left).or(asks(right)).or(numbersMissing(left, right))
      if outcome == .yes { return asks.isNever ? .always : .unknown }
      return operation.mayRaise(constant(right)) ? .unknown : asks
    case .negate(let operand):
      switch outcome {
      case .yes: return .unknown
      case .no: return .never
      case .asks: return asks(operand).or(missing(operand, \.isNumber))
      }
    case .record: return outcome == .asks ? .never : .unknown
    case .lookup(_, let key), .declared(_, let key):
      guard outcome == .asks, let subject = subject(key), subject.type != .instant else {
        return .unknown
      }
      return asks(key)
    case .local(let local):
      if outcome == .asks { return .never }
      return stored[local].map { set(outcome, $0) } ?? .unknown
    case .field, .column, .attribute:
      guard let subject = subject(index) else {
        if case .attribute = formula.nodes[Int(index)] { return .unknown }
        return outcome == .asks ? .never : .unknown
      }
      return presence(outcome, subject)
    case .member, .complement, .concatenate, .length, .text, .call: return .unknown
    }
  }

  // MARK: Columns

  /// A node that reads a column whose values are typed and not lists.
  private struct Subject {
    let column: Int
    let type: FieldType
    /// It raises when the record is not there, which the column does not tell from a missing value.
    var raises = false

    var isNumber: Bool {
      switch type {
      case .number, .share, .wholeNumber, .priority: true
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
    switch formula.nodes[Int(index)] {
    case .field(let slot):
      let number = context.analysed.number(ofField: Int(slot))
      return Subject(column: number, type: context.analysed[number].type)
    case .column(let number):
      let column = context.columns.columns[Int(number)]
      if case .label = column.root { return nil }
      return Subject(column: context.analysed.number(of: column), type: column.type)
    case .attribute(_, let number, _):
      let column = context.columns.columns[Int(number)]
      // The request may have an object where the column has its name.
      if case .reference = column.type { return nil }
      return Subject(
        column: context.analysed.number(of: column), type: column.type, raises: true)
    case .local(let local):
      guard let value = stored[local], var subject = subject(value) else { return nil }
      subject.raises = false
      return subject
    default: return nil
    }
  }

  private func missing(_ subject: Subject) -> BoxSum {
    .on(subject.column, .missing, isExact: !subject.raises)
  }

  private func asks(_ subject: Subject) -> BoxSum {
    subject.raises ? missing(subject) : .never
  }

  private func presence(_ outcome: Outcome, _ subject: Subject) -> BoxSum {
    switch (outcome, subject.type) {
    case (.yes, .yesNo):
      .on(subject.column, ColumnDomain(mayBeMissing: false, values: .oneOf([.yesNo(true)])))
    case (.no, .yesNo):
      .on(
        subject.column, ColumnDomain(mayBeMissing: true, values: .oneOf([.yesNo(false)])),
        isExact: !subject.raises)
    case (.yes, _): .on(subject.column, .present)
    case (.no, _): missing(subject)
    case (.asks, _): asks(subject)
    }
  }

  private func constant(_ index: Formula.Index) -> FormulaValue? {
    guard case .constant(let constant) = formula.nodes[Int(index)] else { return nil }
    return formula.constants[Int(constant)]
  }

  // MARK: Comparisons

  private mutating func equality(
    _ outcome: Outcome, _ left: Formula.Index, _ right: Formula.Index
  ) -> BoxSum {
    if let constant = constant(right), let subject = subject(left) {
      return equality(outcome, subject, constant)
    }
    if let constant = constant(left), let subject = subject(right) {
      return equality(outcome, subject, constant)
    }
    guard outcome == .asks, isScalar(left) || isScalar(right) else { return .unknown }
    return asks(left).or(asks(right))
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

  private func equality(
    _ outcome: Outcome, _ subject: Subject, _ constant: FormulaValue
  ) -> BoxSum {
    let column = subject.column
    if case .none = constant {
      switch outcome {
      case .yes: return missing(subject)
      case .no: return .on(column, .present)
      case .asks: return asks(subject)
      }
    }
    guard let (value, isExact) = wanted(constant, subject) else { return .unknown }
    if outcome == .asks { return asks(subject) }
    guard let value else { return outcome == .yes ? .never : .always }
    if outcome == .yes {
      return .on(
        column, ColumnDomain(mayBeMissing: false, values: .oneOf([value])), isExact: isExact)
    }
    guard isExact else { return .unknown }
    return .on(
      column, ColumnDomain(mayBeMissing: true, values: .noneOf([value])),
      isExact: !subject.raises)
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
    _ outcome: Outcome, _ left: Formula.Index, _ right: Formula.Index, inclusive: Bool
  ) -> BoxSum {
    if let constant = constant(right), let subject = subject(left), subject.isNumber,
      let bound = Self.number(constant)
    {
      return order(outcome, subject, upTo: bound, inclusive: inclusive)
    }
    if let constant = constant(left), let subject = subject(right), subject.isNumber,
      let bound = Self.number(constant)
    {
      // c < x is "not x <= c".
      let opposite: Outcome =
        switch outcome {
        case .yes: .no
        case .no: .yes
        case .asks: .asks
        }
      return order(opposite, subject, upTo: bound, inclusive: !inclusive)
    }
    guard outcome == .asks else { return .unknown }
    let operands = asks(left).or(asks(right))
    let numbers = numbersMissing(left, right)
    let texts = missing(left, \.isText).or(missing(right, \.isText))
    return operands.or(numbers.isEverything ? texts : numbers)
  }

  private func order(
    _ outcome: Outcome, _ subject: Subject, upTo bound: Value, inclusive: Bool
  ) -> BoxSum {
    let range: ValueRange
    switch outcome {
    case .yes: range = ValueRange(lower: nil, upper: .init(value: bound, inclusive: inclusive))
    case .no: range = ValueRange(lower: .init(value: bound, inclusive: !inclusive), upper: nil)
    case .asks: return missing(subject)
    }
    return .on(subject.column, ColumnDomain(mayBeMissing: false, values: .within(range)))
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
