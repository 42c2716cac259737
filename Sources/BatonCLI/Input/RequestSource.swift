import Baton
import BatonRecords

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where requests come from: an open file or standard input, and its records.
struct RequestSource: ~Copyable {
  /// The descriptor that is read.
  let descriptor: Int32
  private let canWait: Bool
  var reader: RecordReader

  /// - Parameters:
  ///   - file: a path, or "-" for standard input.
  ///   - format: how it is written; nil to recognise it.
  ///   - longest: how many bytes a record may have.
  init(
    _ file: String, format: RecordFormat?,
    longest: Int = RecordReader.defaultMaximumRecordSize
  ) throws {
    let name = file == "-" ? "standard input" : file
    descriptor = file == "-" ? Terminal.input : openForReading(file)
    if descriptor < 0 { throw ReadFailure(cause: .cannotOpen(errno: errno), name: name) }
    let bytes = ByteSource(descriptor: descriptor, closing: file != "-")
    reader = try RecordReader(
      bytes, format: format ?? Self.format(of: file), name: name, maximumRecordSize: longest)
    var facts = stat()
    canWait = fstat(descriptor, &facts) != 0 || facts.st_mode & S_IFMT != S_IFREG
  }

  /// The next records, as many as are there but not many more than `size` bytes; nil at the end.
  mutating func nextBatch(size: Int) throws(ReadFailure) -> RequestBatch? {
    let canWait = canWait
    let descriptor = descriptor
    var isLastForNow = false
    let records = try reader.nextBatch(size: size) {
      isLastForNow = canWait && Self.isIdle(descriptor)
      return isLastForNow
    }
    return records.map { RequestBatch(records: $0, isLastForNow: isLastForNow) }
  }

  /// What the ending of a name says for certain; a broken first line would make it look like another.
  private static func format(of file: String) -> RecordFormat? {
    let name = file.hasSuffix(".gz") ? String(file.dropLast(3)) : file
    return name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") ? .ndjson : nil
  }

  /// Whether the next read could wait for somebody.
  private static func isIdle(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 0
  }
}

private func openForReading(_ file: String) -> Int32 { open(file, O_RDONLY | O_CLOEXEC) }
