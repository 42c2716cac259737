import BatonModel
import BatonTime

// Cells as they are written: in DMN, in CSV files of rules and in Lua.

extension TableLiteral {
  /// As FEEL writes it.
  var feel: String {
    switch self {
    case .number(let numeral): numeral
    case .text(let text), .word(let text): Self.quoted(text)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant(let text): "date and time(\"\(Self.time(text))\")"
    case .null: "null"
    }
  }

  /// A time as FEEL wants it, to the second; a day is its midnight.
  private static func time(_ text: String) -> String {
    guard let time = ISO8601.parseTime(text) else { return text }
    let local = time.local.instant(offsetSeconds: 0)
    let written = ISO8601.format(local, offsetSeconds: 0).dropLast()
    switch time.offsetSeconds {
    case nil: return String(written)
    case 0?: return written + "Z"
    case let offset?:
      let minutes = abs(offset) / 60
      let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : String($0) }
      return written + (offset < 0 ? "-" : "+") + digits.joined(separator: ":")
    }
  }

  /// As a cell of a rule base has it behind a comparison or in an interval.
  var bare: String {
    switch self {
    case .number, .yesNo, .null: feel
    case .text(let text), .word(let text): Self.quoted(text)
    case .instant(let text): text.replacing(" ", with: "T")
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension CellTest {
  /// As S-FEEL writes it.
  var feel: String { text { $0.feel } }

  /// As a text in a cell of a rule base; a word that nothing else could mean stands without quotes.
  var plain: String {
    if case .equals(let literal) = self {
      switch literal {
      case .text(let text): return Self.isPlain(text) ? text : literal.bare
      default: return literal.bare
      }
    }
    return text { $0.bare }
  }

  private func text(_ value: (TableLiteral) -> String) -> String {
    switch self {
    case .anything: "-"
    case .equals(let literal): value(literal)
    case .compare(let comparison, let literal): "\(comparison.rawValue) \(value(literal))"
    case .interval(let lower, let includesLower, let upper, let includesUpper):
      (includesLower ? "[" : "(") + value(lower) + ".." + value(upper)
        + (includesUpper ? "]" : ")")
    case .any(let tests): tests.map { $0.text(value) }.joined(separator: ", ")
    case .not(let test): "not(\(test.text(value)))"
    }
  }

  /// Whether a text is itself in a cell of a rule base, whatever stands there may mean.
  static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter, text.last?.isWhitespace == false else {
      return false
    }
    let isWordly = text.allSatisfy { $0.isLetter || $0.isNumber || " _-./&',:;!?+@#%".contains($0) }
    return isWordly && !text.contains("..") && !CellParser.startsLikeTest(text)
      && !["true", "false", "null", "yes", "no", "not", "date", "time", "duration"].contains {
        text.lowercased() == $0
      }
  }

  /// The same without a `not` round an order. A missing value has no order, so in DMN neither the
  /// order nor its opposite holds for it; in a rule base a `not` would.
  /// - Throws: ``CellFault`` for what has no opposite that can be written.
  func withoutOrderedNot() throws(CellFault) -> CellTest {
    guard case .not(let inner) = self else { return self }
    if inner == .anything { throw CellFault("not(-) never holds") }
    if !inner.isOrdered {
      if case .any(let tests) = inner, tests.contains(.equals(.null)) {
        throw CellFault("a list with null in not(…) cannot be said")
      }
      return self
    }
    var parts: [CellTest] = []
    if case .any(let tests) = inner { parts = tests } else { parts = [inner] }
    // What lies between the parts, in the order of their lower ends.
    var stretches: [Stretch] = []
    for part in parts { stretches.append(try Stretch(part)) }
    stretches.sort { $0.isBefore($1) }
    var gaps: [CellTest] = []
    var end: Stretch.End? = nil
    var isFirst = true
    for stretch in stretches {
      if isFirst || Stretch.leavesGap(end, stretch.lower) {
        if let gap = Stretch.gap(from: isFirst ? nil : end, to: stretch.lower) { gaps.append(gap) }
      }
      if isFirst || Stretch.reaches(stretch.upper, beyond: end) { end = stretch.upper }
      isFirst = false
      if end == nil { break }
    }
    if let end { gaps.append(.compare(end.isIncluded ? .above : .atLeast, end.value)) }
    if gaps.isEmpty { throw CellFault("\(feel) never holds") }
    return gaps.count == 1 ? gaps[0] : .any(gaps)
  }
}

/// A stretch of ordered values, an end without a value being open.
private struct Stretch {
  struct End {
    let value: TableLiteral
    let order: Double
    let isIncluded: Bool

    init(_ value: TableLiteral, isIncluded: Bool) throws(CellFault) {
      guard let order = value.order else { throw CellFault("\(value.phrase) has no order") }
      self.value = value
      self.order = order
      self.isIncluded = isIncluded
    }
  }

  let lower: End?
  let upper: End?

  init(_ test: CellTest) throws(CellFault) {
    switch test {
    case .equals(let value):
      lower = try End(value, isIncluded: true)
      upper = lower
    case .compare(let comparison, let value):
      let end = try End(value, isIncluded: comparison == .atMost || comparison == .atLeast)
      let isUpper = comparison == .below || comparison == .atMost
      lower = isUpper ? nil : end
      upper = isUpper ? end : nil
    case .interval(let low, let includesLower, let high, let includesUpper):
      lower = try End(low, isIncluded: includesLower)
      upper = try End(high, isIncluded: includesUpper)
    case .anything, .any, .not: throw CellFault("\(test.feel) cannot stand in not(…)")
    }
  }

  func isBefore(_ other: Stretch) -> Bool {
    guard let lower else { return other.lower != nil }
    guard let others = other.lower else { return false }
    return lower.order != others.order
      ? lower.order < others.order : lower.isIncluded && !others.isIncluded
  }

  /// Whether values lie between the end of what came before and the next lower end.
  static func leavesGap(_ end: End?, _ lower: End?) -> Bool {
    guard let end, let lower else { return false }
    return end.order < lower.order
      || (end.order == lower.order && !end.isIncluded && !lower.isIncluded)
  }

  static func reaches(_ upper: End?, beyond end: End?) -> Bool {
    guard let upper else { return true }
    guard let end else { return false }
    return upper.order > end.order || (upper.order == end.order && upper.isIncluded)
  }

  static func gap(from end: End?, to lower: End?) -> CellTest? {
    guard let lower else { return nil }
    guard let end else { return .compare(lower.isIncluded ? .below : .atMost, lower.value) }
    if end.order == lower.order { return .equals(end.value) }
    return .interval(
      end.value, includesLower: !end.isIncluded, lower.value, includesUpper: !lower.isIncluded)
  }
}
