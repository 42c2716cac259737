import BatonModel
import BatonSyntax

/// The Lua files of one load; turns node numbers and lines into places.
///
/// Of a file's tree only what the numbers name is kept: its constructors, calls and functions, and
/// the declarations that are data. Nodes are numbered through all files: a file's numbers start at
/// its base, which is the count of nodes before it; so are the statements that are data. Looking a
/// number up is O(log files).
final class SourceSet {
  struct File {
    /// As the user wrote it, which the tree of what could run may differ from.
    let text: SourceText
    /// What is no data.
    let block: Block
    let numbered: [NumberedNode]
    let data: DeclaredData
    let firstNode: Int
    let firstData: Int

    var name: String { text.name }
  }

  private(set) var files: [File] = []
  /// Of each file, in order.
  private var firstNodes: [Int] = []
  private var firstData: [Int] = []
  private var positions: [String: Int] = [:]
  private(set) var nodeCount = 0
  private var dataCount = 0

  /// Adds a file.
  /// - Parameter text: the file as the user wrote it, where the tree is of only a part of it.
  func add(_ tree: SyntaxTree, shownAs text: SourceText? = nil) -> File {
    let file = File(
      text: text ?? tree.source, block: tree.block, numbered: tree.numbered, data: tree.data,
      firstNode: nodeCount, firstData: dataCount)
    positions[file.name] = files.count
    files.append(file)
    firstNodes.append(nodeCount)
    firstData.append(dataCount)
    nodeCount += file.numbered.count
    dataCount += file.data.statements.count
    return file
  }

  func file(named name: String) -> File? {
    positions[name].map { files[$0] }
  }

  /// The node with that number and the index of its file.
  func node(_ number: Int?) -> (file: Int, node: NumberedNode)? {
    guard let number, number >= 0, number < nodeCount else { return nil }
    // Empty files share a base with their successor; the last one with that base has the node.
    let file = Self.last(of: firstNodes, upTo: number)
    return (file, files[file].numbered[number - firstNodes[file]])
  }

  /// The data statement with that number and the index of its file.
  func data(_ number: Int) -> (file: Int, statement: DataTable)? {
    guard number >= 0, number < dataCount else { return nil }
    let file = Self.last(of: firstData, upTo: number)
    let data = files[file].data
    return (file, DataTable(data, Int(data.statements[number - firstData[file]])))
  }

  /// The last of ascending numbers that is not above another.
  private static func last(of bases: [Int], upTo number: Int) -> Int {
    var low = 0
    var high = bases.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if bases[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }

  func function(_ number: Int?) -> (file: Int, function: FunctionNode)? {
    guard let (file, node) = node(number), case .function(let function) = node else { return nil }
    return (file, function)
  }

  /// The site of a whole line, for values whose node is not known.
  func site(file: String, line: Int) -> Site? {
    guard let index = positions[file] else { return nil }
    let source = files[index].text
    let text = Array(source.lineText(line).utf8)
    let start = source.offset(line: line)
    let indent = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let end = text.count - text.reversed().prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.count
    return Site(
      file: index, range: SourceRange(lower: start + indent, upper: start + max(indent, end)))
  }

  /// What is written there.
  func text(at site: Site) -> String { files[site.file].text.text(site.range) }

  func place(_ site: Site) -> Place { place(file: site.file, range: site.range) }

  func place(file: Int, range: SourceRange) -> Place {
    let source = files[file].text
    let start = source.position(of: range.lower)
    // Of what goes on, only the first line.
    let next = source.offset(line: start.line + 1)
    let isLast = start.line == source.lineCount
    let end = isLast || range.upper < next ? range.upper : max(next - 1, range.lower)
    return Place(
      file: source.name, line: start.line, column: start.column,
      length: max(source.scalarCount(SourceRange(lower: range.lower, upper: end)), 1))
  }

  func sourceLine(_ place: Place) -> String? {
    guard let index = positions[place.file] else { return nil }
    return files[index].text.lineText(place.line)
  }
}

/// A stretch of one of the load's files. Small and flat: each value that is looked at has one.
struct Site {
  private let fileIndex: Int32
  /// The number within its file of the call that stands there, if one does; else -1.
  private let callNumber: Int32
  let range: SourceRange

  init(file: Int, range: SourceRange, call: Int? = nil) {
    fileIndex = Int32(truncatingIfNeeded: file)
    callNumber = Int32(truncatingIfNeeded: call ?? -1)
    self.range = range
  }

  var file: Int { Int(fileIndex) }
  var call: Int? { callNumber < 0 ? nil : Int(callNumber) }
}
