/// Bytes of the caller, used during one call only.
///
/// This is the only file that reads the caller's memory. A pointer comes with its length; a missing
/// pointer is an empty text if its length is 0, and refused otherwise.
struct BorrowedText {
  private let bytes: UnsafeRawBufferPointer
  /// What the text is called in messages.
  private let name: String

  init(
    _ start: UnsafePointer<CChar>?, _ count: UInt, called name: String
  ) throws(Failure) {
    guard let count = Int(exactly: count), start != nil || count == 0 else {
      throw Failure(.badArgument, "the \(name) is missing, or its length is wrong")
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    self.name = name
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// The bytes, copied.
  var copy: [UInt8] { Array(bytes) }

  func equals(_ other: [UInt8]) -> Bool {
    bytes.count == other.count && bytes.elementsEqual(other)
  }

  /// The text, copied.
  func string() throws(Failure) -> String {
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badArgument, "the \(name) is not valid UTF-8")
    }
    return string
  }

  /// A path: a text without NUL.
  func path() throws(Failure) -> String {
    let path = try string()
    if path.isEmpty { throw Failure(.badArgument, "the \(name) is empty") }
    if path.utf8.contains(0) { throw Failure(.badArgument, "the \(name) has a NUL in it") }
    return path
  }
}
