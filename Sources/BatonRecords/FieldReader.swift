package import BatonModel
public import CSimdJSON

/// Reads records of which only some members are wanted, without making values of them.
///
/// For each record there are as many fields as names that it has; a name that is repeated is there
/// once, with the last value. Everything else is checked as ``RecordReader`` checks it, and skipped.
/// What is read lies in the reader until it reads again, and nothing is allocated for it; names are
/// looked up only where a record's differ from those of the one before.
///
///     var reader = FieldReader(names: ["id", "kind"])
///     for index in 0..<batch.count {
///       if let fault = reader.read(index, of: batch) { … }
///       for position in 0..<reader.count { … reader.member(at: position) … }
///     }
///
/// Public because the compiler inlines nothing that is only `package` into another module; embedders
/// do not see this module.
public struct FieldReader: ~Copyable {
  private var parser = JSONParser()
  private let fields: OpaquePointer?
  /// The slow truth: which field a name is.
  private let names: [String: Int]
  @usableFromInline var record = csj_record()

  /// - Parameter names: all different; a field is known by its name's position among them.
  package init(names: [String]) {
    self.names = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for name in names {
      bytes.append(contentsOf: SymbolTable.normal(name).utf8)
      ends.append(UInt32(bytes.count))
    }
    fields = csj_fields_create(bytes, ends, names.count)
  }

  deinit { csj_fields_free(fields) }

  /// Reads a record of a batch; its fault if it is none, and then there are no fields.
  package mutating func read(_ index: Int, of batch: LineBatch) -> RecordFault? {
    record.count = 0
    let parse = batch.withLine(at: index) { bytes, count, line, isComplete in
      read(bytes, count: count, line: line, isComplete: isComplete)
    }
    // Twice optional: a line that is too large is not there, one that is fine has no fault.
    guard let parse = parse ?? batch.tooLarge(at: index),
      case .fault(let cause, let line, let column) = parse
    else { return nil }
    return RecordFault(cause: cause, line: line, column: column, number: batch.number + index)
  }

  private mutating func read(
    _ bytes: UnsafePointer<UInt8>, count: Int, line: Int, isComplete: Bool
  ) -> RecordParse? {
    guard let fields else { return .fault(.noMemory, line: line, column: nil) }
    let status = parser.parse(bytes, count: count, fields: fields, into: &record)
    if status != csj_ok {
      let text = UnsafeBufferPointer(start: bytes, count: count)
      return JSONParser.fault(status, in: text, line: line, isComplete: isComplete)
    }
    if record.kind != csj_object.rawValue {
      let typeName = JSONParser.typeName(ofKind: record.kind)
      return .fault(.notAnObject(typeName: typeName), line: line, column: nil)
    }
    if record.unsure > 0 { resolve(fields) }
    return nil
  }

  private mutating func resolve(_ fields: OpaquePointer) {
    for index in 0..<record.unsure {
      var count = 0
      let start = csj_unsure_name(fields, index, &count)
      let bytes = UnsafeRawBufferPointer(start: start, count: count)
      let field = names[String(decoding: bytes, as: UTF8.self)]
      csj_resolve(fields, index, field.map { Int32($0) } ?? Int32(csj_unknown))
    }
    csj_settle(fields, &record)
  }
}

// MARK: The fields of the record that was read last

extension FieldReader {
  /// How many there are.
  @inlinable @inline(__always)
  public var count: Int { record.count }

  /// One of them.
  @inlinable @inline(__always)
  public func member(at position: Int) -> FieldMember {
    precondition(position >= 0 && position < record.count, "a field of the record")
    return FieldMember(record.members.unsafelyUnwrapped[position])
  }

  /// The value as ``RecordReader`` gives it; nil for null.
  package mutating func value(at position: Int) -> Value? {
    let member = member(at: position)
    switch member.kind {
    case .none: return nil
    case .yesNo: return .yesNo(member.yesNo)
    case .integer: return .integer(member.integer)
    case .number: return .number(member.number)
    case .text:
      return .text(
        member.withText { text in
          text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        })
    case .list, .object: return parser.value(at: member.place)
    }
  }
}
