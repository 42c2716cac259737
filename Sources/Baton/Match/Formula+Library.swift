import BatonModel

/// The library's functions that formulas know.
extension Formula {
  func call(
    _ function: LuaLibraryFunction, _ arguments: [FormulaCell], _ facts: borrowing Facts,
    _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    let first = arguments[0]
    switch function {
    case .lower: return try mapped(first, letters: 0x41...0x5A, facts, &run)
    case .upper: return try mapped(first, letters: 0x61...0x7A, facts, &run)
    case .length: return .integer(count(of: try argument(first, facts, &run), facts, run))
    case .sub: return try sub(arguments, facts, &run)
    case .byte: return try byte(arguments, facts, &run)
    case .find, .findPlain, .findPrefix, .findSuffix, .findWhole:
      guard let start = try search(function, first, arguments[1], facts, &run) else {
        return .none
      }
      return .integer(start + 1)
    case .match, .matchPrefix, .matchSuffix, .matchWhole:
      return try search(function, first, arguments[1], facts, &run) == nil ? .none : arguments[1]
    case .toText: return try toText(first, &run)
    case .toNumber: return try toNumber(first, facts, &run)
    case .type: return .text(try run.make(try typeName(first)))
    case .floor, .ceil:
      if case .integer = first { return first }
      let number = try number(first).double.rounded(function == .floor ? .down : .up)
      return LuaNumber.integer(number).map { .integer($0) } ?? .number(number)
    case .abs: return FormulaCell(try number(first).magnitude)
    case .max, .min: return try extreme(arguments, largest: function == .max)
    case .fmod:
      guard let rest = try number(first).remainder(by: try number(arguments[1])) else {
        throw NeedsLua()
      }
      return FormulaCell(rest)
    case .sqrt: return .number(try number(first).double.squareRoot())
    case .toInteger:
      switch first {
      case .integer: return first
      case .number(let number): return LuaNumber.integer(number).map { .integer($0) } ?? .none
      case .none, .yesNo: return .none
      default: throw NeedsLua()
      }
    case .mathType:
      switch first {
      case .integer: return .text(try run.make("integer"))
      case .number: return .text(try run.make("float"))
      case .opaque: throw NeedsLua()
      default: return .none
      }
    }
  }

  // MARK: Texts

  /// A text in small or in capital letters.
  private func mapped(
    _ value: FormulaCell, letters: ClosedRange<UInt8>, _ facts: borrowing Facts,
    _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    let text = try argument(value, facts, &run)
    let start = run.made.count
    try append(text, nil, facts, &run)
    for index in start..<run.made.count where letters.contains(run.made[index]) {
      run.made[index] ^= 0x20
    }
    return .text(run.text(madeFrom: start))
  }

  private func sub(
    _ arguments: [FormulaCell], _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    let text = try argument(arguments[0], facts, &run)
    let count = count(of: text, facts, run)
    let from = Self.start(try integer(arguments[1]), count)
    var end = count
    if arguments.count > 2 {
      if case .none = arguments[2] {} else { end = Self.end(try integer(arguments[2]), count) }
    }
    let start = run.made.count
    if from <= end { try append(text, from - 1..<end, facts, &run) }
    return .text(run.text(madeFrom: start))
  }

  private func byte(
    _ arguments: [FormulaCell], _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    let text = try argument(arguments[0], facts, &run)
    var position = 1
    if arguments.count > 1 {
      if case .none = arguments[1] {} else { position = try integer(arguments[1]) }
    }
    let count = count(of: text, facts, run)
    let start = Self.start(position, count)
    // Of no byte there is no result at all, which is not the same as nil everywhere.
    guard start <= Self.end(position, count) else { throw NeedsLua() }
    return .integer(withBytes(of: text, facts, run) { Int($0[start - 1]) })
  }

  /// A position counted from 1, or from the end when negative.
  private static func start(_ position: Int, _ count: Int) -> Int {
    if position > 0 { return position }
    if position == 0 || position < -count { return 1 }
    return count + position + 1
  }

  private static func end(_ position: Int, _ count: Int) -> Int {
    if position > count { return count }
    if position >= 0 { return position }
    return position < -count ? 0 : count + position + 1
  }

