import BatonModel
import CSimdJSON

/// JSON documents turned into values.
///
/// simdjson checks a document and fills a flat array of nodes; one pass over it builds the members.
/// Records of a source mostly have the same names, so sets of names are kept and shared.
///
/// Integers that 64 bits with sign hold are kept exactly; larger ones become the nearest double.
/// Of a name that an object repeats the last value wins.
struct JSONParser: ~Copyable {
  /// How deep a document may nest.
  static let maximumDepth = 100
  /// How many repeated names are told of one document: enough to see what is wrong with it.
  static let maximumRepeated = 100

  enum Outcome {
    /// An object, and the names that it or an object in it repeats, as many as are told.
    case object(Members, repeated: [String])
    case other(typeName: String)
    case refused(csj_status)
  }

  let parser: OpaquePointer?
  private var shapes = ShapeCache()
  private var next = UnsafePointer<csj_node>?.none
  private var repeated: [String] = []

  init() { parser = csj_create(Self.maximumDepth) }

  deinit { csj_free(parser) }

  /// Parses one document.
  /// - Precondition: `csj_padding` readable bytes follow it.
  mutating func parse(_ bytes: UnsafePointer<UInt8>, count: Int) -> Outcome {
    guard let parser else { return .refused(csj_no_memory) }
    let status = csj_parse(parser, bytes, count)
    guard status == csj_ok else { return .refused(status) }
    next = csj_nodes(parser)
    repeated.removeAll()
    let root = take()
    guard root.kind == csj_object.rawValue else {
      return .other(typeName: Self.typeName(ofKind: root.kind))
    }
    return .object(object(root), repeated: repeated)
  }

  /// Parses a whole document of any type, for small documents in memory; nil if it is refused.
  mutating func value(of document: [UInt8]) -> Value? {
    let padded = document + [UInt8](repeating: 0, count: Int(csj_padding))
    return padded.withUnsafeBufferPointer { buffer in
      guard let parser, let base = buffer.baseAddress else { return nil }
      guard csj_parse(parser, base, document.count) == csj_ok else { return nil }
      next = csj_nodes(parser)
      return value()
    }
  }

  /// Parses one document and gives those members whose names the fields have.
  mutating func parse(
    _ bytes: UnsafePointer<UInt8>, count: Int, fields: OpaquePointer, into record: inout csj_record
  ) -> csj_status {
    guard let parser else { return csj_no_memory }
    return csj_parse_fields(parser, fields, bytes, count, &record)
  }

  /// The value at a member's place in the document that was parsed last.
  mutating func value(at place: UInt32) -> Value? {
    guard let parser, csj_expand(parser, place) == csj_ok else { return nil }
    next = csj_nodes(parser)
    return value()
  }

  static func typeName(ofKind kind: UInt32) -> String {
    switch csj_kind(kind) {
    case csj_null: "null"
    case csj_true, csj_false: Value.yesNo(true).typeName
    case csj_integer, csj_number: Value.integer(0).typeName
    case csj_text: Value.text("").typeName
    default: Value.list([]).typeName
    }
  }

  private mutating func take() -> csj_node {
    // The array is complete: C counted every node that is taken here.
    defer { next = next.map { $0 + 1 } }
    return next!.pointee
  }

  private mutating func value() -> Value? {
    let node = take()
    switch csj_kind(node.kind) {
    case csj_null: return nil
    case csj_false: return .yesNo(false)
    case csj_true: return .yesNo(true)
    case csj_integer: return .integer(Int(node.integer))
    case csj_number: return Value(node.number)
    case csj_text: return .text(Self.text(node))
    case csj_object: return .object(object(node))
    default: return .list(list(node))
    }
  }

  /// A null in a list has no place there: lists hold values.
  private mutating func list(_ node: csj_node) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(Int(node.count))
    for _ in 0..<node.count {
      if let value = value() { values.append(value) }
    }
    return values
  }

  private mutating func object(_ node: csj_node) -> Members {
    let count = Int(node.count)
    let known = shapes.shape(hash: node.hash, count: count)
    var values: [Value?] = []
    values.reserveCapacity(count)
    var names: [String] = []
    var position = 0
    while position < count {
      let name = take()
      if let known, names.isEmpty, known.has(name, at: position) {
        values.append(value())
      } else {
        // Another set of names with the same hash, or one that was not seen yet.
        if names.isEmpty, let known { names = Array(known.names.list.prefix(position)) }
        if names.isEmpty { names.reserveCapacity(count) }
        names.append(Self.text(name))
        values.append(value())
      }
      position += 1
    }
    if let known, names.isEmpty { return Members(shape: known.names, values: values) }
    return members(names: names, values: values, hash: node.hash)
  }

  private mutating func members(names: [String], values: [Value?], hash: UInt64) -> Members {
    if let twice = Self.repeats(in: names) {
      repeated.append(contentsOf: twice.prefix(Self.maximumRepeated - repeated.count))
      return Members(Array(zip(names, values)))
    }
    return Members(shape: shapes.keep(names, hash: hash), values: values)
  }

  private static func repeats(in names: [String]) -> [String]? {
    var seen: Set<String> = []
    seen.reserveCapacity(names.count)
    var told: Set<String> = []
    var twice: [String] = []
    for name in names where !seen.insert(name).inserted {
      if twice.count < maximumRepeated, told.insert(name).inserted { twice.append(name) }
    }
    return twice.isEmpty ? nil : twice
  }

  private static func text(_ node: csj_node) -> String {
    String(
      decoding: UnsafeRawBufferPointer(start: node.text, count: Int(node.count)), as: UTF8.self)
  }
}
