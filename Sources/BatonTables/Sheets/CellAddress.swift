/// Where a cell stands in a sheet: `B3` is column 1 and row 3.
struct CellAddress: Hashable {
  /// The widest sheets that there are.
  static let columns = 16_384
  static let rows = 1_048_576

  /// From 0.
  let column: Int
  /// From 1.
  let row: Int

  init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Nil for what is no cell of a sheet; dollar signs say nothing.
  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil
      }
      if column > Self.columns || row > Self.rows { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(column: column - 1, row: row)
  }

  var name: String { Self.letters(column) + String(row) }

  static func letters(_ column: Int) -> String {
    var letters = ""
    var left = column + 1
    while left > 0 {
      left -= 1
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(left % 26))) + letters
      left /= 26
    }
    return letters
  }
}
