/// Finds the known name that a misspelt one probably means.
///
/// The measure is the restricted edit distance (insert, delete, replace, swap neighbours), ignoring
/// case; a name further away than a third of its length is no help and is not offered. Where names may
/// be free less is taken for a slip.
enum NearestName {
  /// - Parameter share: so many letters may be wrong as this goes into the length; at least one.
  static func to(
    _ written: String, among known: some Sequence<String>, oneLetterIn share: Int = 3
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
