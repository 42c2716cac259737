// Every sentence about unreadable input, in one place.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ReadFailure: CustomStringConvertible {
  /// "requests.ndjson:12: the compressed data end too early, after 812 bytes"
  package var description: String {
    let place = line.map { "\(name):\($0)" } ?? name
    return "\(place): \(cause.description)"
  }
}

extension ReadFailure.Cause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotOpen(let number): "cannot be opened: \(systemMessage(number))"
    case .cannotRead(let number): "cannot be read: \(systemMessage(number))"
    case .gzipDamaged(let offset): "the compressed data are damaged at byte \(offset)"
    case .gzipTruncated(let offset): "the compressed data end too early, after \(offset) bytes"
    case .unsupported(let form): "\(form) is not read: give plain UTF-8 text or gzip"
    case .headerUnreadable(let cause): "the header is unusable: \(cause.description)"
    case .repeatedColumn(let name, let first, let second):
      "columns \(first) and \(second) are both named \"\(name)\": each column needs its own name"
    case .tooLarge(let limit): "longer than \(size(limit)), the most that is read at once"
    case .noMemory: "there is not enough memory to read it"
    }
  }
}

extension RecordFault: CustomStringConvertible {
  /// "line 12, column 7: not JSON: a colon is expected after the name"
  package var description: String {
    let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
    return "\(place): \(cause.description)"
  }
}

extension RecordFault.Cause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let mistake): "not JSON: \(mistake.description)"
    case .notAnObject(let typeName):
      "a record is an object in braces, this is of type \(typeName)"
    case .noRecords(let path):
      "there is no member \"\(path.joined(separator: "."))\", which should hold the records"
    case .tooLarge(let limit): "the record is longer than \(size(limit))"
    case .tooDeep(let limit): "the record nests more than \(limit) deep"
    case .invalidUTF8: "the record is not valid UTF-8"
    case .endsInRecord: "the input ends in the middle of the record"
    case .cells(let found, let expected): "the header has \(expected) columns, this row \(found)"
    case .unclosedQuote: "this quote is never closed"
    case .textAfterQuote: "a separator or the line's end is expected after the closing quote"
    case .noMemory: "there is not enough memory to read the record"
    }
  }
}

extension JSONMistake: CustomStringConvertible {
  package var description: String {
    switch self {
    case .expectedValue: "a value is expected here"
    case .expectedName: "a name in double quotes is expected here"
    case .expectedColon: "a colon is expected after the name"
    case .expectedCommaOrBrace: "a comma or } is expected here"
    case .expectedCommaOrBracket: "a comma or ] is expected here"
    case .commaBeforeEnd: "no comma may stand before the closing bracket"
    case .unclosedText: "this text has no closing quote"
    case .controlCharacter: "a control character in a text must be written as an escape"
    case .wrongEscape: "this escape does not exist in JSON"
    case .loneSurrogate: "this escape is half of a surrogate pair, the other half is missing"
    case .wrongNumber: "this number is not written as JSON wants it"
    case .numberTooLarge: "this number is too large"
    case .notANumber: "NaN and infinity do not exist in JSON"
    case .wrongWord: "only true, false and null stand without quotes"
    case .textAfterEnd: "the record has ended before this"
    case .endsEarly: "the record breaks off here"
    case .unexplained: "the record is malformed"
    }
  }
}

private func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercasedFirst
}

private func size(_ bytes: Int) -> String {
  if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
  if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KiB" }
  return "\(bytes) bytes"
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
