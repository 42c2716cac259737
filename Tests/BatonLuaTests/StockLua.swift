// The stock interpreter as an oracle: the same script runs there and in the sandbox, and what it
// returns must be the same text.

import BatonLua
import Foundation

enum StockLua {
  /// The stock interpreter, if it is on the path.
  static let interpreter: URL? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy
      .map { URL(filePath: String($0)).appending(path: "lua5.4") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// What a script that returns a text returns in the stock interpreter.
  static func result(of script: String, interpreter: URL) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).lua")
    defer { try? FileManager.default.removeItem(at: file) }
    try "io.write((function()\n\(script)\nend)())".write(
      to: file, atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = interpreter
    process.arguments = [file.path]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// What it returns in the sandbox.
  static func sandboxed(_ script: String) throws -> String {
    var limits = LuaLimits.loading(sourceBytes: script.utf8.count)
    limits.fuel = 2_000_000_000
    limits.seconds = 300
    limits.churnedBytes = 4 << 30
    let load = try Sandbox.load(script, limits: limits)
    if let failure = load.failures.first { throw failure }
    switch load.results.first {
    case .text(let text)?: return text
    case .bytes(let bytes)?: return String(decoding: bytes, as: UTF8.self)
    default: return "no text"
    }
  }
}
