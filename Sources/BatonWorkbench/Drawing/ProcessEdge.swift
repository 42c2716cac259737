import Baton

/// All that leads from one state to another, as one line of a drawing.
struct ProcessEdge {
  enum Kind { case way, variation, illegal }

  let from: Int
  let target: Int
  let kind: Kind
  /// By what, by whom, until when.
  let label: String
  let count: WayCounts.Count?

  /// The edges of a process: its ways, those that only variations open, and those that a log has
  /// although there are none.
  static func all(of outline: ProcessOutline, _ counts: WayCounts?) -> [ProcessEdge] {
    var edges: [ProcessEdge] = []
    for from in outline.states.indices {
      for target in outline.states.indices where target != from {
        let ways = outline.ways.filter { $0.from == from && $0.target == target }
        let count = counts.map { $0[from, target] }
        let own = ways.filter { $0.variation == nil }
        let shown = own.isEmpty ? ways : own
        if !shown.isEmpty {
          edges.append(
            ProcessEdge(
              from: from, target: target, kind: own.isEmpty ? .variation : .way,
              label: label(shown), count: count))
        } else if let count, count.all > 0 {
          edges.append(
            ProcessEdge(from: from, target: target, kind: .illegal, label: "", count: count))
        }
      }
    }
    return edges
  }

  private static func label(_ ways: [ProcessOutline.Way]) -> String {
    var parts: [String] = []
    for way in ways {
      var text = way.events.joined(separator: " or ")
      if !way.by.isEmpty {
        text += (text.isEmpty ? "" : " ") + "by \(way.by.joined(separator: " or "))"
      }
      if way.isConditional { text += text.isEmpty ? "when …" : " when …" }
      for deadline in way.deadlines { text += (text.isEmpty ? "" : ", ") + deadline }
      if let variation = way.variation { text += (text.isEmpty ? "" : ", ") + "«\(variation)»" }
      if !text.isEmpty, !parts.contains(text) { parts.append(text) }
    }
    return parts.joined(separator: "; ")
  }
}
