/// Where something stands in a document that another tool wrote.
package struct TablePlace: Sendable, Hashable {
  package enum Spot: Sendable, Hashable {
    case file
    /// Both from 1, columns in bytes as XML parsers count them.
    case line(Int, column: Int)
    /// A cell of a sheet, `B3`.
    case cell(String, sheet: String)
  }

  /// The file's name as its user knows it.
  package let file: String
  package let spot: Spot

  package init(file: String, spot: Spot = .file) {
    self.file = file
    self.spot = spot
  }
}

extension TablePlace: CustomStringConvertible {
  /// `loan.dmn:12:5`, or `prices.xlsx, sheet "Fees", B3`.
  package var description: String {
    switch spot {
    case .file: file
    case .line(let line, let column): "\(file):\(line):\(column)"
    case .cell(let cell, let sheet): "\(file), sheet \"\(sheet)\", \(cell)"
    }
  }
}
