// A Lua state that cannot escape, hang or eat the machine.
//
// One state belongs to one worker. Swift enters it only through the shim's protected calls, and the
// shim's callbacks return before C raises, so no Swift frame is ever jumped over. A state that a
// meter stopped is over: throw it away and make another from the program (tens of microseconds, and
// the time to run the sources again).

import CLuaShim

/// A Lua state with words, host objects and meters.
package struct LuaState: ~Copyable {
  /// Frees the core with the state; held apart so that an initializer may fail half way.
  private let owner: LuaCore
  let core: OpaquePointer
  let words: [LuaWord]
  let hostObjects: [String]
  let fields: [String]
  let fieldKeys: [LuaHostKey]
  /// The host's functions by name.
  let functionNames: [String]
  let keptObject: UInt32?
  /// The names of the sources that ran, in order.
  private var chunks: [String] = []
  /// The kept functions by ordinal.
  package internal(set) var functions: [LuaFunction] = []

  /// A state whose scripts may use `words`, and inside functions the host objects `hostObjects`
  /// (globals with the handles 1, 2, 3 and so on). Members named in `fields` are told to the host by
  /// index. `functions` are the host's, told to it by index. Of `keptObject` those members answer the same until ``forgetFields()``: scripts read
  /// them without asking the host again.
  package init(
    words: [LuaWord], hostObjects: [String], fields: [String], functions: [String] = [],
    keptObject: UInt32? = nil
  ) throws(LuaFailure) {
    guard let owner = LuaCore() else { throw LuaState.noMemory }
    let core = owner.pointer
    for word in words { bl_add_word(core, word.name, word.shimShape) }
    for (index, name) in hostObjects.enumerated() { bl_add_object(core, name, UInt32(index + 1)) }
    for field in fields { bl_add_field(core, field) }
    for function in functions { bl_add_function(core, function) }
    if let keptObject { bl_keep_object(core, keptObject) }
    guard bl_seal(core) != 0 else { throw LuaState.noMemory }
    self.owner = owner
    self.core = core
    self.words = words
    self.hostObjects = hostObjects
    self.fields = fields
    fieldKeys = fields.map(LuaHostKey.text)
    functionNames = functions
    self.keptObject = keptObject
  }

  /// A state that has run a program's sources: the same functions under the same ordinals.
  package init(_ program: LuaProgram) throws(LuaFailure) {
    let ran = try LuaState.running(program)
    owner = ran.owner
    core = ran.owner.pointer
    words = program.words
    hostObjects = program.hostObjects
    fields = program.fields
    fieldKeys = program.fields.map(LuaHostKey.text)
    functionNames = program.functions
    keptObject = program.keptObject
    functions = ran.functions
    chunks = ran.chunks
  }

  // An initializer of a noncopyable type may not throw after it has made one, so the parts travel.
  private static func running(
    _ program: LuaProgram
  ) throws(LuaFailure) -> (owner: LuaCore, functions: [LuaFunction], chunks: [String]) {
    var state = try LuaState(
      words: program.words, hostObjects: program.hostObjects, fields: program.fields,
      functions: program.functions, keptObject: program.keptObject)
    var recording = Recording(program)
    let load = state.load(program.main, limits: program.limits, host: &recording)
    guard state.isUsable else { throw load.failures.last ?? noMemory }
    return (state.owner, state.functions, state.chunks)
  }

  /// Answers a load as the one before was answered.
  private struct Recording: LuaLoadHost {
    private let includes: [String: LuaInclude]
    private let calls: [LuaMember]
    private var next = 0

    init(_ program: LuaProgram) {
      includes = program.includes
      calls = program.calls
    }

    func include(_ request: LuaIncludeRequest) -> LuaInclude {
      includes[request.name] ?? .refused("'\(request.name)' is not part of the program")
    }

    mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
      guard calls.indices.contains(next) else { return .none }
      next += 1
      return calls[next - 1]
    }
  }

  /// What the last load or call used.
  package var usage: LuaUsage { LuaUsage(bl_usage_of(core)) }

  /// False after a meter stopped a script: throw the state away.
  package var isUsable: Bool { bl_usable(core) != 0 }

  /// Bytes that the state holds now.
  package var liveBytes: Int { Int(bl_live(core)) }

  /// Frees what is not used any more.
  package mutating func collect() { bl_collect(core) }

  /// The fields of the kept object have changed, or are nobody's any more.
  package mutating func forgetFields() { bl_forget_kept(core) }

  /// Takes what scripts printed.
  package mutating func takePrinted() -> [UInt8] {
    var length = 0
    let bytes = bl_printed(core, &length)
    let printed = Array(UnsafeBufferPointer(start: bytes, count: length))
    bl_forget_printed(core)
    return printed
  }

  /// Takes the failures of the last entry.
  mutating func takeFailures() -> [LuaFailure] {
    let failures = (0..<bl_failure_count(core)).map { LuaFailure(bl_failure_at(core, $0)) }
    bl_forget_failures(core)
    return failures
  }

  /// Reads what the last entry exported.
  mutating func readExport<T>(_ body: (inout ExportReader) -> T) -> T {
    var length = 0
    let bytes = UnsafeRawBufferPointer(start: bl_exported(core, &length), count: length)
    for index in Int32(chunks.count)..<bl_chunk_count(core) {
      chunks.append(String(cString: bl_chunk_name(core, index)))
    }
    var reader = ExportReader(bytes: bytes, chunks: chunks, functions: functions)
    let result = body(&reader)
    functions = reader.functions
    bl_forget_exported(core)
    return result
  }

  static let noMemory = LuaFailure(kind: .stopped(.live), message: "not enough memory")
}

// Nothing in a state belongs to a thread, and exclusive ownership keeps it to one at a time: every
// entry is mutating, and the properties only read.
extension LuaState: @unchecked Sendable {}
