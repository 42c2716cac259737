import CZip
import Foundation

/// Makes zip files and workbooks for tests, by libzip.
enum ZipMaker {
  struct Failure: Error {}

  static func zip(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "baton-\(UUID().uuidString).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw Failure() }
    // The archive reads the bytes when it is closed.
    let buffers = parts.map { part in
      let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(part.1.count, 1))
      _ = buffer.initialize(from: part.1)
      return buffer
    }
    defer { for buffer in buffers { buffer.deallocate() } }
    for (part, buffer) in Swift.zip(parts, buffers) {
      guard
        let source = zip_source_buffer(archive, buffer.baseAddress, UInt64(part.1.count), 0),
        zip_file_add(archive, part.0, source, 0) >= 0
      else { throw Failure() }
    }
    guard zip_close(archive) == 0 else { throw Failure() }
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  /// A workbook of one sheet.
  /// - Parameters:
  ///   - rows: what stands in the sheet's `sheetData`.
  ///   - rest: what stands behind it: merged cells.
  ///   - before: what stands before it: columns.
  static func workbook(
    _ rows: String, before: String = "", rest: String = "", strings: [String] = [],
    name: String = "Fees"
  ) throws -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let parts = [
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(main)" xmlns:r="\(links)"><sheets>
        <sheet name="\(name)" sheetId="1" r:id="rId1"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>
        """
      ),
      (
        "xl/styles.xml",
        """
        <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/>
        <numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
        </styleSheet>
        """
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">" + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"\(main)\">\(before)<sheetData>\(rows)</sheetData>\(rest)</worksheet>"
      ),
    ]
    return try zip(parts.map { ($0.0, Array($0.1.utf8)) })
  }

  /// A row of texts, as `inlineStr`; nil leaves a cell out.
  static func row(_ number: Int, _ texts: [String?], attributes: String = "") -> String {
    let cells = texts.enumerated().map { index, text in
      let address = String(UnicodeScalar(UInt8(65 + index))) + String(number)
      return text.map {
        "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\($0.replacing("<", with: "&lt;"))</t></is></c>"
      } ?? ""
    }
    return "<row r=\"\(number)\"\(attributes)>\(cells.joined())</row>"
  }
}
