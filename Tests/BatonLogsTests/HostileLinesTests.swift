import BatonRecords
import TestSupport
import Testing

@testable import BatonLogs

/// Plain lines against the tape, which reads everything if it is told to: whatever a line is, both
/// say the same.
struct HostileLinesTests {
  private static let values = [
    "\"a\"", "\"b c\"", "\"2026-05-08T16:00:00Z\"", "1778000000000", "-1", "0", "true", "false",
    "null",
    "\"\"", "\"é世\"", "\"a\\nb\"", "\"\\u00e9\"", "1.5", "1e3", "-0", "01", "12345678901234567890",
    "[]",
    "[1, {\"event\": \"x\"}]", "{}", "{\"party\": \"p\"}", "{\"party\": {\"x\": 1}}", "tru",
    "\"\t\"",
    "{\"x\": {\"y\": \"z\"}}", "\"a text of more than sixteen bytes, and then some more of them\"",
  ]
  private static let names = [
    "case", "event", "at", "by", "set", "person", "party", "events", "a", "t", "attrs", "impact",
    "é", "e\\u0301", "org:group", "x", "",
  ]

  private func value(_ numbers: inout SeededNumbers, deep: Int) -> String {
    if deep > 0, numbers.isOne(in: 4) { return object(&numbers, deep: deep - 1) }
    return numbers.isOne(in: 8)
      ? numbers.pick(Self.values) : numbers.pick(Array(Self.values[0..<9]))
  }

  private func object(_ numbers: inout SeededNumbers, deep: Int) -> String {
    let space = numbers.isOne(in: 8) ? " " : ""
    let members = (0..<numbers.below(6)).map { _ in
      "\"\(numbers.pick(Self.names))\"\(space):\(space)\(value(&numbers, deep: deep))"
    }
    return "{\(space)\(members.joined(separator: ",\(space)"))\(space)}"
  }

  private func event(_ numbers: inout SeededNumbers) -> String {
    let more = numbers.isOne(in: 3) ? ",\"x\":\(value(&numbers, deep: 2))" : ""
    return """
      {"case":"c\(numbers.below(3))","event":\(value(&numbers, deep: 0)),\
      "at":"2026-05-08T16:00:0\(numbers.below(10))Z","by":{"party":\(value(&numbers, deep: 1)),\
      "person":"p"},"set":{"impact":\(value(&numbers, deep: 1))}\(more)}
      """
  }

  private func caseLine(_ numbers: inout SeededNumbers) -> String {
    let events = (0..<numbers.below(4)).map { _ in
      numbers.isOne(in: 10)
        ? value(&numbers, deep: 1)
        : "{\"a\": \"x\", \"t\": 5, \"impact\": \(value(&numbers, deep: 1))}"
    }
    let list =
      numbers.isOne(in: 10) ? value(&numbers, deep: 1) : "[\(events.joined(separator: ", "))]"
    let attributes = object(&numbers, deep: 1)
    return numbers.isOne(in: 2)
      ? "{\"case\": \"c\", \"attrs\": \(attributes), \"events\": \(list)}"
      : "{\"events\": \(list), \"case\": \"c\", \"impact\": \"i\", \"attrs\": \(attributes)}"
  }

  private func lines(
    _ numbers: inout SeededNumbers, _ line: (inout SeededNumbers) -> String
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<8 {
      bytes += (numbers.isOne(in: 6) ? object(&numbers, deep: 2) : line(&numbers)).utf8
      if numbers.isOne(in: 6) {
        let place = numbers.below(bytes.count)
        switch numbers.below(3) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(numbers.pick([0x22, 0x7b, 0x7d, 0x2c, 0xff, 0xc3, 0x5c]), at: place)
        default: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
        }
      }
      bytes.append(0x0a)
    }
    return bytes
  }

  private func compare(
    _ format: LogFormat, _ mapping: LogMapping,
    _ line: (inout SeededNumbers) -> String
  ) {
    var numbers = SeededNumbers()
    var mapping = mapping
    mapping.format = format
    for _ in 0..<400 {
      let bytes = lines(&numbers, line)
      let plain = LogReading.of(bytes, mapping)
      let tape = LogReading.of(bytes, mapping, isPlain: false)
      guard
        plain.events == tape.events, plain.faults == tape.faults, plain.runs == tape.runs,
        plain.failure == tape.failure, plain.places == tape.places
      else {
        Issue.record(
          "\(String(decoding: bytes, as: UTF8.self)) \(plain) \(tape) seed \(numbers.seed)")
        return
      }
    }
  }

  @Test("an event a line")
  func events() {
    var mapping = LogMapping()
    mapping.values = [LogKey(["set", "impact"]), "x", LogKey(["by"]), "é"]
    compare(.eventLines, mapping, event)
  }

  @Test("a case a line")
  func cases() {
    var mapping = LogMapping()
    mapping.values = ["impact", LogKey("impact", of: .case), LogKey("x", of: .case)]
    compare(.caseLines, mapping, caseLine)
  }

  @Test("what is wanted lies deeper than lengths and trees allow")
  func unusual() {
    let long = String(repeating: "n", count: 300)
    var mapping = LogMapping()
    mapping.values = [
      LogKey(long), LogKey(Array(repeating: "x", count: 40)), LogKey(["x", "y"]),
    ]
    compare(.eventLines, mapping) { _ in
      "{\"case\": \"c\", \"event\": \"e\", \"at\": 5, \"\(long)\": \"v\", \"x\": {\"y\": \"z\"}}"
    }
  }
}
