import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct TextConversionTests {
  private let conversion = TextConversion(zone: .utc, dates: [])

  private func value(_ text: String, _ type: FieldType) -> Value? {
    try? conversion.value(text, as: type).get()
  }

  @Test(
    "a whole number is one however it is written",
    arguments: [
      ("2", 2), ("2.0", 2), (" 2", 2), ("2 ", 2), ("\t2\u{00A0}", 2), ("2e0", 2), ("-3", -3),
      ("9007199254740993", 9_007_199_254_740_993),
    ])
  func wholeNumbers(_ text: String, _ number: Int) {
    #expect(value(text, .wholeNumber) == .integer(number))
    #expect(value(text, .priority) == .integer(number))
    #expect(value(text, .number) == .integer(number))
  }

  @Test("what is no whole number is refused", arguments: ["2.5", "two", "", " ", "2 3", "1e300"])
  func others(_ text: String) {
    #expect(value(text, .wholeNumber) == nil)
    #expect(value(text, .priority) == nil)
  }

  @Test("other numbers keep their fraction; what is not finite is none")
  func numbers() {
    #expect(value(" 2.5 ", .number) == .number(2.5))
    for text in ["nan", "inf", "1e999", "", "x"] { #expect(value(text, .number) == nil) }
  }

  @Test("a table and JSON agree on what a request says")
  func agreement() throws {
    let load = MarkedRules("route \"rest\" { to = \"acme\" }\n").load
    let engine = try #require(load.engine)
    var intake = try engine.intake()
    let table = Members([("id", .text("1")), ("handoffs", .text("2.0")), ("priority", .text(" 3"))])
    let json = Members([("id", .text("1")), ("handoffs", Value(2.0)), ("priority", Value(3.0))])
    let fromTable = try #require(try intake.requests(from: table, isTabular: true).first)
    let fromJSON = try #require(try intake.requests(from: json, isTabular: false).first)
    #expect(engine.decide(fromTable) == engine.decide(fromJSON))
    #expect(engine.decide(fromTable).priority == 3)
  }
}
