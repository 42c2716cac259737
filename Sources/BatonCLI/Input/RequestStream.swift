import Baton
import BatonModel
import BatonRecords

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The requests of a file or of standard input, in order, in bounded memory.
struct RequestStream: ~Copyable {
  enum Item {
    case request(Request)
    case fault(RequestStreamFault)
  }

  /// The descriptor that is read.
  let descriptor: Int32
  private let canWait: Bool
  private var reader: RecordReader
  private var intake: Intake
  /// Further requests of the record in hand, the next one last.
  private var pending: [Item] = []

  private init(descriptor: Int32, reader: consuming RecordReader, intake: Intake) {
    self.descriptor = descriptor
    self.reader = reader
    self.intake = intake
    var facts = stat()
    canWait = fstat(descriptor, &facts) != 0 || facts.st_mode & S_IFMT != S_IFREG
  }

  /// Opens a file's requests.
  /// - Parameters:
  ///   - file: a path, or "-" for standard input.
  ///   - source: which source's mapping to use; nil to recognise it.
  static func open(
    _ file: String, format: RecordFormat?, engine: Engine, source: String?
  ) throws -> RequestStream {
    let intake: Intake
    do throws(Intake.Failure) {
      intake = try engine.intake(source: source)
    } catch {
      throw Unusable(error.description)
    }
    let name = file == "-" ? "standard input" : file
    let descriptor = file == "-" ? Terminal.input : openForReading(file)
    if descriptor < 0 { throw ReadFailure(cause: .cannotOpen(errno: errno), name: name) }
    let bytes = ByteSource(descriptor: descriptor, closing: file != "-")
    let reader = try RecordReader(bytes, format: format, name: name)
    return RequestStream(descriptor: descriptor, reader: reader, intake: intake)
  }

  /// Whether the next read could wait for somebody: time to show what is done so far.
  var isIdle: Bool {
    guard canWait, pending.isEmpty else { return false }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 0
  }

  /// The next request or what is wrong with a record; nil at the end.
  mutating func next() throws(ReadFailure) -> Item? {
    if let item = pending.popLast() { return item }
    while let outcome = try reader.next() {
      switch outcome {
      case .fault(let fault):
        return .fault(RequestStreamFault(fault))
      case .record(let record):
        do {
          pending = try intake.outcomes(of: record.value, isTabular: reader.format == .csv)
            .map { outcome in
              switch outcome {
              case .success(let request): .request(request)
              case .failure(let failure): .fault(RequestStreamFault(failure, record))
              }
            }.reversed()
        } catch {
          return .fault(RequestStreamFault(error, record))
        }
        if let item = pending.popLast() { return item }
      }
    }
    return nil
  }
}

/// A record that gave no request.
struct RequestStreamFault {
  let line: Int
  let column: Int?
  /// The record's number in its source, from 1.
  let number: Int
  let message: String

  init(_ fault: RecordFault) {
    line = fault.line
    column = fault.column
    number = fault.number
    message = fault.cause.description
  }

  init(_ failure: Intake.Failure, _ record: Record) {
    line = record.line
    column = nil
    number = record.number
    message = failure.description
  }

  /// "line 12, column 7: not JSON: a colon is expected after the name"
  var inWords: String {
    "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": \(message)"
  }
}

private func openForReading(_ file: String) -> Int32 { open(file, O_RDONLY | O_CLOEXEC) }
