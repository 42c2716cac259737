// The callbacks of the shim. They run below C frames that Lua may leave with longjmp, but never
// while one of them is on the stack: each returns before C raises.

import CLuaShim

/// What the callbacks find behind their context pointer.
struct HostBridge {
  var host: any LuaHost
  /// The key of each field; alive while the call lasts.
  let fields: UnsafeBufferPointer<LuaHostKey>
}

/// What the callbacks of a load find behind their context pointer.
struct LoadBridge {
  var host: any LuaLoadHost
  /// What was answered, for the program.
  var includes: [String: LuaInclude] = [:]
  var calls: [LuaMember] = []
}

/// The callbacks of an evaluation.
func hostCallbacks() -> bl_host {
  bl_host(
    member: answerMember, keys: answerKeys, include: nil, heard: nil, call: answerCall)
}

/// The callbacks of a load.
func loadCallbacks() -> bl_host {
  bl_host(
    member: nil, keys: nil, include: answerInclude, heard: hearRecord, call: answerLoadingCall)
}

private func answerMember(
  state: OpaquePointer?, context: UnsafeMutableRawPointer?, object: UInt32, slot: Int32,
  text: UnsafePointer<CChar>?, length: Int, integer: Int64, out: UnsafeMutablePointer<bl_value>?
) {
  guard let state, let context, let out else { return }
  let bridge = context.assumingMemoryBound(to: HostBridge.self)
  let key: LuaHostKey
  if slot >= 0 {
    key = bridge.pointee.fields[Int(slot)]
  } else if let text {
    key = .text(
      String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self))
  } else {
    key = .integer(integer)
  }
  give(bridge.pointee.host.member(of: object, slot: Int(slot), key: key), state, out)
}

private func give(
  _ member: LuaMember, _ state: OpaquePointer, _ out: UnsafeMutablePointer<bl_value>
) {
  switch member {
  case .none: out.pointee.tag = Int32(BL_NONE)
  case .yesNo(let value): out.pointee.tag = Int32(value ? BL_TRUE : BL_FALSE)
  case .integer(let value):
    out.pointee.tag = Int32(BL_INTEGER)
    out.pointee.integer = value
  case .number(let value):
    out.pointee.tag = Int32(BL_NUMBER)
    out.pointee.number = value
  case .text(let value):
    out.pointee.tag = Int32(BL_TEXT)
    put(value, in: state)
  case .object(let value):
    out.pointee.tag = Int32(BL_OBJECT)
    out.pointee.object = value
  case .refused(let message):
    out.pointee.tag = Int32(BL_DENIED)
    put(message, in: state)
  }
}

private func answerKeys(state: OpaquePointer?, context: UnsafeMutableRawPointer?, object: UInt32) {
  guard let state, let context else { return }
  let bridge = context.assumingMemoryBound(to: HostBridge.self)
  for key in bridge.pointee.host.keys(of: object) {
    switch key {
    case .integer(let value): bl_put_key_integer(state, value)
    case .text(var value):
      value.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          bl_put_key_text(state, $0.baseAddress, $0.count)
        }
      }
    }
  }
}

private func answerInclude(
  state: OpaquePointer?, context: UnsafeMutableRawPointer?, name: UnsafePointer<CChar>?,
  length: Int, node: Int64, chunk: UnsafePointer<CChar>?, line: Int32
) -> Int32 {
  guard let state, let context, let name, let chunk else { return Int32(BL_NOT_INCLUDED) }
  let bridge = context.assumingMemoryBound(to: LoadBridge.self)
  let file = String(decoding: UnsafeRawBufferPointer(start: name, count: length), as: UTF8.self)
  let request = LuaIncludeRequest(
    name: file, node: node < 0 ? nil : Int(node), chunk: String(cString: chunk), line: Int(line))
  let answer = bridge.pointee.host.include(request)
  bridge.pointee.includes[file] = answer
  switch answer {
  case .refused(let message):
    put(message, in: state)
    return Int32(BL_NOT_INCLUDED)
  case .source(let source):
    source.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        bl_put_source(state, source.name, $0.baseAddress, $0.count)
      }
    }
    return Int32(BL_SOURCE)
  }
}

private func hearRecord(state: OpaquePointer?, context: UnsafeMutableRawPointer?) {
  guard let state, let context else { return }
  let bridge = context.assumingMemoryBound(to: LoadBridge.self)
  var length = 0
  let bytes = UnsafeRawBufferPointer(start: bl_exported(state, &length), count: length)
  let chunks = (0..<bl_chunk_count(state)).map { String(cString: bl_chunk_name(state, $0)) }
  var reader = ExportReader(bytes: bytes, chunks: chunks, functions: [])
  if case .record(let record) = reader.value() { bridge.pointee.host.hear(record) }
}

private func answerCall(
  state: OpaquePointer?, context: UnsafeMutableRawPointer?, function: Int32,
  given: UnsafePointer<bl_given>?, count: Int32, out: UnsafeMutablePointer<bl_value>?
) {
  guard let state, let context, let given, let out else { return }
  let bridge = context.assumingMemoryBound(to: HostBridge.self)
  give(bridge.pointee.host.call(Int(function), values(given, count)), state, out)
}

private func answerLoadingCall(
  state: OpaquePointer?, context: UnsafeMutableRawPointer?, function: Int32,
  given: UnsafePointer<bl_given>?, count: Int32, out: UnsafeMutablePointer<bl_value>?
) {
  guard let state, let context, let given, let out else { return }
  let bridge = context.assumingMemoryBound(to: LoadBridge.self)
  let answer = bridge.pointee.host.call(Int(function), values(given, count))
  bridge.pointee.calls.append(answer)
  give(answer, state, out)
}

private func values(_ given: UnsafePointer<bl_given>, _ count: Int32) -> [LuaGiven] {
  UnsafeBufferPointer(start: given, count: Int(count)).map(LuaGiven.init)
}

extension LuaGiven {
  fileprivate init(_ given: bl_given) {
    func text() -> String {
      String(
        decoding: UnsafeRawBufferPointer(start: given.text, count: Int(given.integer)),
        as: UTF8.self)
    }
    switch Int(given.tag) {
    case BL_NONE: self = .none
    case BL_FALSE: self = .yesNo(false)
    case BL_TRUE: self = .yesNo(true)
    case BL_INTEGER: self = .integer(given.integer)
    case BL_NUMBER: self = .number(given.number)
    case BL_TEXT: self = .text(text())
    case BL_RECORD where given.text != nil: self = .named(word: Int(given.word), text())
    case BL_RECORD: self = .amount(word: Int(given.word), given.number)
    default: self = .other(text())
    }
  }
}

private func put(_ text: consuming String, in state: OpaquePointer) {
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) { bl_put_text(state, $0.baseAddress, $0.count) }
  }
}
