package import BatonRecords

/// Reads the events of a log batch by batch, in its order, in bounded memory.
///
///     var reader = try LogReader(ByteSource(path: path), name: path, mapping: mapping)
///     var batch = LogBatch()
///     while try reader.read(into: &batch) { … }
///
/// What cannot be understood is a fault with its place and costs as little as can be: an attribute,
/// an event, the rest of a trace. What ends the reading is thrown once, behind everything that could
/// be read; from then on there is nothing more.
///
/// Memory: a window of the log that holds its longest line or tag, a batch, the ``LogNames``, and of
/// logs that are grouped by case a hash for each of the first million cases. OCEL keeps the ids of
/// its objects.
public struct LogReader: ~Copyable {
  /// How many different names there may be of a kind.
  public static let maximumNames = 1 << 20
  /// How many bytes all different names of a kind may have.
  static let maximumNameSize = 256 << 20

  private let name: String
  private let source: any LogSource
  private var assembly: EventAssembly
  private var isFinished = false
  /// What ended the reading, until the batch before it was given.
  private var pending: LogFailure?

  /// How the log is written.
  public let format: LogFormat
  /// The mapping with all that is usual in the format.
  public let mapping: LogMapping
  /// How many events were given.
  public private(set) var eventCount = 0

  /// Reads the log's first bytes to see how it is written, and of CSV the header.
  /// - Parameters:
  ///   - source: plain or gzip bytes.
  ///   - name: the log's name in messages.
  ///   - faultsToldOfAKind: how many faults of a kind are in batches; the others are only counted.
  ///   - adjust: changes what the mapping says once the format is known.
  package init(
    _ source: consuming ByteSource, name: String, mapping: LogMapping = LogMapping(),
    faultsToldOfAKind: Int = 20, adjusting adjust: (inout LogMapping) -> Void = { _ in }
  ) throws(LogFailure) {
    try self.init(
      source, name: name, mapping: mapping, faultsToldOfAKind: faultsToldOfAKind, isPlain: true,
      adjusting: adjust)
  }

  /// - Parameter isPlain: false leaves everything to the libraries for XML and JSON.
  init(
    _ source: consuming ByteSource, name: String, mapping: LogMapping, faultsToldOfAKind: Int,
    isPlain: Bool, adjusting adjust: (inout LogMapping) -> Void = { _ in }
  ) throws(LogFailure) {
    let opened: Opened
    do throws(LogStop) {
      opened = try Self.open(Self.window(on: source), mapping, isPlain: isPlain, adjust)
    } catch {
      throw LogFailure(error, name: name, line: nil)
    }
    self.name = name
    format = opened.format
    self.mapping = opened.mapping
    self.source = opened.source
    assembly = EventAssembly(opened.mapping, faultsToldOfAKind: faultsToldOfAKind)
  }

  private typealias Opened = (format: LogFormat, mapping: LogMapping, source: any LogSource)

  private static func open(
    _ input: consuming InputBuffer, _ mapping: LogMapping, isPlain: Bool,
    _ adjust: (inout LogMapping) -> Void
  ) throws(LogStop) -> Opened {
    let format: LogFormat
    if let known = mapping.format {
      format = known
    } else {
      format = try LogFormat.recognise(in: &input, mapping)
    }
    var mapping = mapping.usual(in: format)
    adjust(&mapping)
    let plan = LogPlan(mapping)
    switch format {
    case .xes: return (format, mapping, XESLog(input, plan, isPlain: isPlain))
    case .csv: return (format, mapping, try RowLog(input, plan))
    case .eventLines:
      return (format, mapping, LineLog(input, plan, events: nil, isPlain: isPlain))
    case .caseLines:
      return (format, mapping, LineLog(input, plan, events: mapping.events, isPlain: isPlain))
    case .ocel: return (format, mapping, ObjectLog(input, plan, objectType: mapping.objectType))
    }
  }

  private static func window(
    on source: consuming ByteSource
  ) throws(LogStop) -> InputBuffer {
    var source = source
    do throws(ReadFailure.Cause) {
      try source.detectCompression()
      var input = InputBuffer(source)
      try input.skipByteOrderMark()
      return input
    } catch {
      throw .unreadable(error)
    }
  }

  /// The names that events refer to. May be filled before reading.
  public var names: LogNames {
    _read { yield assembly.names }
    _modify { yield &assembly.names }
  }

  /// How many faults of each kind there were, told or not.
  public var faultCounts: [LogFault.Kind: Int] { assembly.ledger.counts }

  /// The line that is read next.
  public var line: Int { source.line }

  /// Fills a batch with what comes next, at least a fault or a run; false at the end.
  ///
  /// Waits for input only as long as there is nothing to give.
  public mutating func read(into batch: inout LogBatch) throws(LogFailure) -> Bool {
    if let failure = pending {
      pending = nil
      throw failure
    }
    assembly.start(&batch)
    if isFinished {
      assembly.finish(&batch)
      return false
    }
    do throws(LogStop) {
      if try !source.read(&assembly) {
        isFinished = true
        assembly.leaveCase()
      }
      try checkNames()
    } catch {
      isFinished = true
      assembly.leaveCase()
      pending = LogFailure(error, name: name, line: source.line)
    }
    let isEmpty = assembly.batch.isEmpty
    eventCount += assembly.batch.events.count
    assembly.finish(&batch)
    if isEmpty, let failure = pending {
      pending = nil
      throw failure
    }
    return !isEmpty
  }

  private func checkNames() throws(LogStop) {
    if let kind = assembly.names.excess(over: Self.maximumNames, size: Self.maximumNameSize) {
      throw .refused(.tooManyNames(kind: kind, limit: Self.maximumNames))
    }
  }
}

extension LogFailure {
  init(_ stop: LogStop, name: String, line: Int?) {
    switch stop {
    case .unreadable(let cause):
      self.init(cause: .unreadable(cause.description), name: name, line: line)
    case .refused(let cause): self.init(cause: cause, name: name, line: line)
    }
  }
}
