// What a scenario writes against what the engine has.

import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

@Suite struct ValueComparisonTests {
  @Test(
    arguments: [
      (.integer(5), .number(5)), (.number(2.5), .number(2.5)), (nil, .yesNo(false)),
      (nil, .list([])), (.yesNo(false), .yesNo(false)),
      (.text("2026-05-08T16:00:00+02:00"), .text("2026-05-08T14:00:00Z")),
      (.instant(Instant(seconds: 0)), .text("1970-01-01T01:00:00+01:00")),
      (.object(Members([("id", .text("c-9"))])), .text("c-9")),
      (.list([.integer(1)]), .list([.number(1)])),
      (.yesNo(false), .list([.yesNo(false)])), (.text("b"), .list([.text("a"), .text("b")])),
    ] as [(Value?, Value)])
  func same(_ found: Value?, _ wanted: Value) {
    #expect(ValueComparison.matches(found, wanted))
  }

  @Test(
    arguments: [
      (.integer(5), .text("5")), (.integer(5), .integer(6)), (nil, .text("")),
      (.yesNo(true), .yesNo(false)), (.text("a"), .yesNo(false)), (.text("a"), .text("A")),
      (.list([.integer(1)]), .list([.integer(1), .integer(2)])), (nil, .integer(0)),
      (nil, .list([.yesNo(false)])), (.yesNo(true), .list([.yesNo(false)])),
      (.text("c"), .list([.text("a"), .text("b")])), (.text("a"), .list([])),
    ] as [(Value?, Value)])
  func different(_ found: Value?, _ wanted: Value) {
    #expect(!ValueComparison.matches(found, wanted))
  }
}
