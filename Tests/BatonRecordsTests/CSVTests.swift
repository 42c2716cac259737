import BatonModel
import Testing

@testable import BatonRecords

@Suite struct CSVTests {
  @Test("a row is a record with the columns' names; an empty cell is written without a value")
  func rows() {
    let reading = Reading.of(
      "id,name , note\r\n1,Ann,\r\n2,\"Bo, \"\"B\"\"\",\"two\nlines\"\n3,\"\",x")
    #expect(reading.format == .csv)
    #expect(reading.records.first?.names == ["id", "name", "note"])
    #expect(reading.column("name") == ["Ann", "Bo, \"B\"", "-"])
    #expect(reading.column("note") == ["-", "two\nlines", "x"])
    #expect(reading.lines == [2, 3, 5])
    #expect(reading.records.first?.contains("note") == true)
    #expect(reading.faults == [])
  }

  @Test(
    "the separator is found in the header",
    arguments: [
      ("a;b;c\n1,5;2;3\n", ["a", "b", "c"]), ("a\tb\n1\t2\n", ["a", "b"]), ("a\n1\n", ["a"]),
      ("\"x;y;z\",b\n1,2\n", ["x;y;z", "b"]), ("\u{feff}a,b\n1,2\n", ["a", "b"]),
    ])
  func separators(text: String, names: [String]) {
    let reading = Reading.of(text, format: .csv)
    #expect(reading.records.first?.names == names)
    #expect(reading.faults == [])
  }

  @Test("a quote inside a bare cell is itself; blank lines are skipped")
  func bareQuote() {
    let reading = Reading.of("id,disk\n\n1,5\" disk\n\r\n2,\"a\"\n", format: .csv)
    #expect(reading.column("disk") == ["5\" disk", "a"])
    #expect(reading.lines == [3, 5])
  }

  @Test("a row with more or fewer cells is a fault")
  func cells() {
    let reading = Reading.of("a,b\n1\n1,2\n1,2,3\n,\n")
    #expect(reading.lines == [3, 5])
    #expect(
      reading.faults == [
        "line 2: the header has 2 columns, this row 1",
        "line 4: the header has 2 columns, this row 3",
      ])
  }

  @Test("a quote that is never closed costs its line and not the rest")
  func unclosed() {
    let reading = Reading.of("id,t\n1,a\n2,\"b\n3,c\n4,d\n")
    #expect(reading.column("id") == ["1", "3", "4"])
    #expect(reading.faults == ["line 3, column 3: this quote is never closed"])
  }

  @Test("text after a closing quote costs the line on which the quote was opened")
  func textAfterQuote() {
    let after = "a separator or the line's end is expected after the closing quote"
    let reading = Reading.of("id,t\n1,\"a\"b\n2,\"b\n3,\"c\"\n4,d\n")
    #expect(reading.column("id") == ["3", "4"])
    #expect(reading.faults == ["line 2, column 6: \(after)", "line 4, column 4: \(after)"])
  }

  @Test("two columns of one name end the reading")
  func repeatedColumn() {
    let message =
      "input:1: columns 1 and 3 are both named \"id\": each column needs its own name"
    #expect(Reading.of("id,name,id\n1,2,3\n").failure == message)
    #expect(Reading.of("id,name, id\n1,2,3\n").failure == message)
  }

  @Test("rows over the maximum are skipped, quoted or not, at once or piece by piece")
  func tooLarge() {
    for size in [200, 400_000] {
      let long = String(repeating: "x", count: size)
      let reading = Reading.of("id,t\n1,a\n2,\(long)\n3,\"\(long)\ny\"\n4,d\n", limit: 100)
      #expect(reading.column("id").first == "1")
      #expect(reading.column("id").last == "4")
      #expect(reading.faults.first == "line 3: the record is longer than 100 bytes")
    }
  }

  @Test("invalid UTF-8 costs its row")
  func invalidUTF8() {
    let bytes = Array("id,t\n1,a\n2,é".utf8) + [0xff] + Array("\n3,c\n".utf8)
    let reading = Reading.of(bytes)
    #expect(reading.column("id") == ["1", "3"])
    #expect(reading.faults == ["line 3, column 3: the record is not valid UTF-8"])
  }

  @Test("where a read ends does not matter")
  func piecewise() throws {
    let text = "id;t\r\n1;\"a\"\"b;\r\n\"\r\n2;c\r\n3;\"d\"\r\n"
    let whole = Reading.of(text)
    #expect(whole.column("t") == ["a\"b;\r\n", "c", "d"])
    for cut in 1..<text.utf8.count {
      #expect(try Pipe.reading(text, cutAt: cut) == whole, "cut at \(cut)")
    }
  }
}
