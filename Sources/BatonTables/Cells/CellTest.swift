import BatonModel

/// What an input cell of a decision table asks: an S-FEEL unary test.
indirect enum CellTest: Sendable, Hashable {
  enum Comparison: String, Sendable {
    case below = "<"
    case atMost = "<="
    case above = ">"
    case atLeast = ">="

    /// Holds where the other does not, both values being there.
    var complement: Comparison {
      switch self {
      case .below: .atLeast
      case .atMost: .above
      case .above: .atMost
      case .atLeast: .below
      }
    }
  }

  case anything
  case equals(TableLiteral)
  case compare(Comparison, TableLiteral)
  case interval(TableLiteral, includesLower: Bool, TableLiteral, includesUpper: Bool)
  case any([CellTest])
  case not(CellTest)

  var literals: [TableLiteral] {
    switch self {
    case .anything: []
    case .equals(let literal), .compare(_, let literal): [literal]
    case .interval(let lower, _, let upper, _): [lower, upper]
    case .any(let tests): tests.flatMap(\.literals)
    case .not(let test): test.literals
    }
  }

  /// Whether it asks for an order, which nothing that is missing has.
  var isOrdered: Bool {
    switch self {
    case .anything, .equals: false
    case .compare, .interval: true
    case .any(let tests): tests.contains(where: \.isOrdered)
    case .not(let test): test.isOrdered
    }
  }

  /// The same with its values as a column's type has them.
  /// - Throws: ``CellFault`` for a value of another type, and for an order of what has none.
  func read(as type: FieldType) throws(CellFault) -> CellTest {
    func value(_ literal: TableLiteral) throws(CellFault) -> TableLiteral {
      guard let value = literal.read(as: type) else {
        throw CellFault("the column takes \(type.phrase), found \(literal.phrase)")
      }
      return value
    }
    func ordered(_ literal: TableLiteral) throws(CellFault) -> TableLiteral {
      let value = try value(literal)
      if value.order == nil { throw CellFault("\(value.phrase) has no order") }
      return value
    }
    switch self {
    case .anything: return self
    case .equals(.word(let word)) where word.contains(",") && type.hasNoCommas:
      return try CellParser.sheetList(word).read(as: type)
    case .equals(let literal): return .equals(try value(literal))
    case .compare(let comparison, let literal): return .compare(comparison, try ordered(literal))
    case .interval(let lower, let includesLower, let upper, let includesUpper):
      let (low, high) = (try ordered(lower), try ordered(upper))
      if let least = low.order, let most = high.order, least > most {
        throw CellFault("the interval is empty: put the smaller value first")
      }
      return .interval(low, includesLower: includesLower, high, includesUpper: includesUpper)
    case .any(let tests):
      var read: [CellTest] = []
      for test in tests { read.append(try test.read(as: type)) }
      return .any(read)
    case .not(let test): return .not(try test.read(as: type))
    }
  }
}

/// Why a cell cannot be taken over.
struct CellFault: Error, Equatable {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension FieldType {
  /// Whether a comma in a cell tells values apart: not in texts and names, which may have some.
  fileprivate var hasNoCommas: Bool {
    switch self {
    case .number, .share, .wholeNumber, .priority, .instant, .yesNo: true
    case .text, .list, .oneOf, .reference: false
    }
  }
}
