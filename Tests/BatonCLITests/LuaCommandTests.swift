// One file in the sandbox: values, errors, meters; hostile files as processes of their own.

import Foundation
import TestSupport
import Testing

@Suite struct LuaCommandTests {
  @Test(arguments: [
    ("return 'text'", "text\n"), ("return 1", "1\n"), ("return 1.0", "1.0\n"),
    ("return 0.1", "0.1\n"), ("return 1e15", "1e+15\n"), ("return 2^53", "9.007199254741e+15\n"),
    ("return 1 / 0, -1 / 0", "inf\t-inf\n"), ("return true, nil", "true\tnil\n"),
    ("return {}, print, above(3)", "<table>\t<function>\t<above>\n"), ("return", ""), ("", ""),
    ("print('a', 1) return 2", "a\t1\n2\n"), ("\u{FEFF}return 3", "3\n"),
    ("#!/usr/bin/lua\nreturn 4", "4\n"), ("return math.mininteger", "-9223372036854775808\n"),
  ])
  func printsWhatTheFileReturns(_ source: String, _ output: String) throws {
    let run = try Tool.run("lua", "-", input: source)
    #expect(run.output == output)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func anErrorHasItsPlaceAndTheWayToIt() throws {
    let folder = try Folder([
      "e.lua": "local function f(x)\n  error('deep ' .. x)\nend\nprint('before')\nf(1)\n"
    ])
    let run = try Tool.run("lua", folder.path("e.lua"))
    #expect(run.status == 1)
    #expect(run.output == "before\n")
    #expect(run.errors.contains("error: deep 1\n  --> \(folder.path("e.lua")):2:"))
    #expect(run.errors.contains("2 |   error('deep ' .. x)"))
    #expect(run.errors.contains("called from here (\(folder.path("e.lua")):5:1)"))
  }

  @Test func allMistakesOfAFileAreTold() throws {
    let run = try Tool.run("lua", "-", input: "local = 3\nlocal y = = 4\n")
    #expect(run.status == 1)
    #expect(run.errors.contains("--> standard input:1:7"))
    #expect(run.errors.contains("--> standard input:2:"))
  }

  @Test func aTrapIsAWarningHere() throws {
    let run = try Tool.run("lua", "-", input: "return 'a' or 'b'")
    #expect(run.output == "a\n")
    #expect(run.errors.contains("warning: "))
    #expect(run.status == 0)
  }

  @Test(arguments: [
    ("while true do end", "fuel"), ("local t = {} for i = 1, 1e9 do t[i] = { i } end", "live"),
    ("return ('x'):rep(1 << 40)", "block"), ("error('no')", "nothing"), ("return 1", "nothing"),
  ])
  func theMeterThatStoppedItIsNamed(_ source: String, _ meter: String) throws {
    let run = try Tool.run("lua", "-", "--meters", input: source)
    #expect(run.errors.contains("stopped by: \(meter)\n"))
    #expect(run.errors.contains("fuel: "))
    let isStopped = meter != "nothing"
    #expect(run.errors.contains("error: the file used up its budget (") == isStopped)
  }

  @Test func filesAreIncludedFromTheFilesFolder() throws {
    let folder = try Folder(["a.lua": "return include('b') + 1", "b.lua": "return 41"])
    #expect(try Tool.run("lua", folder.path("a.lua")).output == "42\n")
  }

  // MARK: Hostile files

  private static let hostile: [URL] = {
    guard let folder = SharedData.folder?.appending(path: "hostile") else { return [] }
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }()

  @Test(arguments: hostile) func hostileFilesEndAsTheyAsk(_ file: URL) throws {
    let first = try Tool.run("lua", file.path, "--meters")
    let second = try Tool.run("lua", file.path, "--meters")
    #expect(first.output == second.output)
    #expect(first.status == second.status)
    #expect(first.status == 0 || first.status == 1, "it crashed")
    #expect(!first.errors.contains("stopped by: clock"))
    #expect(!first.output.contains("0x"), "an address")
    let head = String(decoding: try Data(contentsOf: file).prefix(200), as: UTF8.self)
    let wanted = try #require(head.firstMatch(of: #/\[expect: ([^\]]*)\]/#)).output.1
    switch wanted {
    case "stopped", "clean-error":
      #expect(first.status == 1)
      #expect(first.errors.hasPrefix("error: ") || first.errors.hasPrefix("warning: "))
    case "not-escaped": #expect(!first.output.hasPrefix("ESCAPED"))
    case "bounded", "survives", "same": break
    default:
      #expect(wanted.hasPrefix("value:"))
      #expect(first.status == 1 || first.output == wanted.dropFirst("value:".count) + "\n")
    }
  }
}
