package import BatonModel
public import CSimdJSON

/// Reads records of which only some members are wanted, without making values of them.
///
/// For each record there are as many fields as names that it has; a name that is repeated is there
/// once, with the last value. Everything else is checked as ``RecordReader`` checks it, and skipped.
/// What is read lies in the reader or where it was written, and nothing is allocated for it; names
/// are looked up only where a record's differ from those of the one before.
///
///     var reader = FieldReader(names: ["id", "kind"])
///     reader.read(0..<batch.count, of: batch) { record, fault in
///       for position in 0..<record.count { … record.member(at: position) … }
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

  /// Reads records of a batch one after the other.
  /// - Parameter body: gets each with its fields, or its fault and no fields. What they point to is
  ///   theirs until it returns.
  package mutating func read(
    _ indices: Range<Int>, of batch: LineBatch,
    _ body: (_ record: inout FieldReader, _ fault: RecordFault?) -> Void
  ) {
    batch.withBytes { bytes in
      for index in indices {
        let fault = read(index, of: batch, at: bytes)
        body(&self, fault)
      }
    }
    record.count = 0
  }

  /// - Returns: the record's fault.
  @inline(__always)
  private mutating func read(
    _ index: Int, of batch: LineBatch, at bytes: UnsafePointer<UInt8>
  ) -> RecordFault? {
    record.count = 0
    let line = batch[index]
    guard let parser = parser.parser, let fields, let count = line.count,
      csj_parse_fields(parser, fields, bytes + line.start, count, &record) == csj_ok,
      record.kind == csj_object.rawValue
    else { return fault(index, of: batch, at: bytes) }
    if record.unsure > 0 { resolve(fields) }
    return nil
  }

  /// Why a record was refused, found by reading it once more.
  @inline(never)
  private mutating func fault(
    _ index: Int, of batch: LineBatch, at bytes: UnsafePointer<UInt8>
  ) -> RecordFault? {
    let line = batch[index]
    let parse =
      line.count.map {
        read(
          bytes + line.start, count: $0, line: line.line, isComplete: batch.isComplete(at: index))
      } ?? batch.tooLarge(at: index)
    record.count = 0
    guard case .fault(let cause, let line, let column)? = parse else { return nil }
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

// MARK: The fields of the record in hand

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
