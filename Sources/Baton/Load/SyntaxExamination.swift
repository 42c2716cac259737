import BatonSyntax

/// What a file's syntax tree shows before it runs: mistakes, and how much of it can run anyway.
///
/// Lua would stop at the first mistake. Statements that cannot run (not Lua, an unknown word, an
/// assignment to a global) are blanked instead, byte for byte, so that what the others declare is
/// there and their mistakes are found too.
struct SyntaxExamination {
  let tree: SyntaxTree
  /// Names that nobody declared: misspelt words, mostly.
  let unknownGlobals: [NameNode]
  /// The tree of what can run; nil when nothing sensible is left.
  let runnable: SyntaxTree?

  init(_ tree: SyntaxTree) {
    self.tree = tree
    var unknown: [NameNode] = []
    tree.block.walk { expression in
      if case .name(let name) = expression, name.isGlobal,
        !Vocabulary.globals.contains(name.name)
      {
        unknown.append(name)
      }
    }
    let assigned = tree.traps.compactMap { trap -> SourceRange? in
      switch trap.cause {
      case .globalAssignment, .environment: trap.range
      default: nil
      }
    }
    unknownGlobals = unknown.filter { name in
      !assigned.contains { $0.lower == name.range.lower }
    }
    let broken = tree.problems.map(\.range) + assigned + unknownGlobals.map(\.range)
    runnable = broken.isEmpty ? tree : Self.blanked(tree, broken)
  }

  /// The tree without the outermost statements that hold one of the ranges.
  private static func blanked(_ tree: SyntaxTree, _ ranges: [SourceRange]) -> SyntaxTree? {
    var bytes = tree.source.bytes
    let data = tree.data.statements.map { tree.data.node(Int($0)).range }
    for own in tree.block.statements.map(\.range) + data {
      let isBroken = ranges.contains { $0.lower >= own.lower && $0.lower <= own.upper }
      guard isBroken else { continue }
      for index in own.lower..<min(own.upper, bytes.count)
      where bytes[index] != 0x0A && bytes[index] != 0x0D {
        bytes[index] = 0x20
      }
    }
    let rest = SyntaxTree.parse(
      SourceText(name: tree.source.name, bytes: bytes), data: Vocabulary.dataWords)
    return rest.problems.isEmpty ? rest : nil
  }
}
