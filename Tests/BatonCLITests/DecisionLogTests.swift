// A log of decisions that shows what became of it.

import BatonWorkbench
import Foundation
import TestSupport
import Testing

@testable import Baton

@Suite struct DecisionLogTests {
  private let rules: Folder
  private let log: String

  init() throws {
    rules = try SmallRules.folder(adding: [
      "requests.ndjson": SmallRules.requests,
      "world.json": #"{ "load": { "acme/desk": 3 }, "now": "2026-11-20T10:00:00Z" }"#,
    ])
    log = "\(rules.path)/log.ndjson"
  }

  @discardableResult
  private func decide(_ options: String..., input: String = SmallRules.requests) throws -> Run {
    try Tool.run(["decide", rules.path, "--log", log] + options, input: input)
  }

  private func verify(_ options: String..., input: String = "") throws -> Run {
    try Tool.run(["verify", log] + options, input: input)
  }

  private var lines: [String] {
    get throws {
      try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }
  }

  private func write(_ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n").write(toFile: log, atomically: true, encoding: .utf8)
  }

  /// The number of the line that is said to be wrong.
  private func wrongLine() throws -> Int? {
    let run = try Tool.run(["verify", log, "--format", "json"])
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let finding = document?["finding"] as? [String: Any]
    #expect((run.status == 1) == (finding != nil))
    return finding?["line"] as? Int
  }

  // MARK: What was not touched

  @Test func aLogVerifiesAndItsDecisionsComeOutAgain() throws {
    let told = try decide()
    let plain = try Tool.run(["decide", rules.path], input: SmallRules.requests)
    #expect(told.output == plain.output)
    #expect(try lines.count == 5)
    let run = try verify()
    #expect(run.status == 0)
    #expect(run.lines[0] == "\(log): 1 run, 3 decisions")
    #expect(run.lines[2] == "3 decisions derived again, all the same")
  }

