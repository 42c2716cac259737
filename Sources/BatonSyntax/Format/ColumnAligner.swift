// Columns: what stands below each other in rows of the same kind.
//
// Rows are the fields of a table or the statements of a block that begin a line each, without a blank
// line between. Rows of plain cells are aligned always, as people expect of a table; others where
// the writer began to, that is, where more than one space stands at a column in one of them. What would
// make a row too long is no column. Comments at the ends of lines that follow each other stand
// below each other.

struct ColumnAligner {
  /// What begins a line and stands below another, and where its columns may be.
  private struct Row {
    let first: Int
    /// The piece after its last one.
    let end: Int
    let columns: [Column]
    /// Nothing but cells without names, on one line.
    let isPlain: Bool
    /// The column after its last piece, if it is one line that cannot be divided and is not too
    /// long already.
    let width: Int?
    /// By how much what was padded moves the rest of the row.
    var shift = 0
  }

  private struct Column {
    let piece: Int
    /// What stands before it: a field's name, a called word. Columns are the same if these are.
    let name: ArraySlice<UInt8>
  }

  /// Cells that differ by more in length are no column: the eye would lose the line.
  private static let widestGap = 21

  /// A row has no more columns than that.
  private static let mostColumns = 64

  fileprivate let pieces: [Piece]
  fileprivate let layout: Layout
  fileprivate let owners: [Int]
  fileprivate var padding: [Int]

  /// The pieces on the page, in columns.
  /// - Parameter owners: see `LineBreaker.owners`.
  static func layout(_ pieces: [Piece], owners: [Int]) -> Layout {
    let none = Array(repeating: 0, count: pieces.count)
    var aligner = ColumnAligner(
      pieces: pieces, layout: Layout(pieces, padding: none), owners: owners, padding: none)
    for var group in aligner.groups() { aligner.align(&group, group.indices, column: 0) }
    let layout = Layout(pieces, padding: aligner.padding)
    return aligner.alignComments(of: layout) ? Layout(pieces, padding: aligner.padding) : layout
  }

  // MARK: Rows

  /// The rows of a table or block that are being read.
  private struct Group {
    var rows: [Row] = []
    var start: Int?
    /// More than one field stands on the row's line.
    var isShared = false
  }

  /// The rows that follow each other, of every table and block.
  private func groups() -> [[Row]] {
    var open: [Int: Group] = [:]
    var groups: [[Row]] = []
    func finish(_ owner: Int) {
      guard let group = open.removeValue(forKey: owner), group.rows.count > 1 else { return }
      groups.append(group.rows)
    }
    func endRow(_ owner: Int, before next: Int) {
      guard let first = open[owner]?.start else { return }
      var end = next
      while end > first, pieces[end - 1].isComment { end -= 1 }
      let row = row(first, end, isShared: open[owner]?.isShared ?? false)
      open[owner]?.rows.append(row)
      open[owner]?.start = nil
      open[owner]?.isShared = false
      let hasGap = end <= next && (end..<next).contains { pieces[$0].newlines > 1 }
      if hasGap || (next < pieces.count && pieces[next].newlines > 1) { finish(owner) }
    }
    for index in pieces.indices {
      let piece = pieces[index]
      let owner = owners[index]
      if piece.partner >= 0, piece.partner < index {
        endRow(piece.partner, before: index)
        finish(piece.partner)
      }
      if piece.kind == .else || piece.kind == .elseif {
        endRow(owner, before: index)
        finish(owner)
      }
      guard piece.startsItem || piece.startsStatement else { continue }
      let hangs =
        piece.startsItem && owner == index - 1 && pieces[owner].kind == .leftBrace
        && !pieces[owner].isArgument
      if index == 0 || piece.newlines > 0 || hangs {
        endRow(owner, before: index)
        open[owner, default: Group()].start = index
      } else {
        open[owner]?.isShared = true
      }
    }
    endRow(-1, before: pieces.count)
    finish(-1)
    return groups
  }

  private func row(_ first: Int, _ end: Int, isShared: Bool) -> Row {
    // What goes on below the row's first line has no columns.
    var stop = first + 1
    while stop < end, pieces[stop].newlines == 0, pieces[stop].widths.last == nil { stop += 1 }
    let isOneLine = stop == end
    var columns: [Column] = []
    var at = first
    if pieces[first].startsItem {
      let sign = pieces[first].kind == .leftBracket ? pieces[first].partner + 1 : first + 1
      if sign < stop, pieces[sign].kind == .assign {
        columns.append(Column(piece: sign, name: pieces[sign].text))
        at = sign + 1
      }
    }
    let isTable =
      at == first && isOneLine && pieces[at].kind == .leftBrace && pieces[at].partner == end - 1
    if !isShared { columns += cells(from: at, to: stop, word: pieces[first].text) }
    let isPlain = isTable && !columns.isEmpty && columns.allSatisfy { $0.name.isEmpty }
    let width = layout.columns[end - 1] + pieces[end - 1].widths.first + 1
    let canBeDivided = pieces[end - 1].kind == .rightBrace || pieces[end - 1].kind == .rightParen
    let isLimited = isOneLine && !canBeDivided && width <= SourceFormat.columns
    return Row(
      first: first, end: end, columns: columns, isPlain: isPlain && !isShared,
      width: isLimited ? width : nil)
  }

