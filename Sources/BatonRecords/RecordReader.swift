package import BatonModel

/// Reads the records of a source one by one, in order, in bounded memory.
///
/// A record that cannot be read is a fault with its place and costs only itself; reading goes on
/// behind it. What ends the reading is thrown once, after everything before it was delivered; from
/// then on there is nothing more. Memory: the largest record accepted plus a few reads of 64 KiB.
///
///     var reader = try RecordReader(ByteSource(path: path), name: path)
///     while let outcome = try reader.next() { … }
package struct RecordReader: ~Copyable {
  /// The most bytes that a record may have, unless a reader is told otherwise.
  package static let defaultMaximumRecordSize = 16 << 20

  private let name: String
  private var input: InputBuffer
  private let path: [String]
  private let maximumRecordSize: Int
  private var state: State
  private var lines: LineReader
  private var documents: DocumentReader
  private var rows: RowReader
  private var isFinished = false
  /// What ended the reading, until the records before it were delivered.
  private var pending: ReadFailure?
  private var number = 0

  private enum State {
    case unopened(RecordFormat?)
    case open(RecordFormat)
  }

  /// - Parameters:
  ///   - source: plain or gzip bytes; the compression is recognised from the first of them.
  ///   - format: how the records are written; nil to recognise it from the first bytes.
  ///   - name: the source's name in messages.
  ///   - path: for documents in which the records are inside an object, as ServiceNow's
  ///     `{"result": […]}`, the members that lead to them. A document that is a list is a list of
  ///     records whatever the path.
  package init(
    _ source: consuming ByteSource,
    format: RecordFormat? = nil,
    name: String,
    recordsAt path: [String] = [],
    maximumRecordSize: Int = defaultMaximumRecordSize
  ) throws(ReadFailure) {
    self.name = name
    self.path = path
    self.maximumRecordSize = maximumRecordSize
    state = .unopened(format)
    lines = LineReader(maximumRecordSize: maximumRecordSize)
    documents = DocumentReader(path: path, maximumRecordSize: maximumRecordSize)
    rows = RowReader(maximumRecordSize: maximumRecordSize)
    var source = source
    do throws(ReadFailure.Cause) {
      try source.detectCompression()
    } catch {
      throw ReadFailure(cause: error, name: name)
    }
    input = InputBuffer(source)
  }

  /// A reader of what a window still has, in a format that is known.
  package init(
    _ input: consuming InputBuffer, format: RecordFormat, name: String,
    maximumRecordSize: Int = defaultMaximumRecordSize
  ) {
    self.name = name
    path = []
    self.maximumRecordSize = maximumRecordSize
    state = .open(format)
    lines = LineReader(maximumRecordSize: maximumRecordSize)
    documents = DocumentReader(path: [], maximumRecordSize: maximumRecordSize)
    rows = RowReader(maximumRecordSize: maximumRecordSize)
    self.input = input
  }

  /// How the records are written, once the first was read.
  package var format: RecordFormat? {
    switch state {
    case .unopened(let format): format
    case .open(let format): format
    }
  }

  /// The names of the columns of a CSV source, once the first record was read.
  package var columns: MemberNames? { rows.columns }

  /// How many bytes the reader holds at most at once, so far.
  var window: Int { input.capacity }

  /// The next record or its fault; nil at the end.
  package mutating func next() throws(ReadFailure) -> RecordOutcome? {
    if isFinished { return nil }
    do throws(ReadFailure.Cause) {
      if let outcome = try outcome() { return outcome }
      isFinished = true
      return nil
    } catch {
      isFinished = true
      throw ReadFailure(cause: error, name: name, line: input.line)
    }
  }

  /// Recognises the format, if that is to be done.
  private mutating func recognise() throws(ReadFailure.Cause) {
    guard case .unopened(let known) = state else { return }
    try input.skipByteOrderMark()
    let detected: RecordFormat
    if let known {
      detected = known
    } else {
      detected = try RecordFormat.detect(
        in: &input, hasPath: !path.isEmpty, limit: maximumRecordSize)
    }
    state = .open(detected)
  }

  private mutating func read() throws(ReadFailure.Cause) -> RecordParse? {
    try recognise()
    return switch format {
    case .ndjson: try lines.next(from: &input)
    case .json: try documents.next(from: &input)
    case .csv: try rows.next(from: &input)
    case nil: nil
    }
  }

  private mutating func outcome() throws(ReadFailure.Cause) -> RecordOutcome? {
    guard let read = try read() else { return nil }
    number += 1
    return RecordOutcome(read, number: number)
  }
}

// MARK: Batches

extension RecordReader {
  /// The next records together, at least one; nil at the end.
  ///
  /// NDJSON comes as lines that are still to be parsed, by whoever has the time. What ends the
  /// reading is thrown by the call behind the one that gave the last records before it.
  /// - Parameters:
  ///   - size: about how many bytes make a batch.
  ///   - isIdle: whether the next read could wait for somebody; then the batch ends early.
  package mutating func nextBatch(
    size: Int, isIdle: () -> Bool
  ) throws(ReadFailure) -> RecordBatch? {
    if let failure = pending {
      pending = nil
      throw failure
    }
    if isFinished { return nil }
    var lines = LineBatch(number: number + 1)
    var records: [RecordOutcome] = []
    do throws(ReadFailure.Cause) {
      try recognise()
      if format == .ndjson {
        try self.lines.cut(from: &input, size: size, isIdle: isIdle, into: &lines)
        isFinished = lines.isEmpty
      } else {
        let start = input.consumed
        repeat {
          guard let outcome = try outcome() else {
            isFinished = true
            break
          }
          records.append(outcome)
        } while input.consumed - start < size && !isIdle()
      }
    } catch {
      isFinished = true
      let failure = ReadFailure(cause: error, name: name, line: input.line)
      if lines.isEmpty, records.isEmpty { throw failure }
      pending = failure
    }
    if format == .ndjson {
      lines.finish()
      number += lines.count
      return lines.isEmpty ? nil : .lines(lines)
    }
    return records.isEmpty ? nil : .records(records, isTabular: format == .csv)
  }
}

/// What one of the readers below gives, before it has its number.
enum RecordParse {
  case record(Members, line: Int, repeated: [String])
  case fault(RecordFault.Cause, line: Int, column: Int?)
}

extension RecordOutcome {
  init(_ parse: RecordParse, number: Int) {
    switch parse {
    case .record(let value, let line, let repeated):
      self = .record(Record(value: value, line: line, number: number, repeated: repeated))
    case .fault(let cause, let line, let column):
      self = .fault(RecordFault(cause: cause, line: line, column: column, number: number))
    }
  }
}
