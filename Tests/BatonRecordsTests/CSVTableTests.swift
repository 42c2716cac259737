import Testing

@testable import BatonRecords

@Suite struct CSVTableTests {
  private static func table(_ text: String) -> CSVTable { .parse(Array(text.utf8)) }

  @Test("each cell knows its text, whether it was quoted, and where it stands")
  func cells() {
    let table = Self.table("\u{feff}é;\"b\"\n\"x\ny\";z\r\n\n;\"\"\n")
    typealias Cell = CSVTable.Cell
    #expect(
      table.header == [
        Cell(text: "é", isQuoted: false, line: 1, column: 1),
        Cell(text: "b", isQuoted: true, line: 1, column: 3),
      ])
    #expect(
      table.rows == [
        [
          Cell(text: "x\ny", isQuoted: true, line: 2, column: 1),
          Cell(text: "z", isQuoted: false, line: 3, column: 4),
        ],
        [
          Cell(text: "", isQuoted: false, line: 5, column: 1),
          Cell(text: "", isQuoted: true, line: 5, column: 2),
        ],
      ])
    #expect(table.faults == [])
  }

  @Test("rows of another length stay and are told, rows with a quote out of place are left out")
  func faults() {
    let table = Self.table("a,b\n1\n1,2,3\n\"x\"y,2\n1,\"z\n3,4")
    #expect(table.rows.map { $0.map(\.text) } == [["1"], ["1", "2", "3"], ["3", "4"]])
    #expect(
      table.faults.map(\.description) == [
        "line 2: the header has 2 columns, this row 1",
        "line 3: the header has 2 columns, this row 3",
        "line 4, column 4: a separator or the line's end is expected after the closing quote",
        "line 5, column 3: this quote is never closed",
      ])
  }

  @Test("nothing is an empty table")
  func empty() {
    #expect(Self.table("") == Self.table("\n\n"))
    #expect(Self.table("").header == [])
  }
}
