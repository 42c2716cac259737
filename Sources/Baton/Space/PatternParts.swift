import BatonModel

/// Which questions about one text a question answers: what begins with "payslip" contains "pay".
///
/// The stretches of a pattern's own text are looked up among the texts of the others, or, where they are
/// more than the others are, each of these is looked for in it. Cost of one: at most a look at each.
struct PatternParts {
  private let patterns: [(pattern: TextPattern, axis: Int)]
  private var contained = Texts()
  private var starts = Texts()
  private var ends = Texts()

  /// Axes by the folded text, and how long those are.
  private struct Texts {
    var axes: [ArraySlice<UInt8>: Int] = [:]
    var lengths: Set<Int> = []

    mutating func add(_ text: FoldedText, _ axis: Int) {
      axes[text.utf8[...]] = axis
      lengths.insert(text.utf8.count)
    }
  }

  init(_ patterns: [(pattern: TextPattern, axis: Int)]) {
    self.patterns = patterns
    for (pattern, axis) in patterns {
      switch pattern {
      case .contains(let text): contained.add(text, axis)
      case .start(let text): starts.add(text, axis)
      case .end(let text): ends.add(text, axis)
      case .word, .matches, .member: break
      }
    }
  }

  /// The axes of patterns that hold wherever one does, its own perhaps among them.
  func implied(by pattern: TextPattern) -> Set<Int> {
    let text: FoldedText
    switch pattern {
    case .contains(let own), .word(let own), .start(let own), .end(let own): text = own
    case .matches, .member: return []
    }
    let bytes = text.utf8
    if bytes.count * contained.lengths.count > patterns.count {
      return Set(patterns.filter { pattern.implies($0.pattern) }.map(\.axis))
    }
    var found: Set<Int> = []
    for length in contained.lengths where length <= bytes.count {
      for start in 0...(bytes.count - length) {
        if let axis = contained.axes[bytes[start..<start + length]] { found.insert(axis) }
      }
    }
    if case .start = pattern {
      for length in starts.lengths where length <= bytes.count {
        if let axis = starts.axes[bytes.prefix(length)] { found.insert(axis) }
      }
    }
    if case .end = pattern {
      for length in ends.lengths where length <= bytes.count {
        if let axis = ends.axes[bytes.suffix(length)] { found.insert(axis) }
      }
    }
    return found
  }
}
