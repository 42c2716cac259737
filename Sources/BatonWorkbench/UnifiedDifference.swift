// Two texts line by line, as `diff -u` shows them: three lines round each change.
//
// Myers' algorithm, of the standard library, between the first and the last line that differ:
// O(lines × changed lines). Where that would take long, all between them is one change.

package enum UnifiedDifference {
  private static let context = 3
  /// As many comparisons of lines as are worth a smaller patch.
  private static let mostComparisons = 25_000_000

  private enum Line {
    case kept(Int, Int)
    case removed(Int)
    case added(Int)
  }

  /// The lines of a patch, without line ends; none if the texts are equal.
  package static func lines(
    _ before: [UInt8], _ after: [UInt8], name: String
  ) -> [String] {
    let old = split(before)
    let new = split(after)
    let script = script(old, new)
    let changes = script.indices.filter { if case .kept = script[$0] { false } else { true } }
    guard !changes.isEmpty else { return [] }
    var lines = ["--- \(name)", "+++ \(name)"]
    var next = 0
    while next < changes.count {
      let lower = max(0, changes[next] - context)
      var upper = changes[next] + 1
      while next < changes.count, changes[next] <= upper + 2 * context {
        upper = changes[next] + 1
        next += 1
      }
      let part = script[lower..<min(upper + context, script.count)]
      lines.append(head(part, script[..<lower]))
      for line in part {
        switch line {
        case .kept(let at, _): lines += shown(" ", old[at])
        case .removed(let at): lines += shown("-", old[at])
        case .added(let at): lines += shown("+", new[at])
        }
      }
    }
    return lines
  }

  private static func head(_ part: ArraySlice<Line>, _ before: ArraySlice<Line>) -> String {
    func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
      lines.reduce(into: (0, 0)) { counts, line in
        switch line {
        case .kept:
          counts.0 += 1
          counts.1 += 1
        case .removed: counts.0 += 1
        case .added: counts.1 += 1
        }
      }
    }
    let start = counts(before)
    let length = counts(part)
    func range(_ start: Int, _ length: Int) -> String {
      "\(length == 0 ? start : start + 1),\(length)"
    }
    return "@@ -\(range(start.old, length.old)) +\(range(start.new, length.new)) @@"
  }

  private static func script(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    {
      end += 1
    }
    let oldPart = start..<(old.count - end)
    let newPart = start..<(new.count - end)
    var removed = Set(oldPart)
    var added = Set(newPart)
    if oldPart.count * newPart.count <= mostComparisons {
      removed = []
      added = []
      for change in new[newPart].difference(from: old[oldPart]) {
        switch change {
        case .remove(let offset, _, _): removed.insert(start + offset)
        case .insert(let offset, _, _): added.insert(start + offset)
        }
      }
    }
    var lines: [Line] = []
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        lines.append(.removed(left))
        left += 1
      } else if right < new.count, added.contains(right) {
        lines.append(.added(right))
        right += 1
      } else {
        lines.append(.kept(left, right))
        left += 1
        right += 1
      }
    }
    return lines
  }

  /// With their line ends, so that a last line without one differs from the same line with one.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func shown(_ sign: String, _ line: ArraySlice<UInt8>) -> [String] {
    guard line.last == 0x0A else {
      return [sign + String(decoding: line, as: UTF8.self), "\\ No newline at end of file"]
    }
    return [sign + String(decoding: line.dropLast(), as: UTF8.self)]
  }
}
