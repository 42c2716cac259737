// Lines that are too long are divided at their tables.
//
// A line of fields continues on the next one. Else the table at the end of the line gets lines of
// its own: that of a called word is opened, any other goes on below its first field. What has no
// table, a long text for example, stays as it is. Each round deals with one level of tables, first
// without aligned columns and then with them.

struct LineBreaker {
  private var pieces: [Piece]
  private let layout: Layout
  private let owners: [Int]
  private var hasChanged = false

  /// Divides what is too long.
  /// - Returns: how the pieces are laid out, in columns.
  static func layout(_ pieces: [Piece]) -> Layout {
    var pieces = pieces
    let owners = owners(of: pieces)
    let none = Array(repeating: 0, count: pieces.count)
    while divide(&pieces, Layout(pieces, padding: none), owners) {}
    while true {
      let layout = ColumnAligner.layout(pieces, owners: owners)
      if !divide(&pieces, layout, owners) { return layout }
    }
  }

  /// - Returns: whether a line was divided.
  private static func divide(_ pieces: inout [Piece], _ layout: Layout, _ owners: [Int]) -> Bool {
    guard layout.lines.contains(where: { $0.width > SourceFormat.columns }) else { return false }
    var breaker = LineBreaker(pieces: pieces, layout: layout, owners: owners)
    breaker.run()
    pieces = breaker.pieces
    return breaker.hasChanged
  }

  /// By piece: the bracket or the block's first word that it stands in, or -1.
  static func owners(of pieces: [Piece]) -> [Int] {
    var open: [Int] = []
    return pieces.indices.map { index in
      let partner = pieces[index].partner
      if partner >= 0, partner < index { open.removeLast() }
      defer { if partner > index { open.append(index) } }
      return open.last ?? -1
    }
  }

  private init(pieces: [Piece], layout: Layout, owners: [Int]) {
    self.pieces = pieces
    self.layout = layout
    self.owners = owners
  }

  private mutating func run() {
    for line in layout.lines where line.width > SourceFormat.columns {
      if !continueBelow(line) { divide(line.first..<line.end) }
    }
  }

  private mutating func breakLine(before piece: Int) {
    pieces[piece].newlines = 1
    hasChanged = true
  }

  /// The column after a piece and its comma.
  private func end(of piece: Int) -> Int {
    let widths = pieces[piece].widths
    let start = widths.last == nil ? layout.columns[piece] : 0
    return start + (widths.last ?? widths.first) + (pieces[piece].separator == .none ? 0 : 1)
  }

  // MARK: Lines of fields

  /// Goes on below with the fields of a table that has several lines already.
  private mutating func continueBelow(_ line: Layout.Line) -> Bool {
    let starts = fields(of: line)
    guard !starts.isEmpty else { return false }
    var shift = 0
    var last = line.first
    for (position, start) in starts.enumerated() {
      let next = position + 1 < starts.count ? starts[position + 1] : line.end
      guard end(of: next - 1) - shift > SourceFormat.columns, start > last else { continue }
      breakLine(before: start)
      shift = layout.columns[start] - layout.indents[owners[start]]
      last = start
    }
    return last > line.first
  }

  /// Where fields begin inside a line, but for the first of a table, if their table is not closed
  /// on the line it is opened on.
  private func fields(of line: Layout.Line) -> [Int] {
    var found: [Int] = []
    var at = line.first
    while at < line.end {
      if at > line.first, pieces[at].startsItem, owners[at] >= 0, owners[at] != at - 1,
        pieces[owners[at]].kind == .leftBrace
      {
        found.append(at)
      }
      let partner = pieces[at].partner
      at = partner > at && partner < line.end ? partner + 1 : at + 1
    }
    return found
  }

  // MARK: Tables

  /// Divides the last table of a stretch of pieces, if nothing but brackets follows it.
  private mutating func divide(_ stretch: Range<Int>) {
    var last = stretch.upperBound - 1
    while last > stretch.lowerBound, pieces[last].isComment { last -= 1 }
    while last >= stretch.lowerBound, let kind = pieces[last].kind {
      switch kind {
      case .rightParen, .rightBracket: last -= 1
      case .rightBrace where pieces[last].partner < stretch.lowerBound: last -= 1
      case .rightBrace: return divide(table: outermost(last, stretch))
      default: return
      }
    }
  }

  /// The widest table of a stretch that ends with a brace or with only brackets after it.
  private func outermost(_ closer: Int, _ stretch: Range<Int>) -> Int {
    var closer = closer
    var next = closer + 1
    while next < stretch.upperBound, let kind = pieces[next].kind {
      guard kind == .rightBrace || kind == .rightParen || kind == .rightBracket,
        pieces[next].partner >= stretch.lowerBound
      else { break }
      if kind == .rightBrace { closer = next }
      next += 1
    }
    return pieces[closer].partner
  }

  private mutating func divide(table opener: Int) {
    let closer = pieces[opener].partner
    guard closer > opener + 1 else { return }
    let starts = (opener + 1..<closer).filter { pieces[$0].startsItem && owners[$0] == opener }
    if pieces[opener].isArgument {
      breakLine(before: opener + 1)
      breakLine(before: closer)
      if isRule(starts, closer) { for start in starts.dropFirst() { breakLine(before: start) } }
      return
    }
    let fitting = starts.dropFirst().last { end(of: $0 - 1) <= SourceFormat.columns }
    if let fitting { return breakLine(before: fitting) }
    let known = hasChanged
    hasChanged = false
    divide(opener + 1..<closer)
    if !hasChanged {
      breakLine(before: opener + 1)
      breakLine(before: closer)
    }
    hasChanged = hasChanged || known
  }

  /// A declaration whose fields are conditions and the like: one to a line.
  private func isRule(_ starts: [Int], _ closer: Int) -> Bool {
    starts.contains { start in
      guard pieces[start].kind == .name, start + 2 < closer, pieces[start + 1].kind == .assign
      else { return false }
      let value = start + 2
      guard pieces[value].kind == .leftBrace else { return false }
      return (value + 1..<pieces[value].partner).contains {
        owners[$0] == value && pieces[$0].kind == .assign
      }
    }
  }
}
