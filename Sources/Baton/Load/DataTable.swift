import BatonLua
import BatonSyntax

/// A table, a call or a list of arguments of a declaration that is data: a node of its file.
struct DataTable {
  let data: DeclaredData
  /// The number of its node.
  let index: Int

  init(_ data: DeclaredData, _ index: Int) {
    self.data = data
    self.index = index
  }

  var node: DeclaredData.Node { data.node(index) }
  var isEmpty: Bool { node.parts.isEmpty }
  /// Whether a part has no name.
  var hasItems: Bool { data.hasItems(index) }
  /// How many of its parts have a name.
  var namedCount: Int { data.namedCount(of: index) }

  /// The fields or arguments in the order they are written.
  func parts() -> some RandomAccessCollection<DataTable> {
    node.parts.lazy.map { DataTable(data, $0) }
  }

  var key: String { data.key(of: node) }

  /// The value that stands here.
  var value: Written.Value { value(of: node) }

  private func value(of node: DeclaredData.Node) -> Written.Value {
    switch node.kind {
    case .yes: .yesNo(true)
    case .no: .yesNo(false)
    case .integer: .integer(data.integer(of: node))
    case .number: .number(data.number(of: node))
    case .text: .text(data.text(of: node))
    case .table: .table(.data(self))
    case .call: .record(.data(self))
    }
  }

  func field(_ name: String, in file: Int) -> Written? {
    data.part(name, of: index).map { DataTable(data, $0).written(in: file) }
  }

  func written(in file: Int) -> Written {
    let node = node
    return Written(value: value(of: node), site: Site(file: file, range: node.range))
  }
}
