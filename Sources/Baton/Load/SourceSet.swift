import BatonModel
import BatonSyntax

/// The Lua files of one load with their syntax trees; turns node numbers and lines into places.
///
/// Nodes are numbered through all files: a file's numbers start at its base, which is the count of
/// nodes before it. Looking a number up is O(log files).
final class SourceSet {
  private(set) var trees: [SyntaxTree] = []
  /// The files as the user wrote them, which a tree of what could run may differ from.
  private var texts: [SourceText] = []
  private var bases: [Int] = []
  private var positions: [String: Int] = [:]
  private(set) var nodeCount = 0

  /// Adds a file.
  /// - Returns: the number of its first node.
  /// - Parameter text: the file as the user wrote it, where the tree is of only a part of it.
  func add(_ tree: SyntaxTree, shownAs text: SourceText? = nil) -> Int {
    texts.append(text ?? tree.source)
    let base = nodeCount
    positions[tree.source.name] = trees.count
    trees.append(tree)
    bases.append(base)
    nodeCount += tree.numbered.count
    return base
  }

  func tree(named file: String) -> SyntaxTree? {
    positions[file].map { trees[$0] }
  }

  /// The node with that number and the index of its file.
  func node(_ number: Int?) -> (file: Int, node: NumberedNode)? {
    guard let number, number >= 0, number < nodeCount else { return nil }
    var low = 0
    var high = bases.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if bases[middle] <= number { low = middle } else { high = middle }
    }
    // Empty files share a base with their successor; the last one with that base has the node.
    return (low, trees[low].numbered[number - bases[low]])
  }

  func function(_ number: Int?) -> (file: Int, function: FunctionNode)? {
    guard let (file, node) = node(number), case .function(let function) = node else { return nil }
    return (file, function)
  }

  /// The site of a whole line, for values whose node is not known.
  func site(file: String, line: Int) -> Site? {
    guard let index = positions[file] else { return nil }
    let source = texts[index]
    let text = Array(source.lineText(line).utf8)
    let start = source.offset(line: line)
    let indent = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let end = text.count - text.reversed().prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.count
    return Site(
      file: index, range: SourceRange(lower: start + indent, upper: start + max(indent, end)))
  }

  func place(_ site: Site) -> Place { place(file: site.file, range: site.range) }

  func place(file: Int, range: SourceRange) -> Place {
    let source = texts[file]
    let start = source.position(of: range.lower)
    let end = source.position(of: range.upper)
    let length: Int
    if end.line == start.line {
      length = end.column - start.column
    } else {
      let lineEnd = max(source.offset(line: start.line + 1) - 1, range.lower)
      length = source.position(of: lineEnd).column - start.column
    }
    return Place(
      file: source.name, line: start.line, column: start.column, length: max(length, 1))
  }

  func sourceLine(_ place: Place) -> String? {
    guard let index = positions[place.file] else { return nil }
    return texts[index].lineText(place.line)
  }
}

/// A stretch of one of the load's files.
struct Site {
  let file: Int
  let range: SourceRange
  /// The expression that stands there, when the tree knows it.
  var expression: Expression? = nil
}
