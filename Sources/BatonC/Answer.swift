#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the caller wants a call's answer, or its message.
///
/// This is the only file that writes the caller's memory. What is handed out is one block of
/// `malloc`, with a NUL behind the text that its length does not count; the caller owns it and gives
/// it back to ``free(_:)``.
struct Answer {
  private let text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  private let length: UnsafeMutablePointer<UInt>?

  /// - Parameters:
  ///   - text: nil if the caller wants none.
  ///   - length: nil if the NUL is enough.
  init(
    _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    _ length: UnsafeMutablePointer<UInt>?
  ) {
    self.text = text
    self.length = length
    text?.pointee = nil
    length?.pointee = 0
  }

  /// Runs a call and hands out what it gives, piece after piece as one text, or why it failed.
  func give(_ body: () throws(Failure) -> [[UInt8]]) -> Status {
    do throws(Failure) {
      guard text != nil else {
        throw Failure(.badArgument, "there is no place for the answer")
      }
      return hand(out: try body()) ? .ok : .noMemory
    } catch {
      return fail(error)
    }
  }

  /// Runs a call that gives nothing but a message if it fails.
  func giveMessage(_ body: () throws(Failure) -> Void) -> Status {
    do throws(Failure) {
      try body()
      return .ok
    } catch {
      return fail(error)
    }
  }

  private func fail(_ failure: Failure) -> Status {
    hand(out: [Array(failure.message.utf8)]) ? failure.status : .noMemory
  }

  private func hand(out pieces: [[UInt8]]) -> Bool {
    guard let text else { return true }
    let count = pieces.reduce(0) { $0 + $1.count }
    guard let block = malloc(count + 1) else { return false }
    let bytes = UnsafeMutableRawBufferPointer(start: block, count: count + 1)
    var position = 0
    for piece in pieces {
      bytes[position...].copyBytes(from: piece)
      position += piece.count
    }
    bytes[count] = 0
    text.pointee = block.assumingMemoryBound(to: CChar.self)
    length?.pointee = UInt(count)
    return true
  }

  /// Takes back what was handed out.
  static func free(_ text: UnsafeMutablePointer<CChar>?) {
    #if canImport(Glibc)
      Glibc.free(text)
    #elseif canImport(Musl)
      Musl.free(text)
    #else
      Darwin.free(text)
    #endif
  }
}
