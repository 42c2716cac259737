// Reads the stream in which the shim writes values (see `BL_X_` in its header). The nesting of the
// stream is at most 100, so recursion is safe.

import CLuaShim

struct ExportReader {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  private let chunks: [String]
  private var texts: [LuaValue] = []
  private var tables: [Int: LuaTable] = [:]
  private var records: [Int: LuaRecord] = [:]
  private var captured: [Int: LuaCaptured] = [:]
  /// The kept functions by ordinal; those of this stream are added.
  private(set) var functions: [LuaFunction]

  init(bytes: UnsafeRawBufferPointer, chunks: [String], functions: [LuaFunction]) {
    self.bytes = bytes
    self.chunks = chunks
    self.functions = functions
  }

  /// A count, then as many values.
  mutating func values() -> [LuaValue] {
    let count = integer()
    var values: [LuaValue] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(value()) }
    return values
  }

  mutating func value() -> LuaValue {
    switch Int(tag()) {
    case BL_X_NONE: return .none
    case BL_X_FALSE: return .yesNo(false)
    case BL_X_TRUE: return .yesNo(true)
    case BL_X_INTEGER: return .integer(Int64(integer()))
    case BL_X_NUMBER: return .number(load(as: Double.self))
    case BL_X_TEXT: return text()
    case BL_X_SHARED:
      let value = text()
      texts.append(value)
      return value
    case BL_X_AGAIN: return texts[integer()]
    case BL_X_TABLE: return .table(table())
    case BL_X_TABLE_REF: return tables[integer()].map(LuaValue.table) ?? .cycle
    case BL_X_DEEP: return .tooDeep
    case BL_X_FUNCTION: return .function(function())
    case BL_X_FUNCTION_REF: return .function(functions[integer()])
    case BL_X_RECORD: return .record(record())
    case BL_X_RECORD_REF: return records[integer()].map(LuaValue.record) ?? .cycle
    case BL_X_OBJECT: return .host(UInt32(truncatingIfNeeded: integer()))
    case BL_X_OPAQUE, BL_X_OTHER_KEY: return .opaque(name())
    default: return .cycle
    }
  }

  private mutating func table() -> LuaTable {
    let number = integer()
    let node = optional()
    let count = integer()
    var entries: [(key: LuaKey, value: LuaValue)] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let key = key()
      entries.append((key, value()))
    }
    let table = LuaTable(node: node, entries: entries)
    tables[number] = table
    return table
  }

  private mutating func key() -> LuaKey {
    switch value() {
    case .integer(let key): return .integer(key)
    case .text(let key): return .text(key)
    case .bytes(let key): return .bytes(key)
    case .yesNo(let key): return .yesNo(key)
    case .opaque(let type): return .other(type)
    default: return .other("value")
    }
  }

  private mutating func function() -> LuaFunction {
    let ordinal = integer()
    let node = optional()
    let chunk = chunk()
    let line = integer()
    let problem = integer()
    var reaches: [Int] = []
    for _ in 0..<integer() { reaches.append(integer()) }
    let function = LuaFunction(
      ordinal: ordinal, node: node, chunk: chunk, line: line, reaches: reaches,
      problem: problem == 0 ? nil : .iterator, captures: captures())
    functions.append(function)
    return function
  }

  private mutating func captures() -> [String: LuaCaptured] {
    var captures: [String: LuaCaptured] = [:]
    for _ in 0..<integer() {
      _ = tag()
      let name = name()
      captures[name] = capture()
    }
    return captures
  }

  private mutating func capture() -> LuaCaptured {
    switch Int(bytes[at]) {
    case BL_X_TABLE:
      _ = tag()
      let number = integer()
      _ = integer()
      let count = integer()
      var entries: [(key: LuaKey, value: LuaCaptured)] = []
      entries.reserveCapacity(count)
      for _ in 0..<count {
        let key = key()
        entries.append((key, capture()))
      }
      let table = LuaCaptured.table(LuaCapturedTable(entries: entries))
      captured[number] = table
      return table
    case BL_X_CLOSURE:
      _ = tag()
      let number = integer()
      let node = optional()
      let closure = LuaCaptured.closure(LuaClosure(node: node, captures: captures()))
      captured[number] = closure
      return closure
    case BL_X_TABLE_REF, BL_X_CLOSURE_REF:
      _ = tag()
      return captured[integer()] ?? .value(.cycle)
    default:
      return .value(value())
    }
  }

  private mutating func record() -> LuaRecord {
    let identity = integer()
    let word = integer()
    let node = optional()
    let chunk = chunk()
    let line = integer()
    let completed = integer() != 0
    let record = LuaRecord(
      word: word, arguments: values(), completed: completed, identity: identity, node: node,
      chunk: chunk, line: line)
    records[identity] = record
    return record
  }

  private mutating func text() -> LuaValue {
    let part = take(integer())
    if let text = String(validating: part, as: UTF8.self) { return .text(text) }
    return .bytes(Array(part))
  }

  private mutating func name() -> String { String(decoding: take(integer()), as: UTF8.self) }

  private mutating func chunk() -> String {
    let index = integer()
    return chunks.indices.contains(index) ? chunks[index] : "?"
  }

  private mutating func optional() -> Int? {
    let value = integer()
    return value < 0 ? nil : value
  }

  private mutating func tag() -> UInt8 {
    defer { at += 1 }
    return bytes[at]
  }

  private mutating func integer() -> Int { Int(load(as: Int64.self)) }

  private mutating func load<T: BitwiseCopyable>(as type: T.Type) -> T {
    defer { at += MemoryLayout<T>.size }
    return bytes.loadUnaligned(fromByteOffset: at, as: type)
  }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    defer { at += count }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
  }
}
