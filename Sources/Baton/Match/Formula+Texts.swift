import BatonModel
import BatonRecords
import BatonTime

/// Texts, byte by byte where they lie, as Lua has them.
extension Formula {
  /// Lends the bytes of a text.
  @inline(__always)
  func withBytes<Result>(
    of text: FormulaText, _ facts: borrowing Facts, _ run: FormulaRun,
    _ body: (Span<UInt8>) -> Result
  ) -> Result {
    switch text.home {
    case .facts: facts.withBytes(of: text.cell, body)
    case .constants: bytes.withBytes(text.range, body)
    case .made: body(run.made.span.extracting(text.range))
    }
  }

  /// Lends the bytes of two texts.
  func withBytes<Result>(
    of left: FormulaText, _ right: FormulaText, _ facts: borrowing Facts, _ run: FormulaRun,
    _ body: (Span<UInt8>, Span<UInt8>) -> Result
  ) -> Result {
    withBytes(of: left, facts, run) { left in
      withBytes(of: right, facts, run) { right in body(left, right) }
    }
  }

  func count(of text: FormulaText, _ facts: borrowing Facts, _ run: FormulaRun) -> Int {
    withBytes(of: text, facts, run) { $0.count }
  }

  /// A text for those who know only characters; one that a cut has spoilt is Lua's.
  func string(
    _ text: FormulaText, _ facts: borrowing Facts, _ run: FormulaRun
  ) throws(NeedsLua) -> String {
    let string = withBytes(of: text, facts, run) { bytes in
      bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }
    guard let string else { throw NeedsLua() }
    return string
  }

  // MARK: Comparing

  func equal(
    _ left: FormulaCell, _ right: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> Bool {
    switch (left, right) {
    case (.none, .none): return true
    case (.yesNo(let left), .yesNo(let right)): return left == right
    case (.integer(let left), .integer(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.integer(let left), .number(let right)): return LuaNumber.equal(left, right)
    case (.number(let left), .integer(let right)): return LuaNumber.equal(right, left)
    case (.text(let left), .text(let right)): return equal(left, right, facts, run)
    case (.instant(let left), .instant(let right)): return left == right
    case (.instant(let instant), .text(let text)), (.text(let text), .instant(let instant)):
      return equal(try run.make(try written(instant, run)), text, facts, run)
    case (.object, .object), (.object, .opaque), (.opaque, .object), (.opaque, .opaque):
      throw NeedsLua()
    default: return false
    }
  }

  func equal(
    _ left: FormulaText, _ right: FormulaText, _ facts: borrowing Facts, _ run: FormulaRun
  ) -> Bool {
    if let isSame = left.isSame(as: right) { return isSame }
    return withBytes(of: left, right, facts, run) { left, right in
      left.count == right.count && left.has(right, at: 0)
    }
  }

  /// Whether one text is before another.
  @inline(never)
  func precedes(
    _ left: FormulaCell, _ right: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> Bool {
    let left = try text(left, &run)
    let right = try text(right, &run)
    return withBytes(of: left, right, facts, run) { left, right in
      for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index]
      }
      return left.count < right.count
    }
  }

  // MARK: Making

  /// A text, and nothing that Lua would make one of.
  func text(_ value: FormulaCell, _ run: inout FormulaRun) throws(NeedsLua) -> FormulaText {
    switch value {
    case .text(let text): return text
    case .instant(let instant): return try run.make(try written(instant, run))
    default: throw NeedsLua()
    }
  }

  /// An instant as functions see it: text with the request's offset.
  func written(
    _ instant: Instant, _ run: FormulaRun
  ) throws(NeedsLua) -> String {
    guard let offset = run.offset else { throw NeedsLua() }
    return ISO8601.format(instant, offsetSeconds: offset)
  }

  /// A text, or an integer as Lua writes it. How it writes floats is its own affair.
  func argument(
    _ value: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaText {
    if case .integer(let number) = value { return try run.make(String(number)) }
    let text = try text(value, &run)
    try run.pay(count(of: text, facts, run))
    return text
  }

  /// Appends some of a text's bytes to what was made.
  func append(
    _ text: FormulaText, _ range: Range<Int>? = nil, _ facts: borrowing Facts,
    _ run: inout FormulaRun
  ) throws(NeedsLua) {
    let range = range ?? 0..<count(of: text, facts, run)
    try run.pay(range.count)
    if text.home == .made {
      let start = text.range.lowerBound
      for index in range { run.made.append(run.made[start + index]) }
    } else {
      // Nothing that was made is lent, so the run may grow meanwhile.
      let bytes = withBytes(of: text, facts, run) { bytes in range.map { bytes[$0] } }
      run.made.append(contentsOf: bytes)
    }
  }

  func concatenate(
    _ left: FormulaCell, _ right: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    let left = try argument(left, facts, &run)
    let right = try argument(right, facts, &run)
    let start = run.made.count
    try append(left, nil, facts, &run)
    try append(right, nil, facts, &run)
    return .text(run.text(madeFrom: start))
  }

  func length(
    _ value: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch value {
    case .text, .instant: return .integer(count(of: try text(value, &run), facts, run))
    case .object(let number):
      guard case .list(let members) = run.objects[Int(number)] else { throw NeedsLua() }
      return .integer(members.count)
    default: throw NeedsLua()
    }
  }
}

extension Span<UInt8> {
  /// Whether these bytes stand here.
  func has(_ other: Span<UInt8>, at start: Int) -> Bool {
    guard start + other.count <= count else { return false }
    for index in other.indices where self[start + index] != other[index] { return false }
    return true
  }
}
