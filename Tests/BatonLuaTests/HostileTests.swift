// Scripts that try to hang, escape, exhaust or differ. The first line of each says what it does and
// what must come of it; the meaning of the words is that of the shared hostile files.

import BatonLua
import Foundation
import TestSupport
import Testing

/// A hostile script and what its first line asks.
struct HostileScript: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let expectation: String

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let line = String(decoding: first, as: UTF8.self)
    let after = line.range(of: "[expect: ").map { line[$0.upperBound...] } ?? ""
    expectation = String(after.prefix { $0 != "]" })
  }

  var testDescription: String { name }

  /// The files of the shared folder, if it is there.
  static let shared: [HostileScript] = {
    guard let folder = SharedData.folder?.appending(path: "hostile") else { return [] }
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }.compactMap { file in
      guard let data = try? Data(contentsOf: file) else { return nil }
      return HostileScript(name: file.lastPathComponent, bytes: Array(data))
    }
  }()
}

@Suite struct HostileTests {
  @Test(arguments: HostileScript.shared) func sharedScriptEndsAsItAsks(_ script: HostileScript)
    throws
  {
    try check(script)
  }

  @Test(arguments: HostileScript.own) func ownScriptEndsAsItAsks(_ script: HostileScript) throws {
    try check(script, isOwn: true)
  }

  /// The shared files may use what the language does not have: for them any failure is as good as
  /// the value.
  private func check(_ script: HostileScript, isOwn: Bool = false) throws {
    let first = try run(script)
    let second = try run(script)
    #expect(first.text == second.text, "two states differ")
    #expect(first.kind == second.kind, "two states differ")
    if case .stopped(let meter) = first.kind { #expect(meter != .clock) }
    switch script.expectation {
    case "stopped": #expect(first.kind != nil, "it returned \(first.text)")
    case "bounded", "survives", "same": break
    case "not-escaped": #expect(!first.text.hasPrefix("ESCAPED"))
    case "clean-error":
      #expect(first.kind != nil, "it returned \(first.text)")
      #expect(!first.text.isEmpty)
    default:
      #expect(script.expectation.hasPrefix("value:"), "unknown expectation")
      let value = script.expectation.dropFirst("value:".count)
      #expect((first.kind != nil && !isOwn) || first.text == value)
      if isOwn { #expect(first.kind == nil) }
    }
    #expect(!first.text.contains("0x"), "an address")
    let next = try Sandbox.load("return 1 + 1")
    guard case .integer(2)? = next.results.first else {
      Issue.record("the next evaluation is not good")
      return
    }
  }

  private func run(
    _ script: HostileScript
  ) throws -> (kind: LuaFailure.Kind?, text: String, usage: LuaUsage) {
    var state = try Sandbox.state()
    let load = state.load(
      LuaChunk(name: "hostile.lua", bytes: script.bytes),
      limits: .loading(sourceBytes: script.bytes.count)
    ) { _ in .refused("nothing is included here") }
    if let failure = load.failures.last { return (failure.kind, failure.message, load.usage) }
    switch load.results.first {
    case .text(let text)?: return (nil, text, load.usage)
    case .integer(let value)?: return (nil, "\(value)", load.usage)
    case .number(let value)?: return (nil, "\(value)", load.usage)
    default: return (nil, "", load.usage)
    }
  }
}
