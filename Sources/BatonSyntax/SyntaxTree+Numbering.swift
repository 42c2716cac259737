// The same program, in which each value knows its node.
//
// Lua can tell a line, and only of a call. So each table, function and declaring call is handed to a
// function with its number when it comes into being: `{…}` becomes `__n(7,{…})`. Only insertions, all
// inside their line, so that every line number stays.
//
// Three things could change the meaning of the rest, and do not:
//  - a table or function that ended a statement becomes a call, and a "(" on the next line would go
//    on calling it: then the insertion ends with ";" (between two complete expressions only a new
//    statement can begin, so the ";" cannot be wrong);
//  - `f{…}` needs parentheses, which keep its place as a call of `f`;
//  - each marker nests by up to two of Lua's 200 levels: where the file is so deep that this could
//    exceed them, the innermost nodes stay without number.

extension SyntaxTree {
  /// The function that a numbered source calls: `__n(number, value)` returns the value.
  package static let marker = "__n"

  private struct Insertion {
    let offset: Int
    /// Text that closes comes before text that opens at the same place.
    let isOpening: Bool
    /// Among openings at one place the node that ends last is the outermost; closings mirror that.
    let other: Int
    /// A call is around the table that is its argument, although both have the same range.
    let isCall: Bool
    let text: String
    /// The end of what gives way to the text, but for as many line ends.
    var replaced = 0
  }

  /// The same program, same lines, same meaning, in which each value knows its node.
  ///
  /// Node k gets the number `base + k`. `words` are the globals whose calls are numbered at their
  /// first argument, which is cut to one value. What Lua skips at the start of a file (a byte order
  /// mark, a line that begins with "#") is left out, so that `lua_load` takes the result.
  /// Instead of a run of data there is `__n(first, count, true)` with the number of its first
  /// statement, counted from `data`, so that the order in which things come into being is known.
  /// Meaningful only for a tree without problems. O(source + nodes log nodes).
  package func numberedSource(
    from base: Int, calls words: Set<String>, data first: Int = 0
  ) -> [UInt8] {
    var insertions: [Insertion] = []
    insertions.reserveCapacity(numbered.count * 2)
    for range in marked(words) { append(range, base, &insertions) }
    for run in data.runs {
      let range = data.range(of: run)
      insertions.append(
        Insertion(
          offset: range.lower, isOpening: true, other: range.upper, isCall: false,
          text: "\(Self.marker)(\(first + run.lowerBound),\(run.count),true);",
          replaced: range.upper))
    }
    insertions.sort(by: Self.isBefore)
    var result: [UInt8] = []
    result.reserveCapacity(source.bytes.count + insertions.count * 8)
    var copied = SourcePreamble(source.bytes).end
    for insertion in insertions {
      result.append(contentsOf: source.bytes[copied..<insertion.offset])
      copied = insertion.offset
      // `return{}` must not become `return__n(…)`.
      if insertion.isOpening, !insertion.text.hasPrefix("("), let last = result.last,
        Byte.isNamePart(last)
      {
        result.append(Byte.space)
      }
      result.append(contentsOf: insertion.text.utf8)
      if insertion.replaced > copied {
        let lines = source.line(of: insertion.replaced) - source.line(of: copied)
        result.append(contentsOf: repeatElement(Byte.newline, count: lines))
        copied = insertion.replaced
      }
    }
    result.append(contentsOf: source.bytes[copied...])
    return result
  }

  private static func isBefore(_ left: Insertion, _ right: Insertion) -> Bool {
    if left.offset != right.offset { return left.offset < right.offset }
    if left.isOpening != right.isOpening { return right.isOpening }
    if left.other != right.other { return left.other > right.other }
    return left.isOpening ? left.isCall && !right.isCall : right.isCall && !left.isCall
  }

  /// What is to be marked: a range, and whether parentheses must be made for it.
  private struct Marked {
    enum Kind {
      case plain
      /// `f{…}`
      case bare
      /// `word{…}`: the call's own marker makes the parentheses.
      case bareInCall
      case call
      case bareCall
      case statement(String)
    }
    let number: Int
    let range: SourceRange
    let kind: Kind
  }

  private func marked(_ words: Set<String>) -> [Marked] {
    var all: [Marked] = []
    for (number, node) in numbered.enumerated() {
      switch node {
      case .table(let table):
        // A bare argument's call has the number before it.
        let bare: Marked.Kind = isWordCall(number - 1, words) ? .bareInCall : .bare
        let kind = table.isBareArgument ? bare : .plain
        all.append(Marked(number: number, range: table.range, kind: kind))
      case .function(let function):
        switch function.form {
        case .expression:
          all.append(Marked(number: number, range: function.range, kind: .plain))
        case .local(let path), .statement(let path):
          all.append(Marked(number: number, range: function.range, kind: .statement(path)))
        }
      case .call(let call):
        guard isWordCall(number, words), let first = call.arguments.first else { continue }
        let kind: Marked.Kind = call.hasParentheses ? .call : .bareCall
        all.append(Marked(number: number, range: first.range, kind: kind))
      }
    }
    return withinLevels(all)
  }

  private func isWordCall(_ number: Int, _ words: Set<String>) -> Bool {
    guard number >= 0, case .call(let call) = numbered[number], let name = call.calleeName,
      case .name(let callee) = call.callee
    else { return false }
    return callee.isGlobal && words.contains(name)
  }

  /// Leaves out what would nest too deep. Ranges nest or are apart, and come in order.
  private func withinLevels(_ all: [Marked]) -> [Marked] {
    let room = (Parser.levelLimit - deepestLevel) / 3
    guard room < all.count else { return all }
    var ends: [Int] = []
    return all.filter { marked in
      if case .statement = marked.kind { return true }
      while let end = ends.last, end <= marked.range.lower { ends.removeLast() }
      guard ends.count < room else { return false }
      ends.append(marked.range.upper)
      return true
    }
  }

  private func append(_ marked: Marked, _ base: Int, _ insertions: inout [Insertion]) {
    let number = String(base + marked.number)
    let range = marked.range
    let open: String
    var close: String
    var isCall = false
    switch marked.kind {
    case .plain, .bareInCall:
      open = "\(Self.marker)(\(number),"
      close = ")"
    case .bare:
      open = "(\(Self.marker)(\(number),"
      close = "))"
    case .call:
      open = "\(Self.marker)(\(number),("
      close = "))"
      isCall = true
    case .bareCall:
      open = "(\(Self.marker)(\(number),"
      close = "))"
      isCall = true
    case .statement(let path):
      insertions.append(
        Insertion(
          offset: range.upper, isOpening: false, other: range.lower, isCall: false,
          text: " \(Self.marker)(\(number),\(path));"))
      return
    }
    if case .plain = marked.kind, isFollowedByParenthesis(range.upper) { close += ";" }
    insertions.append(
      Insertion(
        offset: range.lower, isOpening: true, other: range.upper, isCall: isCall, text: open))
    insertions.append(
      Insertion(
        offset: range.upper, isOpening: false, other: range.lower, isCall: isCall, text: close))
  }

  /// Whether the first token from an offset on is "(".
  private func isFollowedByParenthesis(_ offset: Int) -> Bool {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].lower) < offset { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].kind == .leftParen
  }
}
