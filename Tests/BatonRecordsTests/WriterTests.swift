import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import BatonRecords

@Suite struct WriterTests {
  private static func json(_ value: Value?) -> String {
    var writer = JSONWriter()
    writer.value(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "values are written compactly",
    arguments: [
      (.text("R-1"), "\"R-1\""), (.text(""), "\"\""), (.text("é😀/"), "\"é😀/\""),
      (
        .text("a\"b\\c\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}"),
        #""a\"b\\c\n\r\t\b\f\u0000\u001f\#u{7f}""#
      ),
      (.integer(0), "0"), (.integer(-12), "-12"), (.integer(.min), "-9223372036854775808"),
      (.number(1.5), "1.5"), (.number(0.1), "0.1"), (.number(1e300), "1e+300"),
      (.number(2), "2"), (.number(0x1p60), "1152921504606846976"), (.number(.nan), "null"),
      (.number(-.infinity), "null"), (.yesNo(true), "true"), (.yesNo(false), "false"),
      (.instant(Instant(milliseconds: 1_778_248_800_000)), "\"2026-05-08T14:00:00Z\""),
      (.list([]), "[]"), (.list([.integer(1), .list([.text("x")]), .integer(2)]), "[1,[\"x\"],2]"),
      (.object(Members()), "{}"),
      (
        .object(Members([("a", .integer(1)), ("n", nil), ("o", .object(Members()))])),
        "{\"a\":1,\"n\":null,\"o\":{}}"
      ), (nil, "null"),
    ] as [(Value?, String)])
  func values(value: Value?, expected: String) {
    if case .number(0x1p60) = value {
      #expect(Double(Self.json(value)) == 0x1p60)
    } else {
      #expect(Self.json(value) == expected)
    }
  }

  @Test("commas and colons come by themselves")
  func document() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("request")
    writer.text("R-1")
    writer.name("errors")
    writer.beginList()
    writer.beginObject()
    writer.endObject()
    writer.null()
    writer.endList()
    writer.name("priority")
    writer.integer(1)
    writer.endObject()
    writer.endLine()
    writer.yesNo(true)
    writer.endLine()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "{\"request\":\"R-1\",\"errors\":[{},null],\"priority\":1}\ntrue\n")
  }

  @Test("every double is read back as itself")
  func doubles() throws {
    var generator = SeededNumbers()
    print("seed \(generator.seed)")
    for _ in 0..<2000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      #expect(
        Reading.of("{\"n\":\(Self.json(.number(number)))}").records.first?["n"] == Value(number))
    }
  }

  @Test("a cell is quoted only if it must be, and reads back as itself")
  func csv() {
    let cells = ["a", "b,c", "d\"e", "f\ng", " h", "i;j", "5\" disk", "é"]
    var writer = CSVWriter()
    for index in cells.indices { writer.cell("column \(index)") }
    writer.endRow()
    for cell in cells { writer.cell(cell) }
    writer.endRow()
    let lines = String(decoding: writer.bytes, as: UTF8.self)
    #expect(lines.hasSuffix("\na,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",i;j,\"5\"\" disk\",é\n"))
    let read = Reading.of(writer.bytes).records.first
    #expect(read?.values == cells.map { .text($0) })
  }
}