  /// The columns of `word "name" { … }`, `word(…) { … }` and `{ … }`.
  private func cells(from lower: Int, to upper: Int, word: ArraySlice<UInt8>) -> [Column] {
    var columns: [Column] = []
    var at = lower
    while at < upper, columns.count < Self.mostColumns {
      let opener = at
      let closer = pieces[opener].partner
      let isBrace = pieces[opener].kind == .leftBrace
      guard isBrace || pieces[opener].kind == .leftParen, closer > opener else {
        at += 1
        continue
      }
      if opener + 1 == upper { break }
      if isBrace, opener > lower { columns.append(Column(piece: opener, name: word)) }
      at = opener + 1
      let unnamed: ArraySlice<UInt8> = isBrace ? [] : word
      var before = unnamed
      while at < min(closer, upper), columns.count < Self.mostColumns {
        if pieces[at].startsItem, owners[at] == opener {
          if at > opener + 1 { columns.append(Column(piece: at, name: before)) }
          let isNamed = at + 1 < closer && pieces[at + 1].kind == .assign
          before = isNamed ? pieces[at].text : unnamed
        }
        at += 1
      }
      at = closer + 1
    }
    return columns
  }

  // MARK: Columns

  /// Aligns one column of rows that have the same columns before it, then those after it.
  private mutating func align(_ rows: inout [Row], _ range: Range<Int>, column: Int) {
    var lower = range.lowerBound
    while lower < range.upperBound {
      guard column < rows[lower].columns.count else {
        lower += 1
        continue
      }
      let name = rows[lower].columns[column].name
      var upper = lower + 1
      while upper < range.upperBound, column < rows[upper].columns.count,
        rows[upper].columns[column].name == name
      {
        upper += 1
      }
      if upper - lower > 1 {
        pad(&rows, lower..<upper, column)
        align(&rows, lower..<upper, column: column + 1)
      }
      lower = upper
    }
  }

  private mutating func pad(_ rows: inout [Row], _ range: Range<Int>, _ column: Int) {
    let places = range.map { rows[$0].columns[column].piece }
    let count = rows[range.lowerBound].columns.count
    let isPlain = range.allSatisfy { rows[$0].isPlain && rows[$0].columns.count == count }
    guard isPlain || places.contains(where: { pieces[$0].wasAligned }) else { return }
    // How far each column is from its row's beginning, with what was padded before it.
    let distances = zip(range, places).map { row, place in
      layout.columns[place] - layout.columns[rows[row].first] + rows[row].shift
    }
    guard let furthest = distances.max(), let nearest = distances.min(),
      furthest - nearest <= Self.widestGap
    else { return }
    for (row, distance) in zip(range, distances) {
      guard let width = rows[row].width else { continue }
      if width + rows[row].shift + furthest - distance > SourceFormat.columns { return }
    }
    for (row, (place, distance)) in zip(range, zip(places, distances)) {
      padding[place] = furthest - distance
      rows[row].shift += furthest - distance
    }
  }

  // MARK: Comments

  /// - Returns: whether any comment moved.
  private mutating func alignComments(of layout: Layout) -> Bool {
    var hasMoved = false
    var run: [Layout.Line] = []
    for line in layout.lines {
      let last = line.end - 1
      let hasComment = last > line.first && pieces[last].isLineComment
      if !hasComment || (line.first > 0 && pieces[line.first].newlines > 1) {
        hasMoved = align(run, layout) || hasMoved
        run = []
      }
      if hasComment { run.append(line) }
    }
    return align(run, layout) || hasMoved
  }

  private mutating func align(_ lines: [Layout.Line], _ layout: Layout) -> Bool {
    guard lines.count > 1 else { return false }
    let columns = lines.map { layout.columns[$0.end - 1] }
    guard let furthest = columns.max() else { return false }
    for line in lines
    where furthest + pieces[line.end - 1].widths.first > SourceFormat.columns { return false }
    for (line, column) in zip(lines, columns) { padding[line.end - 1] = furthest - column }
    return columns.contains { $0 != furthest }
  }
}
