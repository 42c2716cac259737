// Loading: running sources, and taking out what they declared.

import CLuaShim

extension LuaState {
  /// Runs the main chunk and what it includes. The host is asked once for each name of a file. A
  /// failure inside an included file is collected and the including file goes on, with nil, unless a
  /// meter stopped it.
  package mutating func load<Host: LuaLoadHost>(
    _ main: LuaChunk, limits: LuaLimits, host: inout Host
  ) -> LuaLoad {
    let (status, bridge) = enter(main, limits: limits, host: host)
    if let answering = bridge.host as? Host { host = answering }
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
        words: words, hostObjects: hostObjects, fields: fields, functions: functionNames,
        keptObject: keptObject, main: main, limits: limits, includes: bridge.includes,
        calls: bridge.calls))
  }

  /// Runs one more chunk, for a prompt: gives what it returned. Functions among the results are
  /// kept.
  package mutating func run(
    _ chunk: LuaChunk, limits: LuaLimits
  ) -> Result<[LuaValue], LuaFailure> {
    var host = NoFiles()
    let load = load(chunk, limits: limits, host: &host)
    if let failure = load.failures.last { return .failure(failure) }
    return .success(load.results)
  }

  /// The same for sources that call no functions of the host.
  package mutating func load(
    _ main: LuaChunk, limits: LuaLimits, include: (LuaIncludeRequest) -> LuaInclude
  ) -> LuaLoad {
    withoutActuallyEscaping(include) { include in
      var host = Including(answer: include)
      return load(main, limits: limits, host: &host)
    }
  }

  private struct Including: LuaLoadHost {
    let answer: (LuaIncludeRequest) -> LuaInclude

    func include(_ request: LuaIncludeRequest) -> LuaInclude { answer(request) }
  }

  private struct NoFiles: LuaLoadHost {
    func include(_ request: LuaIncludeRequest) -> LuaInclude {
      .refused("'include' is not possible here")
    }
  }

  private mutating func enter(
    _ chunk: LuaChunk, limits: LuaLimits, host: any LuaLoadHost
  ) -> (status: Int, bridge: LoadBridge) {
    var bridge = LoadBridge(host: host)
    var callbacks = loadCallbacks()
    var limits = limits.shim
    let status = chunk.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        withUnsafeMutablePointer(to: &bridge) { bridge in
          bl_load(core, chunk.name, bytes.baseAddress, bytes.count, &limits, &callbacks, bridge)
        }
      }
    }
    return (Int(status), bridge)
  }
}
