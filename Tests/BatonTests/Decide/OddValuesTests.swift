import BatonModel
import BatonRecords
import Testing

@testable import Baton

/// What values come to that no sane sender writes: the table at the end of the article on matching,
/// row by row.
@Suite struct OddValuesTests {
  private static let rules = """
    field "size" { type = "number" }
    field "seen" { type = "text" }
    customer "c-9" {}
    field "limit" { type = "number", of = "customer" }
    route "small" { when = { size = below(10) }, to = "acme" }
    route "not three" { when = { size = is_not(3), seen = contains_word "vpn" }, to = "acme" }
    route "limited" { when = { customer = { limit = above(1) } }, to = "acme" }
    route "rest" { to = "acme" }

    """

  private static func engine(_ more: String = "") throws -> Engine {
    let load = MarkedRules(more + rules).load
    return try #require(load.engine, "\(load.diagnostics.map(\.message))")
  }

  private static func winner(_ decision: Decision) -> String? { decision.why[.route]?.rule }

  @Test(
    "a number that is none is a missing field with an error",
    arguments: [Double.nan, -Double.nan, Double.infinity, -Double.infinity])
  func noNumber(number: Double) throws {
    let engine = try Self.engine()
    let decision = engine.decide(
      Request([("size", .number(number)), ("seen", .text("vpn")), ("priority", .integer(1))]))
    #expect(Self.winner(decision) == "not three")
    #expect(decision.errors.map(\.field) == ["size"])
    #expect(decision.errors.map(\.kind) == [.value])
    let customer = Value.object(Members([("limit", .number(number))]))
    let other = engine.decide(Request([("customer", customer), ("priority", .integer(1))]))
    #expect(Self.winner(other) == "rest")
    #expect(other.errors.map(\.field) == ["customer.limit"])
  }

  @Test("so is one that a function gives", arguments: ["0/0", "1/0", "-1/0"])
  func noNumberOfAFunction(number: String) throws {
    let rule = "classify \"c\" { set = { size = function(request) return \(number) end } }\n"
    let decision = try Self.engine(rule).decide(Request([("priority", .integer(1))]))
    #expect(Self.winner(decision) == "rest")
    #expect(decision.errors.map(\.kind) == [.function])
  }

  /// How each line was decided, or what it was refused for.
  private static func decided(_ lines: [String]) throws -> [String] {
    var decider = try RecordDecider(try engine(), fields: nil, explain: .winners)
    var reader = try RecordReader(
      ByteSource(bytes: Array(lines.joined(separator: "\n").utf8)), format: .ndjson, name: "odd")
    var decisions: [String] = []
    while case .lines(let batch)? = try reader.nextBatch(size: 1 << 20, isIdle: { false }) {
      for index in 0..<batch.count {
        decider.decide(index..<index + 1, of: batch)
        decisions.append(String(decoding: decider.take(), as: UTF8.self))
      }
    }
    return decisions
  }

  private static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  /// Lines, and the route that each comes to; nil for one that is refused.
  private static let lines: [(line: String, route: String?)] = {
    var lines: [(line: String, route: String?)] = []
    lines.append(("{\"size\":3,\"size\":5,\"priority\":1}", "small"))
    lines.append(("{\"size\":5,\"size\":99,\"priority\":1}", "rest"))
    lines.append(("{\"size\":1e400}", nil))
    lines.append(("{\"size\":NaN}", nil))
    lines.append(("{\"size\":-Infinity}", nil))
    lines.append(("{\"size\":123456789012345678901234567890,\"priority\":1}", "rest"))
    lines.append(("{\"size\":-123456789012345678901234567890,\"priority\":1}", "small"))
    lines.append(("{\"size\":\(nested(101))}", nil))
    lines.append(("{\"other\":\(nested(99)),\"size\":1,\"priority\":1}", "small"))
    return lines
  }()

  @Test("a line with an odd value is decided or refused, and the next one goes on")
  func oddLines() throws {
    for (line, route) in Self.lines {
      let decisions = try Self.decided([line, "{\"size\":1,\"priority\":1}"])
      #expect(decisions.count == 2)
      let first = decisions.first ?? ""
      if let route {
        #expect(first.contains("\"rule\":\"\(route)\""), "\(line): \(first)")
      } else {
        #expect(first.hasPrefix("{\"error\":{\"line\":1,"), "\(line): \(first)")
      }
      #expect(decisions.last?.contains("\"rule\":\"small\"") == true, "\(line)")
    }
  }

  @Test("a text of megabytes and thousands of members are decided as others are")
  func large() throws {
    let text: String = String(repeating: "vp ", count: 1_000_000) + "vpn"
    var members = ""
    for number in 0..<20_000 { members += "\"other \(number)\":[\(number)]," }
    let decisions = try Self.decided([
      "{\"seen\":\"\(text)\",\"priority\":1}", "{\(members)\"size\":1,\"priority\":1}",
    ])
    #expect(decisions.count == 2)
    #expect(decisions.first?.contains("\"rule\":\"not three\"") == true)
    #expect(decisions.last?.contains("\"rule\":\"small\"") == true)
  }
}