  @Test func theHashIsThatOfOthers() throws {
    // FIPS 180-4, the example of one block.
    #expect(
      ContentHash.of(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    try decide()
    let first = try #require(try lines.first)
    let end = try #require(first.range(of: ",\"hash\":\"", options: .backwards))
    let digest = Process()
    digest.executableURL = URL(filePath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    (digest.standardInput, digest.standardOutput) = (input, output)
    try digest.run()
    try input.fileHandleForWriting.write(contentsOf: Data(first[..<end.lowerBound].utf8))
    try input.fileHandleForWriting.close()
    let told = try #require(try output.fileHandleForReading.readToEnd())
    digest.waitUntilExit()
    #expect(first[end.upperBound...].prefix(64) == String(decoding: told, as: UTF8.self).prefix(64))
  }

  @Test func runsGoOnBehindOneAnother() throws {
    try decide("--world", "\(rules.path)/world.json", "--apply")
    try decide("--now", "2026-12-05T10:00:00Z", "--explain")
    try decide("--jobs", "2", "--format", "csv")
    let run = try verify()
    #expect(run.lines[0] == "\(log): 3 runs, 9 decisions")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func whatCouldNotBeReadIsInIt() throws {
    try decide(input: "{\"id\":\"a\"}\n{\"id\":\n{\"id\":\"b\"}\n")
    let run = try verify()
    #expect(run.lines[0] == "\(log): 1 run, 2 decisions, 1 record that could not be read")
    #expect(run.status == 0)
  }

  @Test func anEmptyRunIsARun() throws {
    try decide(input: "")
    #expect(try verify().lines[0] == "\(log): 1 run, 0 decisions")
    #expect(try verify().status == 0)
  }

  // MARK: What was

  @Test func everyChangeIsFoundAtItsLine() throws {
    try decide()
    try decide()
    let whole = try lines
    var random = SeededNumbers()
    let seed = random.seed
    for _ in 0..<25 {
      var lines = whole
      let place = random.below(lines.count)
      let isLast = place == lines.count - 1
      let wrong: Int
      switch random.below(4) {
      case 0:
        var bytes = Array(lines[place].utf8)
        let byte = random.below(bytes.count)
        bytes[byte] = bytes[byte] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
        lines[place] = String(decoding: bytes, as: UTF8.self)
        wrong = place + 1
      case 1:
        lines.remove(at: place)
        // Of the last it is only seen that the run does not end.
        wrong = isLast ? place : place + 1
      case 2:
        lines.insert(lines[place], at: place)
        wrong = place + 2
      default:
        let other = (place + 1) % lines.count
        lines.swapAt(place, other)
        wrong = min(place, other) + 1
      }
      try write(lines)
      #expect(try wrongLine() == wrong, "seed \(seed)")
    }
    try write(whole)
    #expect(try wrongLine() == nil)
  }

  @Test(
    "what is found is the same on one thread and on several",
    arguments: [[], ["--apply"], ["--mask", "summary"]])
  func threads(_ options: [String]) throws {
    let many = (0..<120).map {
      "{\"id\":\"R-\($0)\",\"kind\":\"incident\",\"summary\":\"number \($0)\"}"
    }
    let requests = many.joined(separator: "\n") + "\n"
    // Two runs, so that parts belong to one or the other.
    for _ in 0..<2 {
      _ = try Tool.run(["decide", rules.path, "--log", log] + options, input: requests)
    }
    var random = SeededNumbers()
    let whole = try lines
    for round in 0..<5 {
      var lines = whole
      // Untouched the first time, then a line less, one changed, or one that was written anew.
      let place = random.below(lines.count)
      switch round == 0 ? 3 : random.below(3) {
      case 0: lines.remove(at: place)
      case 1: lines[place] = lines[place].replacing("number", with: "numeral")
      case 2: lines = try Self.chained(lines) { $0 == place ? $1.replacing("to", with: "ot") : $1 }
      default: break
      }
      try write(lines)
      let runs = try [1, 4].map { try verify("--jobs", "\($0)") }
      #expect(
        Set(runs.map(\.output)).count == 1 && Set(runs.map(\.status)).count == 1,
        "seed \(random.seed), round \(round)")
      if round == 0, options.isEmpty { #expect(runs[0].status == 0) }
    }
  }

  /// Lines that were written anew by somebody who can compute hashes.
  private static func chained(
    _ lines: [String], _ change: (Int, String) -> String
  ) throws -> [String] {
    var chain = DecisionLogChain()
    return try lines.enumerated().map { place, line in
      let link = try #require(DecisionLogLink(Array(line.utf8)))
      let content = change(place, String(decoding: link.content, as: UTF8.self))
      return String(decoding: chain.line(Array(content.utf8)).dropLast(), as: UTF8.self)
    }
  }

  @Test func aLineMayBeLongerThanARecord() throws {
    try decide()
    var chain = DecisionLogChain()
    let opening = try #require(DecisionLogLink(Array(try lines[0].utf8)))
    // As long as what a request of the largest size may become with its decision beside it.
    let long = String(repeating: "x", count: 17 << 20)
    let contents = [
      Array(opening.content), Array("\"unreadable\":{\"line\":1,\"message\":\"\(long)\"}".utf8),
      DecisionLog.closing(decided: 0, unreadable: 1),
    ]
    let bytes = contents.flatMap { chain.line($0) }
    try Data(bytes).write(to: URL(filePath: log))
    #expect(try verify("--chain-only").status == 0)
  }

  @Test func aChainThatWasWrittenAnewIsFoundByDecidingAgain() throws {
    try decide()
    let head = try #require(try verify().lines.last?.split(separator: " ").last)
    var chain = DecisionLogChain()
    var forged: [String] = []
    for (number, line) in try lines.enumerated() {
      let link = try #require(DecisionLogLink(Array(line.utf8)))
      var content = String(decoding: link.content, as: UTF8.self)
      if number == 2 { content = content.replacing("\"priority\":5", with: "\"priority\":1") }
      forged.append(
        String(decoding: chain.line(Array(content.utf8)).dropLast(), as: UTF8.self))
    }
    try write(forged)
    #expect(try verify("--chain-only").status == 0)
    let run = try verify()
    #expect(run.status == 1)
    #expect(run.lines[1] == "\(log):3: the same rules decide this request otherwise: priority")
    #expect(run.lines[2].hasPrefix("complete:"))
    // Who kept the last hash needs no rules to see it.
    #expect(try verify("--chain-only", "--head", String(head)).status == 1)
  }

  @Test func otherRulesAreNotTheRules() throws {
    try decide()
    try (SmallRules.main + "\n-- changed\n").write(
      toFile: "\(rules.path)/main.lua", atomically: true, encoding: .utf8)
    let run = try verify()
    #expect(run.status == 1)
    #expect(run.output.contains("3 decisions not derived again: the rules where the log says"))
    let before = try SmallRules.folder()
    #expect(try verify("--rules", rules.path, "--rules", before.path).status == 0)
    withExtendedLifetime(before) {}
  }

  // MARK: What ended early

  @Test func aLogThatWasCutOffIsNotComplete() throws {
    try decide()
    try write(Array(try lines.dropLast(2)))
    #expect(try wrongLine() == 3)
    // Another run that goes on behind it hides nothing.
    try decide()
    #expect(try lines.count == 8)
    let run = try verify()
    #expect(run.status == 1)
    #expect(run.output.contains("1 run without an end: what was decided last may be missing"))
    #expect(!run.output.contains("complete:"))
  }

  @Test func nothingIsWrittenBehindWhatIsNoLog() throws {
    try decide()
    let text = try String(contentsOfFile: log, encoding: .utf8)
    for (broken, reason) in [
      (String(text.dropLast(20)), "ends in the middle of a line"),
      ("id,priority\na,1\n", "is no decision log"),
      (text.replacing("\"unreadable\":0", with: "\"unreadable\":1"), "its last line was changed"),
    ] {
      try broken.write(toFile: log, atomically: true, encoding: .utf8)
      let run = try decide()
      #expect(run.status == 2)
      #expect(run.errors.contains(reason), "\(run.errors)")
      #expect(try String(contentsOfFile: log, encoding: .utf8) == broken)
    }
  }

  // MARK: What it is not to hold

  @Test func maskedTextsAreNowhereInIt() throws {
    let secret = "Jane at 12 \"Mill\" Road"
    let requests = """
      {"id":"R-1","kind":"incident","summary":\(quoted(secret)),"impact":\(quoted(secret)),\
      "customer":{"id":"c-1","name":"\(String(repeating: "z", count: 3))"}}

      """
    try requests.write(
      toFile: "\(rules.path)/requests.ndjson", atomically: true, encoding: .utf8)
    try decide("--mask", "summary,impact,customer.name", input: requests)
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(!text.contains("Mill"))
    #expect(!text.contains("zzz"))
    #expect(text.contains("(masked)"))
    #expect(text.contains("c-1"))
    let run = try verify()
    #expect(run.status == 1)
    #expect(run.output.contains("1 decision not derived again: the request is masked"))
    #expect(try verify("--requests", "\(rules.path)/requests.ndjson").status == 0)
    let once = try decide(
      "--mask", "attributes.secret", input: "{\"id\":\"a\",\"secret\":\"Topsecret\"}\n")
    #expect(once.status == 0 || once.status == 1)
    #expect(try !String(contentsOfFile: log, encoding: .utf8).contains("Topsecret"))
    let misspelt = try decide("--mask", "sumary")
    #expect(misspelt.status == 2)
    #expect(misspelt.errors.contains("did you mean \"summary\"?"))
  }

  @Test(
    "a value that is masked leaves no trace and breaks nothing",
    arguments: [
      (#"{"summary":12345678,"kind":"incident"}"#, "summary", "12345678"),
      (#"{"summary":"true","kind":"incident"}"#, "summary", "\"summary\":\"true\""),
      (#"{"summary":"rule","kind":"incident"}"#, "summary", "\"summary\":\"rule\""),
      (#"{"id":12345678,"kind":"incident"}"#, "id", "12345678"),
      (#"{"customer":"Jane Doe","kind":"incident"}"#, "customer.name", "Jane Doe"),
      (#"{"customer":{"people":[{"name":"Jane Doe"}]}}"#, "customer.people.name", "Jane Doe"),
      (#"{"impact":"Jane Doe","urgency":"low"}"#, "impact", "Jane Doe"),
      (#"{"labels":{"who":"Jane Doe"}}"#, "labels", "Jane Doe"),
    ])
  func noTrace(_ request: String, _ mask: String, _ secret: String) throws {
    try decide("--mask", mask, input: request + "\n")
    #expect(try !String(contentsOfFile: log, encoding: .utf8).contains(secret))
    try (request + "\n").write(
      toFile: "\(rules.path)/requests.ndjson", atomically: true, encoding: .utf8)
    let run = try verify("--requests", "\(rules.path)/requests.ndjson")
    #expect(run.status == 0, "\(run.output)")
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\\\"") + "\""
  }

  @Test func theLogIsPrivate() throws {
    try decide()
    let facts = try FileManager.default.attributesOfItem(atPath: log)
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test func whatIsNoLogIsToldSo() throws {
    try "{\"a\":1}\n".write(toFile: log, atomically: true, encoding: .utf8)
    #expect(try verify("--chain-only").lines[1].contains(":1: this is no line of a decision log"))
    try "".write(toFile: log, atomically: true, encoding: .utf8)
    #expect(try verify("--chain-only").lines[1].contains(": the log is empty"))
    #expect(try Tool.run(["verify", "\(log).gone"]).status == 2)
  }
}
