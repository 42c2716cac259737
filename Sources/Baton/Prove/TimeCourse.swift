import BatonTime

/// When something is done, for every instant at which it may begin: a function of time in pieces.
///
/// Within a piece what begins a millisecond later is done a millisecond later, or at the same instant
/// because nobody works meanwhile. Instants are whole milliseconds, so pieces say exactly what clocks
/// do: nothing is sampled. One course after another is a course again, with at most as many pieces as
/// both have, so a chain of links is one pass over its pieces.
struct TimeCourse: Sendable, Hashable {
  struct Piece: Sendable, Hashable {
    /// The first start that it is about; the next piece's start ends it.
    let start: Int64
    /// When that is done.
    let end: Int64
    /// Whether what begins later ends later.
    let rises: Bool

    func end(from start: Int64) -> Int64 { rises ? end + (start - self.start) : end }
  }

  /// What is never done, as far as is looked ahead.
  static let never = Int64.max

  /// At least one, rising.
  private(set) var pieces: [Piece] = []
  /// The last start that it is about.
  let last: Int64

  /// - Parameter last: the last start that pieces will be added for.
  init(until last: Int64) {
    self.last = last
  }

  /// Adds a piece behind the others; one that only goes on where the last one leads is none.
  mutating func append(from start: Int64, endingAt end: Int64, rises: Bool) {
    let rises = rises && end != Self.never
    if let before = pieces.last {
      if before.start == start { pieces.removeLast() }
      if let before = pieces.last, before.rises == rises, before.end(from: start) == end { return }
    }
    pieces.append(Piece(start: start, end: end, rises: rises))
  }

  /// The instants that it is about.
  var starts: ClosedRange<Int64> { (pieces.first?.start ?? last)...last }

  /// The last start of a piece.
  func lastStart(of index: Int) -> Int64 {
    index + 1 < pieces.count ? pieces[index + 1].start - 1 : last
  }

  /// The piece that a start lies in.
  func index(of start: Int64) -> Int {
    var (low, high) = (0, pieces.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= start { low = middle } else { high = middle }
    }
    return low
  }

  /// When is done what begins then.
  func end(from start: Int64) -> Int64 {
    start > last ? Self.never : pieces[index(of: start)].end(from: start)
  }

  /// What begins when this is done.
  func then(_ next: TimeCourse) -> TimeCourse {
    var chain = TimeCourse(until: last)
    for index in pieces.indices {
      let piece = pieces[index]
      guard piece.rises else {
        chain.append(from: piece.start, endingAt: next.end(from: piece.end), rises: false)
        continue
      }
      let end = piece.end(from: lastStart(of: index))
      var place = next.index(of: piece.end)
      var reached = piece.end
      while reached <= end {
        let start = piece.start + (reached - piece.end)
        guard reached <= next.last else {
          chain.append(from: start, endingAt: Self.never, rises: false)
          break
        }
        let other = next.pieces[place]
        chain.append(from: start, endingAt: other.end(from: reached), rises: other.rises)
        reached = next.lastStart(of: place) + 1
        place += 1
      }
    }
    return chain
  }

  /// The same, of fewer starts.
  func of(_ starts: ClosedRange<Int64>) -> TimeCourse {
    var some = TimeCourse(until: min(last, starts.upperBound))
    var index = index(of: starts.lowerBound)
    var start = max(starts.lowerBound, pieces.first?.start ?? last)
    while index < pieces.count, start <= some.last {
      some.append(
        from: start, endingAt: pieces[index].end(from: start), rises: pieces[index].rises)
      index += 1
      if index < pieces.count { start = pieces[index].start }
    }
    return some
  }

  /// What is done when the first of two is.
  func sooner(_ other: TimeCourse) -> TimeCourse { combined(other) { $0 <= $1 } }

  /// What is done when both are.
  func later(_ other: TimeCourse) -> TimeCourse { combined(other) { $0 >= $1 } }

  private func combined(
    _ other: TimeCourse, prefers: (Int64, Int64) -> Bool
  ) -> TimeCourse {
    var both = TimeCourse(until: min(last, other.last))
    forEachCommonPiece(other) { mine, theirs, start, last in
      let (a, b) = (mine.end(from: start), theirs.end(from: start))
      let first = prefers(a, b) ? mine : theirs
      both.append(from: start, endingAt: first.end(from: start), rises: first.rises)
      let second = prefers(mine.end(from: last), theirs.end(from: last)) ? mine : theirs
      guard second != first, mine.rises != theirs.rises, a != Self.never, b != Self.never else {
        return
      }
      // They cross where the one that rises has made up for the difference.
      let crossing = start + abs(a - b)
      for start in [crossing, crossing + 1] where start <= last {
        let one =
          prefers(mine.end(from: start), theirs.end(from: start)) ? mine : theirs
        both.append(from: start, endingAt: one.end(from: start), rises: one.rises)
      }
    }
    return both
  }

  /// Goes through the stretches of starts in which neither course has a new piece.
  func forEachCommonPiece(
    _ other: TimeCourse, _ body: (Piece, Piece, _ start: Int64, _ last: Int64) -> Void
  ) {
    var start = max(starts.lowerBound, other.starts.lowerBound)
    let end = min(last, other.last)
    guard start <= end else { return }
    var (mine, theirs) = (index(of: start), other.index(of: start))
    while start <= end {
      let last = min(lastStart(of: mine), other.lastStart(of: theirs), end)
      body(pieces[mine], other.pieces[theirs], start, last)
      if lastStart(of: mine) == last { mine += 1 }
      if other.lastStart(of: theirs) == last { theirs += 1 }
      start = last + 1
    }
  }
}
