/// A JSON document that is one object with lists of objects, an element at a time: never more of it
/// is held than one element, however long the lists are.
///
/// Members that are no lists are skipped. A faulty element costs itself; a document that is broken
/// between its lists ends where it is.
package struct ListCursor: ~Copyable {
  package enum Step: Sendable {
    /// A list starts; its elements follow.
    case list(name: String)
    /// An element, which the tape has.
    case element(line: Int)
    case fault(RecordFault)
  }

  private enum State {
    case start
    case members(isFirst: Bool)
    case elements(isFirst: Bool)
    case done
  }

  private var input: InputBuffer
  private let maximumRecordSize: Int
  private var state = State.start
  private var number = 0
  private var pending = 0
  package private(set) var tape = JSONTape()

  package init(
    _ input: consuming InputBuffer,
    maximumRecordSize: Int = RecordReader.defaultMaximumRecordSize
  ) {
    self.input = input
    self.maximumRecordSize = maximumRecordSize
  }

  package var line: Int { input.line }

  /// The bytes of the element in hand, to be read once more by a tape.
  package var element: [UInt8] {
    Array(UnsafeBufferPointer(start: input.bytes, count: pending))
  }

  /// The next list, element or fault; nil at the end.
  package mutating func next() throws(ReadFailure.Cause) -> Step? {
    input.consume(pending)
    pending = 0
    while true {
      if case .done = state { return nil }
      guard let start = try input.firstSignificant(from: 0) else {
        state = .done
        return fault(.endsInRecord)
      }
      input.consume(start)
      let step: Step? =
        switch state {
        case .start: startDocument()
        case .members(let isFirst): try member(isFirst: isFirst)
        case .elements(let isFirst): try element(isFirst: isFirst)
        case .done: nil
        }
      if let step { return step }
    }
  }

  private func fault(_ cause: RecordFault.Cause, column: Int? = nil) -> Step {
    .fault(RecordFault(cause: cause, line: input.line, column: column, number: number))
  }

  /// Ends the document at a byte that cannot stand there.
  private mutating func abandon(_ mistake: JSONMistake) -> Step {
    state = .done
    return input.count == 0
      ? fault(.endsInRecord) : fault(.notJSON(mistake), column: input.place(of: 0).column)
  }

  private mutating func startDocument() -> Step? {
    guard input.bytes[0] == UInt8(ascii: "{") else { return abandon(.expectedValue) }
    input.consume(1)
    state = .members(isFirst: true)
    return nil
  }

  private mutating func member(isFirst: Bool) throws(ReadFailure.Cause) -> Step? {
    if input.bytes[0] == UInt8(ascii: "}") {
      input.consume(1)
      state = .done
      return nil
    }
    if !isFirst {
      guard input.bytes[0] == UInt8(ascii: ",") else { return abandon(.expectedCommaOrBrace) }
      input.consume(1)
      input.consume(try input.firstSignificant(from: 0) ?? input.count)
    }
    guard input.count > 0, input.bytes[0] == UInt8(ascii: "\"") else {
      return abandon(.expectedName)
    }
    let length = try measure()
    let name = String(
      decoding: UnsafeBufferPointer(start: input.bytes + 1, count: max(0, length - 2)),
      as: UTF8.self)
    input.consume(length)
    input.consume(try input.firstSignificant(from: 0) ?? input.count)
    guard input.count > 0, input.bytes[0] == UInt8(ascii: ":") else {
      return abandon(.expectedColon)
    }
    input.consume(1)
    input.consume(try input.firstSignificant(from: 0) ?? input.count)
    guard input.count > 0 else { return abandon(.expectedValue) }
    if input.bytes[0] == UInt8(ascii: "[") {
      input.consume(1)
      state = .elements(isFirst: true)
      return .list(name: name)
    }
    state = .members(isFirst: false)
    try skipValue()
    return nil
  }

  private mutating func element(isFirst: Bool) throws(ReadFailure.Cause) -> Step? {
    if input.bytes[0] == UInt8(ascii: "]") {
      input.consume(1)
      state = .members(isFirst: false)
      return nil
    }
    if !isFirst, input.bytes[0] == UInt8(ascii: ",") {
      input.consume(1)
      guard let start = try input.firstSignificant(from: 0) else {
        return abandon(.expectedValue)
      }
      input.consume(start)
    } else if !isFirst, input.bytes[0] != UInt8(ascii: "{") {
      return abandon(.expectedCommaOrBracket)
    }
    state = .elements(isFirst: false)
    number += 1
    let length = try measure()
    guard length > 0 else { return abandon(.expectedValue) }
    if length > maximumRecordSize {
      let fault = fault(.tooLarge(limit: maximumRecordSize))
      try skipValue()
      return fault
    }
    pending = length
    let line = input.line
    let isCut = input.atEnd && length == input.count
    guard
      case .fault(let cause, let place, let column)? = tape.read(
        input.bytes, count: length, line: line, isComplete: !isCut)
    else { return .element(line: line) }
    return .fault(RecordFault(cause: cause, line: place, column: column, number: number))
  }

  /// The length of the value that the input starts with; more than the maximum if it is longer.
  private mutating func measure() throws(ReadFailure.Cause) -> Int {
    var scanner = JSONValueScanner()
    while !scanner.scan(input.bytes, count: input.count) {
      guard input.count <= maximumRecordSize, try input.fill() else { break }
    }
    return scanner.position
  }

  /// Drops a value without holding it.
  private mutating func skipValue() throws(ReadFailure.Cause) {
    var scanner = JSONValueScanner()
    while !scanner.scan(input.bytes, count: input.count) {
      scanner.dropped(input.count)
      input.consume(input.count)
      guard try input.fill() else { return }
    }
    input.consume(scanner.position)
  }
}
