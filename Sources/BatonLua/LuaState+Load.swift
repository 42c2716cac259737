// Loading: running sources, and taking out what they declared.

import CLuaShim

extension LuaState {
  /// Runs the main chunk and what it includes. `include` is asked once for each name. A failure
  /// inside an included file is collected and the including file goes on, with nil, unless a meter
  /// stopped it.
  package mutating func load(
    _ main: LuaChunk, limits: LuaLimits, include: (LuaIncludeRequest) -> LuaInclude
  ) -> LuaLoad {
    let (status, includes) = enter(main, limits: limits, include: include)
    var results: [LuaValue] = []
    var declared: [LuaRecord] = []
    var reached: [LuaReach] = []
    if status == BL_OK {
      results = readExport { reader in
        let results = reader.values()
        for value in reader.values() {
          switch value {
          case .record(let record): declared.append(record)
          case .integer(let number):
            reached.append(
              LuaReach(
                declaredBefore: declared.count, first: Int(number >> 32),
                count: Int(number & 0xFFFF_FFFF)))
          default: break
          }
        }
        return results
      }
    }
    return LuaLoad(
      results: results, declared: declared, reached: reached, failures: takeFailures(),
      usage: usage,
      printed: takePrinted(),
      program: LuaProgram(
        words: words, hostObjects: hostObjects, fields: fields, keptObject: keptObject,
        main: main, limits: limits, includes: includes))
  }

  /// Runs one more chunk, for a prompt: gives what it returned. Functions among the results are
  /// kept.
  package mutating func run(
    _ chunk: LuaChunk, limits: LuaLimits
  ) -> Result<[LuaValue], LuaFailure> {
    let load = load(chunk, limits: limits) { _ in .refused("'include' is not possible here") }
    if let failure = load.failures.last { return .failure(failure) }
    return .success(load.results)
  }

  private mutating func enter(
    _ chunk: LuaChunk, limits: LuaLimits, include: (LuaIncludeRequest) -> LuaInclude
  ) -> (status: Int, includes: [String: LuaInclude]) {
    withoutActuallyEscaping(include) { include in
      var bridge = IncludeBridge(include: include)
      var callbacks = hostCallbacks()
      var limits = limits.shim
      let status = chunk.bytes.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          withUnsafeMutablePointer(to: &bridge) { bridge in
            bl_load(core, chunk.name, bytes.baseAddress, bytes.count, &limits, &callbacks, bridge)
          }
        }
      }
      return (Int(status), bridge.answers)
    }
  }
}
