// Workbooks and CSV files with decision tables.

import BatonModel
import Testing

@testable import BatonTables

@Suite struct SheetTests {
  private let header = ZipMaker.row(1, ["category", "effort", "-> fee", "-> because"])

  private func read(
    _ bytes: [UInt8], sheet: String? = nil, name: String = "x.xlsx"
  ) throws -> ImportedRules {
    try SheetImport.read(bytes, name: name, title: "x", sheet: sheet)
  }

  @Test func aSheetBecomesATable() throws {
    let rules = try read(
      ZipMaker.workbook(
        ZipMaker.row(1, ["What it costs"]) + ZipMaker.row(2, ["hit", "F"])
          + ZipMaker.row(3, ["default -> fee", "0"])
          + ZipMaker.row(5, ["category", "effort", "-> fee", "-> because"])
          + "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>0</v></c><c r=\"B6\" t=\"str\"><v>&lt;= 2</v></c>"
          + "<c r=\"C6\"><v>0.10000000000000001</v></c></row>"
          + "<row r=\"7\"><c r=\"C7\"><v>12</v></c><c r=\"D7\" t=\"inlineStr\"><is><r><t>as </t></r>"
          + "<r><t>agreed</t></r></is></c></row>",
        strings: ["till, card"]))
    #expect(rules.findings.isEmpty)
    #expect(
      rules.lua == """
        -- Made by `baton import` of m.dmn.

        field "fee" { type = "number" }

        decision_table "What it costs" {
          hit = "first",
          columns = { "category", "effort", "-> fee", "-> because" },
          { "till, card", "<= 2", 0.1, "" },
          { "-",          "-",    12,  "as agreed" },
          default = { fee = 0 },
          overwrite = true,
        }

        """)
  }

  /// ECMA-376, 18.17.4.1: day 1 is 1 January 1900, and day 60 is a 29 February that never was. 46054 is
  /// 1 February 2026.
  @Test func daysAreReadByTheirStyle() throws {
    let rules = try read(
      ZipMaker.workbook(
        ZipMaker.row(1, ["opened_at", "-> summary"])
          + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46054</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>a</t></is></c></row>"
          + "<row r=\"3\"><c r=\"A3\" s=\"2\"><v>46054.5</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>b</t></is></c></row>"
          + "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>1</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>c</t></is></c></row>"
      ))
    let cells = rules.tables[0].rows.map { $0.tests[0].plain }
    #expect(cells == ["2026-02-01", "2026-02-01T12:00:00", "1900-01-01"])
  }

  /// "days" in quotes is no day.
  @Test func numbersWithAUnitAreNumbers() throws {
    let rules = try read(
      ZipMaker.workbook(
        ZipMaker.row(1, ["effort", "-> fee"])
          + "<row r=\"2\"><c r=\"A2\" s=\"3\"><v>2.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c></row>")
    )
    #expect(rules.tables[0].rows[0].tests[0].plain == "2.5")
    #expect(rules.fields.map(\.type) == [.yesNo])
  }

  @Test func aCellOverSeveralRowsHoldsForEach() throws {
    let rules = try read(
      ZipMaker.workbook(
        header + ZipMaker.row(2, ["till", "1", "a"]) + ZipMaker.row(3, [nil, "2", "b"])
          + ZipMaker.row(4, [nil, "3", "c"]),
        rest: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"))
    #expect(rules.tables[0].rows.map { $0.tests[0].plain } == ["till", "till", "-"])
    #expect(rules.told == ["A2:A3 is one cell; it holds for each of its rows"])
    #expect(!rules.isPartial)
  }

  @Test func aCellOverSeveralColumnsIsNamed() throws {
    let rules = try read(
      ZipMaker.workbook(
        header + ZipMaker.row(2, ["till", nil, "a"]) + ZipMaker.row(3, ["card", "2", "b"]),
        rest: "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>"))
    #expect(rules.told == ["A2:B2 is one cell over several columns"])
    #expect(rules.isPartial)
    #expect(rules.tables[0].rows.count == 1)
  }

  @Test func formulasGiveTheirLastValueAndAreTold() throws {
    let rules = try read(
      ZipMaker.workbook(
        header
          + "<row r=\"2\"><c r=\"B2\"><f>1+1</f><v>2</v></c><c r=\"C2\"><v>1</v></c></row>"
          + "<row r=\"3\"><c r=\"B3\"><v>3</v></c><c r=\"C3\"><f>1+1</f></c></row>"))
    #expect(rules.tables[0].rows[0].tests[1].plain == "2")
    #expect(
      rules.findings.map { "\($0)" } == [
        "x.xlsx, sheet \"Fees\", B2: note: the cell holds a formula; its last value is taken",
        "x.xlsx, sheet \"Fees\", C3: left out: the cell holds a formula that was never computed: "
          + "open the file, and save it again",
      ])
  }

  @Test func whatIsHiddenIsTakenAndTold() throws {
    let rules = try read(
      ZipMaker.workbook(
        header + ZipMaker.row(2, ["till", "1", "a"], attributes: " hidden=\"1\""),
        before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"))
    #expect(rules.tables[0].rows.count == 1)
    #expect(
      rules.told == [
        "row 2 is hidden, and taken all the same", "column B is hidden, and taken all the same",
      ])
  }

  @Test func wrongCellsAreNamedAtTheirPlace() throws {
    let rules = try read(
      ZipMaker.workbook(
        header + ZipMaker.row(2, ["till", "[1..", "1"]) + ZipMaker.row(3, ["till", "> x", "1"])
          + "<row r=\"4\"><c r=\"A4\" t=\"e\"><v>#N/A</v></c><c r=\"C4\"><v>1</v></c></row>"
          + ZipMaker.row(5, ["card", "5", "1", "because", "stray"])))
    // A row with a cell that cannot be read is no row without that cell.
    #expect(rules.tables[0].rows.map { $0.tests[0].plain } == ["card"])
    let places = rules.findings.map { "\($0)" }
    #expect(places.contains { $0.contains("A4: left out: the cell holds the error #N/A") })
    #expect(places.contains { $0.contains("E5: left out: a column has no heading") })
    #expect(
      places.contains {
        $0.contains(
          "B2: left out: row 1 of \"Fees\", column \"effort\": the column takes a number, found \"[1..\""
        )
      })
    #expect(
      places.contains {
        $0.contains(
          "B3: left out: row 2 of \"Fees\", column \"effort\": the column takes a number, found \"x\""
        )
      })
  }

  @Test func aSheetIsChosenByItsName() throws {
    let bytes = try ZipMaker.workbook(header + ZipMaker.row(2, ["till", "1", "a"]))
    #expect(try read(bytes, sheet: "Fees").tables.count == 1)
    #expect {
      try read(bytes, sheet: "Prices")
    } throws: { error in
      "\(error)" == "x.xlsx: there is no sheet \"Prices\"; there are \"Fees\""
    }
  }

  @Test func aCSVFileIsReadAsASheet() throws {
    let rules = try read(
      Array(
        "Desks;;\nhit;unique;\ncategory;customer.region;-> to\ntill;UK;acme/desk\n-;;acme/other\n"
          .utf8),
      name: "x.csv")
    #expect(
      rules.lua.contains(
        """
        route_table "Desks" {
          hit = "unique",
          columns = { "category", "customer.region", "-> to" },
          { "till", "UK", "acme/desk" },
          { "-",    "-",  "acme/other" },
        }
        """))
  }

  /// Headings as people write them become fields, and several numbers in a cell are numbers.
  @Test func headingsForPeopleBecomeFields() throws {
    let rules = try read(
      Array("Category,Order value,-> Support level\ntill,\"1, 5\",gold\n-,> 5,silver\n".utf8),
      name: "x.csv")
    #expect(
      rules.lua.contains("columns = { \"category\", \"order_value\", \"-> support_level\" }"))
    #expect(rules.lua.contains("{ \"till\", { 1, 5 }, \"gold\" },"))
    #expect(rules.fields.map(\.type) == [.number, .text])
    #expect(rules.told.count == 3)
    #expect(!rules.isPartial)
  }

  @Test func aPathThatLeadsNowhereIsNamed() throws {
    let rules = try read(Array("category.x,-> fee\ntill,1\n".utf8), name: "x.csv")
    #expect(rules.told == ["table \"x\": its column \"category.x\" leads to no field"])
  }

  @Test func prioritiesStandAboveTheTable() throws {
    let rules = try read(
      Array(
        "hit,priority\nvalues -> level,gold,silver\ncategory,-> level\ntill,gold\n-,silver\n".utf8),
      name: "x.csv")
    #expect(rules.lua.contains("values = { level = { \"gold\", \"silver\" } },"))
    let without = try read(
      Array("hit,priority\ncategory,-> level\ntill,gold\n".utf8), name: "x.csv")
    #expect(without.tables.isEmpty)
    #expect(
      without.told == ["decision \"x\" goes by the order of its outputs, and has no output values"])
  }

  // MARK: What is no sheet

  @Test func whatIsNoWorkbookIsRefused() throws {
    let whole = try ZipMaker.workbook(header)
    func told(_ bytes: [UInt8]) -> String {
      do {
        _ = try read(bytes)
        return ""
      } catch {
        return "\(error)"
      }
    }
    let noHeader =
      "x.xlsx: there is no decision table in it: no row has a heading such as \"-> to\" or \"-> fee\""
    #expect(told(Array(whole.dropLast(30))).hasPrefix("x.xlsx: the workbook cannot be unpacked: "))
    #expect(told(Array(whole.prefix(10))).hasPrefix("x.xlsx: the workbook cannot be unpacked: "))
    #expect(
      told(try ZipMaker.zip([("a.txt", [65])]))
        == "x.xlsx: this zip file is no workbook: it has no xl/workbook.xml")
    #expect(
      told([0xD0, 0xCF, 0x11, 0xE0, 0xA1]).hasSuffix("save it as .xlsx without one"))
    #expect(told([1, 0, 2]) == "x.xlsx: this is no DMN, no XLSX and no CSV")
    #expect(told(Array("a,b\n1,2\n".utf8)) == noHeader)
    #expect(
      told(try ZipMaker.workbook(ZipMaker.row(1, ["a", "b"])))
        == noHeader)
    #expect(
      told(try ZipMaker.workbook("<row><c></row>")).contains("this is no XML: mismatched tag"))
  }

  @Test func whatUnpacksWithoutEndIsRefused() throws {
    // 200 MiB of zeros are some 200 KiB.
    let bomb = try ZipMaker.zip([
      ("xl/workbook.xml", [UInt8](repeating: 0x20, count: 200 << 20))
    ])
    #expect(bomb.count < 1 << 20)
    #expect {
      try read(bomb)
    } throws: { error in
      "\(error)" == "x.xlsx/xl/workbook.xml: there are more than 128 MiB of it, unpacked"
    }
  }

  @Test(arguments: [
    ("A1", 0, 1), ("$B$3", 1, 3), ("AA10", 26, 10), ("XFD1048576", 16_383, 1_048_576),
  ])
  func addressesAreRead(_ text: String, _ column: Int, _ row: Int) throws {
    let address = try #require(CellAddress(text))
    #expect(address.column == column)
    #expect(address.row == row)
    #expect(address.name == text.replacing("$", with: ""))
  }

  @Test(arguments: ["", "1A", "A", "a1", "A0", "ZZZZ1", "A99999999999999999999"])
  func otherTextsAreNone(_ text: String) {
    #expect(CellAddress(text) == nil)
  }
}
