import BatonLua
import BatonSyntax

/// A table, a call or a list of arguments of a declaration that is data: a node of its file.
struct DataTable {
  let data: DeclaredData
  private let index: Int

  init(_ data: DeclaredData, _ index: Int) {
    self.data = data
    self.index = index
  }

  var node: DeclaredData.Node { data.nodes[index] }
  var isEmpty: Bool { node.parts.isEmpty }

  /// The fields or arguments in the order they are written.
  func parts() -> some RandomAccessCollection<DataTable> {
    node.parts.lazy.map { DataTable(data, $0) }
  }

  var key: String { data.key(of: node) }

  /// The value that stands here.
  var value: Written.Value {
    let node = node
    return switch node.kind {
    case .yes: .yesNo(true)
    case .no: .yesNo(false)
    case .integer: .integer(data.integer(of: node))
    case .number: .number(data.number(of: node))
    case .text: .text(data.text(of: node))
    case .table: .table(.data(self))
    case .call: .record(WrittenRecord(word: Int(node.word), origin: .data(self)))
    }
  }

  func written(in file: Int) -> Written {
    Written(value: value, site: Site(file: file, range: node.range))
  }
}
