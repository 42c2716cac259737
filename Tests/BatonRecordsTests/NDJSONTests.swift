import BatonModel
import Testing

@testable import BatonRecords

@Suite struct NDJSONTests {
  @Test("each line is a record; blank lines, line ends of Windows and a missing last one are fine")
  func lines() {
    let reading = Reading.of("\u{feff}{\"id\":1}\r\n\r\n  \n{\"id\":2}\n {\"id\":3} ")
    #expect(reading.column("id") == ["1", "2", "3"])
    #expect(reading.lines == [1, 4, 5])
    #expect(reading.faults == [])
    #expect(reading.format == .ndjson)
  }

  @Test("every type of value arrives as itself")
  func values() {
    let text = """
      {"t":"a\\u00e9\\n\\ud83d\\ude00","i":-7,"d":1.5,"w":2.0,"y":true,"n":null,"l":[1,"x",[]],"o":{"p":{}}}
      """
    let expected = Members([
      ("t", .text("aé\n😀")), ("i", .integer(-7)), ("d", .number(1.5)), ("w", .integer(2)),
      ("y", .yesNo(true)), ("n", nil), ("l", .list([.integer(1), .text("x"), .list([])])),
      ("o", .object(Members([("p", .object(Members()))]))),
    ])
    let reading = Reading.of(text)
    #expect(reading.records == [expected])
    #expect(reading.records.first?.names == expected.names)
  }

