/// Finds the known name that a misspelt one probably means.
///
/// The measure is the restricted edit distance (insert, delete, replace, swap neighbours), ignoring
/// case; a name further away than a third of its length is no help and is not offered.
enum NearestName {
  static func to(_ written: String, among known: some Sequence<String>) -> String? {
    nearest(written, among: known, oneLetterIn: 3)
  }

  /// The name that was probably meant where any name is allowed: one letter in six may be wrong, and
  /// names of up to three letters, or that differ in their digits alone, are names of their own.
  static func slip(of written: String, among known: some Sequence<String>) -> String? {
    guard written.count > 3 else { return nil }
    let withoutDigits = written.filter { !$0.isNumber }
    let others = known.filter { $0.count > 3 && $0.filter { !$0.isNumber } != withoutDigits }
    return nearest(written, among: others, oneLetterIn: 6)
  }

  private static func nearest(
    _ written: String, among known: some Sequence<String>, oneLetterIn share: Int
  ) -> String? {
    let wanted = Array(written.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for name in known where name != written {
      let candidate = Array(name.lowercased().unicodeScalars)
      let limit = max(1, max(wanted.count, candidate.count) / share)
      guard abs(candidate.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, candidate)
      guard distance <= limit else { continue }
      if let best, (best.distance, best.name) <= (distance, name) { continue }
      best = (name, distance)
    }
    return best?.name
  }

  /// O(n·m) time, three rows of memory.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], before[j - 2] + 1)
        }
      }
      (before, previous, current) = (previous, current, before)
    }
    return previous[b.count]
  }
}
