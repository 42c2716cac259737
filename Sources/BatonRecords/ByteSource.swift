#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes from a file descriptor or from memory, plain or unpacked on the way.
///
/// A read takes what is there and blocks only when nothing is, so records of a slow pipe arrive when
/// they are written. Interrupted reads are taken up again; errors are facts.
package struct ByteSource: ~Copyable {
  private var origin: Origin
  private var inflater: Inflater?
  private var isDamaged = false

  /// Reads from a descriptor, which is closed at the end only if `closing` says so.
  package init(descriptor: Int32, closing: Bool = false) {
    origin = Origin(descriptor: descriptor, closing: closing, pending: [])
  }

  /// Reads from memory.
  package init(bytes: [UInt8]) {
    origin = Origin(descriptor: -1, closing: false, pending: bytes)
  }

  /// Opens a file.
  package init(path: String) throws(ReadFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw ReadFailure(cause: .cannotOpen(errno: errno), name: path) }
    self.init(descriptor: descriptor, closing: true)
  }

  /// From here on unpacks the bytes if they start as gzip data do.
  ///
  /// Reads the first bytes. Throws for other compressed forms and for UTF-16, which would otherwise
  /// be reported record by record.
  package mutating func detectCompression() throws(ReadFailure.Cause) {
    let start = try origin.peek(4)
    if start.starts(with: [0x1f, 0x8b]) {
      inflater = try Inflater()
    } else if let form = Self.unsupportedForms.first(where: { start.starts(with: $0.magic) }) {
      throw .unsupported(form: form.name)
    }
  }

  private static let unsupportedForms: [(magic: [UInt8], name: String)] = [
    ([0x50, 0x4b, 0x03, 0x04], "zip"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd"),
    ([0x42, 0x5a, 0x68], "bzip2"), ([0xfd, 0x37, 0x7a, 0x58], "xz"),
    ([0xff, 0xfe], "UTF-16"), ([0xfe, 0xff], "UTF-16"),
  ]

  /// Writes the next bytes and says how many; 0 is the end. Behind damaged data there is nothing.
  package mutating func read(
    into output: UnsafeMutableRawBufferPointer
  ) throws(ReadFailure.Cause) -> Int {
    // Taken out while it works, because it needs bytes of the origin beside it.
    guard var inflater = inflater.take() else {
      return isDamaged ? 0 : try origin.read(into: output)
    }
    isDamaged = true
    while true {
      if inflater.needsInput { inflater.supply(try origin.read(into: inflater.input)) }
      let count = try inflater.inflate(into: output)
      let isDone = !inflater.needsInput
      if count > 0 || isDone {
        isDamaged = false
        self.inflater = consume inflater
        return count
      }
    }
  }

  /// All bytes at once, for files that are small by nature.
  package consuming func readAll(limit: Int) throws(ReadFailure.Cause) -> [UInt8] {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { chunk.deallocate() }
    var all: [UInt8] = []
    while true {
      let count = try read(into: chunk)
      if count == 0 { return all }
      if all.count + count > limit { throw .tooLarge(limit: limit) }
      all.append(contentsOf: chunk[..<count])
    }
  }
}

/// Where bytes come from: first those in hand, then the descriptor, if there is one.
struct Origin: ~Copyable {
  let descriptor: Int32
  let closing: Bool
  var pending: [UInt8]
  var position = 0

  init(descriptor: Int32, closing: Bool, pending: [UInt8]) {
    self.descriptor = descriptor
    self.closing = closing
    self.pending = pending
  }

  deinit {
    if closing { close(descriptor) }
  }

  /// The first bytes, at most `count`, without taking them.
  mutating func peek(_ count: Int) throws(ReadFailure.Cause) -> [UInt8] {
    while descriptor >= 0, pending.count < count {
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
      defer { chunk.deallocate() }
      let read = try readDescriptor(into: chunk)
      if read == 0 { break }
      pending.append(contentsOf: chunk[..<read])
    }
    return Array(pending.prefix(count))
  }

  mutating func read(
    into output: UnsafeMutableRawBufferPointer
  ) throws(ReadFailure.Cause) -> Int {
    if position < pending.count {
      let count = min(output.count, pending.count - position)
      output.copyBytes(from: pending[position..<position + count])
      position += count
      return count
    }
    return descriptor < 0 ? 0 : try readDescriptor(into: output)
  }

  private func readDescriptor(
    into output: UnsafeMutableRawBufferPointer
  ) throws(ReadFailure.Cause) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, output.baseAddress, output.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, output.baseAddress, output.count)
      #else
        let count = Darwin.read(descriptor, output.baseAddress, output.count)
      #endif
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Somebody made the descriptor non-blocking, perhaps for the process at its other end.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
      default: throw .cannotRead(errno: errno)
      }
    }
  }
}