  @Test(
    "integers are exact within 64 bits and the nearest double beyond",
    arguments: [
      ("9007199254740993", Value.integer(9_007_199_254_740_993)),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(0x1p63)), ("-9223372036854775809", .number(-0x1p63)),
      ("100000000000000000000000000000", .number(1e29)), ("1e22", .number(1e22)),
      ("-0", .integer(0)), ("1E2", .integer(100)),
    ])
  func numbers(literal: String, expected: Value) {
    #expect(Reading.of("{\"n\":\(literal)}").records == [Members([("n", expected)])])
  }

  @Test("digits inside a text are no number, however long")
  func digitsInText() {
    let digits = String(repeating: "9", count: 30)
    let reading = Reading.of("{\"t\":\"\\\"\(digits)\",\"n\":\(digits),\"e\":1e\(digits)}")
    #expect(reading.faults == ["line 1, column 80: not JSON: this number is too large"])
    let good = Reading.of("{\"t\":\"\\\"\(digits)\",\"n\":\(digits)}")
    #expect(good.records.first?["t"] == .text("\"" + digits))
    #expect(good.records.first?["n"] == .number(1e30))
  }

  @Test("a repeated name is told and its last value taken, at any depth")
  func repeated() throws {
    let bytes = Array("{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":3}\n{\"a\":1}".utf8)
    var reader = try RecordReader(ByteSource(bytes: bytes), name: "input")
    guard case .record(let record)? = try reader.next() else {
      Issue.record("the record is readable")
      return
    }
    #expect(Set(record.repeated) == ["a", "c"])
    #expect(record.value["a"] == .integer(3))
    #expect(record.value["b"] == .object(Members([("c", .integer(2))])))
    guard case .record(let second)? = try reader.next() else {
      Issue.record("the second record is readable")
      return
    }
    #expect(second.repeated == [])
  }

  @Test("of very many repeated names the first hundred are told, each once")
  func manyRepeated() throws {
    let names = (0..<5000).map { "\"n\($0)\":1,\"n\($0)\":2,\"n\($0)\":3" }
    let line = "{\"inner\":{\(names.joined(separator: ","))},\"a\":1,\"a\":2}\n{\"b\":1,\"b\":2}"
    var reader = try RecordReader(ByteSource(bytes: Array(line.utf8)), name: "input")
    guard case .record(let record)? = try reader.next() else {
      Issue.record("the record is readable")
      return
    }
    #expect(record.repeated == (0..<100).map { "n\($0)" })
    guard case .object(let inner)? = record.value["inner"] else {
      Issue.record("the inner object is read")
      return
    }
    #expect(inner.count == 5000)
    #expect(inner["n4999"] == .integer(3))
    guard case .record(let second)? = try reader.next() else {
      Issue.record("the second record is readable")
      return
    }
    #expect(second.repeated == ["b"])
  }

  /// The marker `^` stands directly before the place that the message must name.
  @Test(
    "one bad line costs only itself and is told with its place",
    arguments: [
      ("{\"a\":1^,}", "not JSON: no comma may stand before the closing bracket"),
      ("{\"é😀\"^ 1}", "not JSON: a colon is expected after the name"),
      ("{\"a\":1^ \"b\":2}", "not JSON: a comma or } is expected here"),
      ("{\"a\":[1^ 2]}", "not JSON: a comma or ] is expected here"),
      ("{\"a\":^}", "not JSON: a value is expected here"),
      ("{^'a':1}", "not JSON: a name in double quotes is expected here"),
      ("{\"a\":^tru}", "not JSON: only true, false and null stand without quotes"),
      ("{\"a\":^NaN}", "not JSON: NaN and infinity do not exist in JSON"),
      ("{\"a\":^-Infinity}", "not JSON: NaN and infinity do not exist in JSON"),
      ("{\"a\":^1e999}", "not JSON: this number is too large"),
      ("{\"a\":^012}", "not JSON: this number is not written as JSON wants it"),
      ("{\"a\":^1.}", "not JSON: this number is not written as JSON wants it"),
      ("{\"a\":^+1}", "not JSON: a value is expected here"),
      ("{\"a\":\"x^\ty\"}", "not JSON: a control character in a text must be written as an escape"),
      ("{\"a\":\"x^\\qy\"}", "not JSON: this escape does not exist in JSON"),
      ("{\"a\":\"^\\u12g4\"}", "not JSON: this escape does not exist in JSON"),
      (
        "{\"a\":\"^\\ud800\"}",
        "not JSON: this escape is half of a surrogate pair, the other half is missing"
      ),
      ("{\"a\":1}^{\"b\":2}", "not JSON: the record has ended before this"),
      ("{\"a\":{\"b\":1}^", "not JSON: the record breaks off here"),
      ("{\"a\":^\"x}", "not JSON: this text has no closing quote"),
    ])
  func badLine(marked: String, message: String) {
    var line = marked
    let marker = line.firstIndex(of: "^") ?? line.endIndex
    let column = line[..<marker].unicodeScalars.count + 1
    line.remove(at: marker)
    let reading = Reading.of("{\"id\":1}\n\(line)\n{\"id\":2}\n")
    // The slow reading places the mistake at a space or behind it: both are where the eye looks.
    let places = [column, column + 1].map { "line 2, column \($0): \(message)" }
    #expect(reading.column("id") == ["1", "2"])
    #expect(reading.faults.count == 1)
    #expect(places.contains(reading.faults.first ?? ""), "\(reading.faults)")
  }

  @Test("what is no object is told with its type")
  func notObjects() {
    let reading = Reading.of("{\"id\":1}\n[1]\n\"x\"\n3\ntrue\nnull\n")
    #expect(reading.column("id") == ["1"])
    #expect(
      reading.faults
        == zip(2..., ["list", "text", "number", "yes or no", "null"]).map {
          "line \($0): a record is an object in braces, this is of type \($1)"
        })
  }

  @Test("a line over the maximum is skipped, whether it is there at once or not")
  func tooLarge() {
    for size in [200, 300_000, 1_000_000] {
      let long = "{\"id\":\"" + String(repeating: "x", count: size) + "\"}"
      let reading = Reading.of("{\"id\":1}\n\(long)\n{\"id\":3}\n", limit: 100)
      #expect(reading.column("id") == ["1", "3"])
      #expect(reading.faults == ["line 2: the record is longer than 100 bytes"])
      #expect(reading.lines == [1, 3])
    }
  }

  @Test("a record over a read's size is put together")
  func large() {
    let long = String(repeating: "0123456789", count: 100_000)
    let reading = Reading.of("{\"id\":\"\(long)\"}\n{\"id\":2}\n")
    #expect(reading.column("id") == [long, "2"])
  }

  @Test("nesting is bounded at 100")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
    }
    let reading = Reading.of("\(nested(100))\n\(nested(101))\n\(nested(100_000))\n{\"id\":1}\n")
    #expect(reading.lines == [1, 4])
    #expect(
      reading.faults.map { $0.replacing(/column \d+/, with: "column _") }
        == [2, 3].map { "line \($0), column _: the record nests more than 100 deep" })
  }

  @Test("invalid UTF-8 costs its line", arguments: [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]])
  func invalidUTF8(wrong: [UInt8]) {
    let bytes = Array("{\"id\":1}\n{\"id\":\"é".utf8) + wrong + Array("\"}\n{\"id\":3}\n".utf8)
    let reading = Reading.of(bytes)
    #expect(reading.column("id") == ["1", "3"])
    #expect(reading.faults == ["line 2, column 9: the record is not valid UTF-8"])
  }

  @Test("a source that ends in the middle of a record says so")
  func endsInRecord() {
    let reading = Reading.of("{\"id\":1}\n{\"id\":2,\"summ")
    #expect(reading.column("id") == ["1"])
    #expect(reading.faults == ["line 2, column 9: the input ends in the middle of the record"])
  }

  @Test("a first line that is broken does not hide the format")
  func brokenFirstLine() {
    for broken in ["{\"a\":{\"b\":1}", "oops", "{\"a\":\"x}"] {
      let reading = Reading.of("\(broken)\n{\"id\":2}\n{\"id\":3}\n")
      #expect(reading.format == .ndjson)
      #expect(reading.column("id") == ["2", "3"])
      #expect(reading.faults.count == 1)
    }
  }

  @Test("an empty source has no records")
  func empty() {
    for text in ["", "\n", " \r\n\t\n", "\u{feff}"] {
      #expect(Reading.of(text).records == [])
      #expect(Reading.of(text).faults == [])
      #expect(Reading.of(text, format: .ndjson).faults == [])
      #expect(Reading.of(text, format: .json).faults == [])
    }
  }
}