  /// What a search came to.
  private enum Found {
    case at(Int)
    case nowhere
    /// Too dear, or the text to look for is a pattern.
    case leftToLua
  }

  /// Where a text is in another, counted from 0; nil where it is not.
  private func search(
    _ function: LuaLibraryFunction, _ subject: FormulaCell, _ wanted: FormulaCell,
    _ facts: borrowing Facts,
    _ run: inout FormulaRun
  ) throws(NeedsLua) -> Int? {
    let subject = try argument(subject, facts, &run)
    let wanted = try argument(wanted, facts, &run)
    var allowance = run.allowance
    let found = withBytes(of: subject, wanted, facts, run) { text, what -> Found in
      switch function {
      case .findPrefix, .matchPrefix: return text.has(what, at: 0) ? .at(0) : .nowhere
      case .findWhole, .matchWhole:
        return text.count == what.count && text.has(what, at: 0) ? .at(0) : .nowhere
      case .findSuffix, .matchSuffix:
        let start = text.count - what.count
        return start >= 0 && text.has(what, at: start) ? .at(start) : .nowhere
      case .find:
        for index in what.indices where Self.special.contains(what[index]) { return .leftToLua }
        return Self.position(of: what, in: text, &allowance)
      default: return Self.position(of: what, in: text, &allowance)
      }
    }
    try run.pay(run.allowance - allowance)
    switch found {
    case .at(let place): return place
    case .nowhere: return nil
    case .leftToLua: throw NeedsLua()
    }
  }

  private static let special = Array("^$*+?.([%-".utf8)

  private static func position(
    of what: Span<UInt8>, in text: Span<UInt8>, _ allowance: inout Int
  ) -> Found {
    if what.isEmpty { return .at(0) }
    guard text.count >= what.count else { return .nowhere }
    let first = what[0]
    for start in 0...(text.count - what.count) where text[start] == first {
      var same = 1
      while same < what.count, text[start + same] == what[same] { same += 1 }
      if same == what.count { return .at(start) }
      allowance -= same + 16
      if allowance < 0 { return .leftToLua }
    }
    return .nowhere
  }

  private func toText(
    _ value: FormulaCell, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch value {
    case .none: return .text(try run.make("nil"))
    case .yesNo(let yes): return .text(try run.make(yes ? "true" : "false"))
    case .integer(let number): return .text(try run.make(String(number)))
    case .text, .instant: return value
    case .number, .object, .opaque: throw NeedsLua()
    }
  }

  /// Plain decimal numerals; of the other spellings Lua is the judge.
  private func toNumber(
    _ value: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch value {
    case .integer, .number: return value
    case .none, .yesNo: return .none
    case .instant, .object, .opaque: throw NeedsLua()
    case .text(let text):
      try run.pay(count(of: text, facts, run))
      let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
      var numeral = try string(text, facts, run).utf8[...]
      let written = String(Substring(numeral))
      if numeral.first == UInt8(ascii: "-") { numeral = numeral.dropFirst() }
      if !numeral.contains(where: isDigit) { return .none }
      guard numeral.count <= 18, numeral.allSatisfy(isDigit), let number = Int(written) else {
        throw NeedsLua()
      }
      return .integer(number)
    }
  }

  private func typeName(_ value: FormulaCell) throws(NeedsLua) -> String {
    switch value {
    case .none: return "nil"
    case .yesNo: return "boolean"
    case .integer, .number: return "number"
    case .text, .instant: return "string"
    case .object: return "table"
    case .opaque: throw NeedsLua()
    }
  }

  // MARK: Numbers

  private func number(_ value: FormulaCell) throws(NeedsLua) -> LuaNumber {
    guard let number = value.asNumber else { throw NeedsLua() }
    return number
  }

  func integer(_ value: FormulaCell) throws(NeedsLua) -> Int {
    guard let integer = value.asNumber?.asInteger else { throw NeedsLua() }
    return integer
  }

  private func extreme(
    _ values: [FormulaCell], largest: Bool
  ) throws(NeedsLua) -> FormulaCell {
    var best = try number(values[0])
    for value in values.dropFirst() {
      let value = try number(value)
      if largest ? best < value : value < best { best = value }
    }
    return FormulaCell(best)
  }
}
