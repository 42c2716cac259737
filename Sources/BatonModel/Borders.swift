/// A pattern with the borders of its beginnings: Knuth, Morris and Pratt's search (1977), which never
/// goes back in the text, so that no text and pattern make it slow.
///
/// A border of some bytes is a shorter beginning of them that is also their end. When the search has
/// matched some bytes and the next one differs, it goes on as if it had matched their longest border.
/// Cost: time and memory in proportion to the pattern, then time in proportion to the text.
struct Borders {
  private let pattern: [UInt8]
  /// For each count of first bytes of the pattern: how long their longest border is.
  private let lengths: [Int]

  init(of pattern: [UInt8]) {
    var lengths = [0, 0]
    lengths.reserveCapacity(pattern.count + 1)
    var matched = 0
    for byte in pattern.dropFirst() {
      while matched > 0, pattern[matched] != byte { matched = lengths[matched] }
      if pattern[matched] == byte { matched += 1 }
      lengths.append(matched)
    }
    self.pattern = pattern
    self.lengths = lengths
  }

  /// Whether the pattern, which is not empty, occurs where a condition on the place holds.
  func hasOccurrence(in text: [UInt8], where isGood: (Int) -> Bool) -> Bool {
    var matched = 0
    for (position, byte) in text.enumerated() {
      while matched > 0, matched == pattern.count || pattern[matched] != byte {
        matched = lengths[matched]
      }
      if pattern[matched] == byte { matched += 1 }
      if matched == pattern.count, isGood(position + 1 - matched) { return true }
    }
    return false
  }
}
