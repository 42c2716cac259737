// `decide` on several threads: the output must not know how many there were.

import Foundation
import Testing

@Suite struct JobsTests {
  private let rules: Folder

  init() throws {
    rules = try SmallRules.folder()
    try rules.write("mapped/main.lua", Self.mapped)
    try rules.write("many.ndjson", Self.requests)
  }

  /// A rule base with a source, for records in another tool's words.
  private static let mapped =
    SmallRules.main + """

      source "desk" { fields = { id = "number", kind = "type", summary = "short" } }
      """

  /// Three thousand records of all sorts, some of them faulty: more than a few batches.
  private static let requests: String = {
    var text = ""
    for number in 0..<3000 {
      switch number % 97 {
      case 13: text += "{\"id\":\"R-\(number)\",\"kind\":\"incident\"\n"
      case 31: text += "[\(number)]\n"
      case 47: text += "\n   \n"
      case 61: text += "{\"id\":\"R-\(number)\",\"kind\":\"change\",\"amount\":\(number)}\n"
      case 83: text += "{\"id\":\"R-\(number)\",\"kind\":\"incident\",\"impact\":\"huge\"}\r\n"
      default:
        text +=
          "{\"id\":\"R-\(number)\",\"kind\":\"incident\",\"impact\":\"high\",\"urgency\":\"low\","
          + "\"summary\":\"\(number % 3 == 0 ? "basket" : "grüße")\",\"more\":[\(number)]}\n"
      }
    }
    return text + "{\"id\":\"last\",\"ki"
  }()

  @Test(arguments: [
    [], ["--fields", "request,priority,to,why,errors"], ["--format", "json"],
    ["--format", "csv"], ["--format", "table"], ["--strict"],
    ["--strict", "--format", "json"], ["--explain"],
  ])
  func theOutputIsTheSameForAnyNumber(_ options: [String]) throws {
    let one = try decide(1, options)
    #expect(one.lines.count > 5)
    for jobs in [2, 3, 7] {
      let several = try decide(jobs, options)
      #expect(several.output == one.output)
      #expect(several.errors == one.errors)
      #expect(several.status == one.status)
    }
  }

  private func decide(_ jobs: Int, _ options: [String]) throws -> Run {
    try Tool.run(
      ["decide", rules.path, rules.path("many.ndjson"), "--jobs", "\(jobs)"] + options)
  }

  @Test func faultsHaveTheLinesAndNumbersOfTheirFile() throws {
    let run = try decide(3, [])
    let faults = try run.lines.filter { $0.hasPrefix("{\"error\"") }.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["error"] as? [String: Any])
    }
    // By bytes: to a string, "\r\n" is one character.
    var numbers: [Int] = []
    var lines: [Int] = []
    var number = 0
    let all = Self.requests.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)
    for (index, bytes) in all.enumerated() {
      let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
      if line.isEmpty { continue }
      number += 1
      if line.hasPrefix("{"), line.hasSuffix("}") || line.hasSuffix("}\r") { continue }
      numbers.append(number)
      lines.append(index + 1)
    }
    #expect(faults.map { $0["number"] as? Int } == numbers)
    #expect(faults.map { $0["line"] as? Int } == lines)
  }

  @Test func otherFormsAndSourcesAreTheSameToo() throws {
    var table = "number,type,short\n"
    var list = "["
    for number in 0..<4000 {
      table += "C-\(number),incident,\(number % 5 == 0 ? "basket" : "\"a\nb\"")\n"
      list += "{\"number\":\"L-\(number)\",\"type\":\"incident\",\"short\":\"basket\"},\n"
      if number % 50 == 0 { table += "broken\n" }
      if number % 70 == 0 { list += "{\"number\":},\n" }
    }
    try rules.write("table.csv", table)
    try rules.write("list.json", list + "{\"number\":\"last\"}]")
    for file in ["table.csv", "list.json"] {
      let runs = try [1, 2, 7].map { jobs in
        try Tool.run(
          "decide", rules.path("mapped"), rules.path(file), "--jobs", "\(jobs)", "--fields",
          "request,service,to,errors")
      }
      #expect(runs[0].lines.count > 4000)
      #expect(runs[0].output.contains("\"service\":\"shop\""))
      for run in runs.dropFirst() {
        #expect(run.output == runs[0].output)
        #expect(run.errors == runs[0].errors)
      }
    }
  }

  @Test func strictWritesNothingBehindTheFirstFinding() throws {
    let run = try decide(7, ["--strict", "--fields", "request"])
    #expect(run.lines.count == 14)
    #expect(run.lines[12] == #"{"request":"R-12"}"#)
    #expect(run.lines[13].hasPrefix(#"{"error":{"line":14,"#))
    #expect(run.errors == "13 decided, 1 could not be read\n")
    #expect(run.status == 1)
  }

  @Test func aReaderThatGoesAwayEndsAllThreads() throws {
    let run = try Tool.shell(
      "yes '{\"id\":\"R\",\"kind\":\"incident\"}' | timeout 60 \"$0\" decide \"$1\" --jobs 3"
        + " --fields request | head -2; echo ${PIPESTATUS[1]}", rules.path)
    #expect(run.lines == [#"{"request":"R"}"#, #"{"request":"R"}"#, "0"])
  }

  @Test func damageInTheMiddleComesBehindWhatWasRead() throws {
    let run = try Tool.shell(
      """
      gzip -c "$1/many.ndjson" | head -c 12000 > "$1/cut.gz"
      "$0" decide "$1" "$1/cut.gz" --jobs 1 --fields request > "$1/one" 2> "$1/one.err"; echo $?
      "$0" decide "$1" "$1/cut.gz" --jobs 3 --fields request > "$1/three" 2> "$1/three.err"; echo $?
      cmp "$1/one" "$1/three" && cmp "$1/one.err" "$1/three.err" && wc -l < "$1/one"
      cat "$1/three.err"
      """, rules.path)
    #expect(run.lines.prefix(2) == ["2", "2"])
    #expect(run.lines.count == 5)
    #expect(Int(run.lines[2]) ?? 0 > 100)
    #expect(run.lines[3].contains("the compressed data end too early"))
  }

  @Test(arguments: [
    (["--jobs", "0"], "--jobs takes a number from 1 to 1024, not 0"),
    (["--jobs=-2"], "--jobs takes a number from 1 to 1024, not -2"),
    (["--jobs", "5000"], "--jobs takes a number from 1 to 1024, not 5000"),
    (["--jobs", "two"], "'two' is invalid for '--jobs <n>'"),
    (["--jobs", "2", "--apply"], "--apply decides one request after the other"),
  ])
  func wrongNumbersAreRefused(_ options: [String], _ message: String) throws {
    let run = try Tool.run(["decide", rules.path] + options)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message))
    #expect(try Tool.run("decide", rules.path, "--jobs", "1", "--apply", input: "").status == 0)
  }
}
