package import Baton

/// A process as a picture: one SVG without scripts, fonts or anything from outside, that is light or
/// dark as its reader is.
package struct ProcessSVG {
  private static let mostRules = 16
  private static let mostParties = 6
  /// Of a character, on average; sans serif fonts differ little.
  private static let characterWidth = 6.4

  private let outline: ProcessOutline
  private let counts: WayCounts?
  private let edges: [ProcessEdge]
  private let layout: ProcessLayout

  package init(_ outline: ProcessOutline, counts: WayCounts? = nil) {
    self.outline = outline
    self.counts = counts
    edges = ProcessEdge.all(of: outline, counts)
    let room = edges.reduce(into: (left: 20.0, right: 20.0)) { room, edge in
      let width = Double(Self.label(edge).count) * Self.characterWidth + 16
      if edge.target > edge.from {
        room.right = max(room.right, min(width, 260))
      } else {
        room.left = max(room.left, min(width, 260))
      }
    }
    layout = ProcessLayout(
      edges, lineCounts: outline.states.map { 1 + ProcessMermaid.notes($0).count },
      isFinal: outline.states.map(\.isFinal), labelRoom: room)
  }

  package var text: String {
    let (table, tableHeight) = table(at: layout.bottom + 48)
    let (rules, rulesHeight) = rules(at: layout.bottom + 48 + tableHeight)
    let columns = tableHeight > 0 ? min(counts?.parties.count ?? 0, Self.mostParties) : 0
    let width = max(
      layout.width, rulesHeight > 0 ? 740 : 0, columns > 0 ? Self.column(columns - 1) + 24 : 0)
    let height = layout.bottom + 40 + tableHeight + rulesHeight
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \
      \(Self.number(height))" width="\(Self.number(width))" height="\(Self.number(height))" \
      role="img" aria-label="\(XMLText.escaped(outline.name))">
      <title>\(XMLText.escaped(outline.name))</title>
      <style>\(Self.style)</style>
      <defs>\(Self.arrow("way"))\(Self.arrow("illegal"))</defs>
      <rect class="page" width="100%" height="100%"/>
      <text class="heading" x="24" y="32">\(XMLText.escaped(outline.name))</text>

      """
    if let first = layout.boxes.first(where: { $0.state == 0 }) {
      let x = layout.center
      svg +=
        "<circle class=\"start\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(first.y - 22))\" r=\"5\"/>\n"
      svg +=
        "<path class=\"line\" marker-end=\"url(#way)\" "
        + "d=\"M\(Self.number(x)) \(Self.number(first.y - 17))V\(Self.number(first.y - 2))\"/>\n"
    }
    for line in layout.lines { svg += path(line) }
    for box in layout.boxes { svg += draw(box) }
    for line in layout.lines { svg += draw(labelOf: line) }
    return svg + table + rules + "</svg>\n"
  }

  // MARK: States

  private func draw(_ box: ProcessLayout.Box) -> String {
    let state = outline.states[box.state]
    let (x, y) = (Self.number(layout.boxLeft), Self.number(box.y))
    let name = state.isFinal ? "state final" : "state"
    var svg =
      "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(y)\" width=\"\(Self.number(ProcessLayout.boxWidth))\" "
      + "height=\"\(Self.number(box.height))\" rx=\"8\"/>\n"
    if state.isFinal {
      svg +=
        "<rect class=\"inner\" x=\"\(Self.number(layout.boxLeft + 4))\" "
        + "y=\"\(Self.number(box.y + 4))\" width=\"\(Self.number(ProcessLayout.boxWidth - 8))\" "
        + "height=\"\(Self.number(box.height - 8))\" rx=\"5\"/>\n"
    }
    let notes = ProcessMermaid.notes(state)
    var line = box.y + box.height / 2 - Double(notes.count) * 8 + 5
    svg += text(Self.cut(state.name, 30), "name", layout.center, line, "middle")
    for note in notes {
      line += 16
      svg += text(Self.cut(note, 36), "note", layout.center, line, "middle")
    }
    return svg
  }

  // MARK: Ways

  private func path(_ line: ProcessLayout.Line) -> String {
    let kind =
      switch line.edge.kind {
      case .way: line.edge.count.map { $0.illegal > 0 } == true ? "line illegal" : "line"
      case .variation:
        line.edge.count.map { $0.illegal > 0 } == true ? "line variation illegal" : "line variation"
      case .illegal: "line illegal"
      }
    let marker = kind.hasSuffix("illegal") ? "illegal" : "way"
    let data: String
    if let lane = line.lane {
      let edge = lane.isRight ? layout.boxRight : layout.boxLeft
      let out = lane.isRight ? -6.0 : 6.0
      let down = lane.end > lane.start ? 6.0 : -6.0
      data =
        "M\(Self.number(edge)) \(Self.number(lane.start))H\(Self.number(lane.x + out))"
        + "Q\(Self.number(lane.x)) \(Self.number(lane.start)) \(Self.number(lane.x)) "
        + "\(Self.number(lane.start + down))V\(Self.number(lane.end - down))"
        + "Q\(Self.number(lane.x)) \(Self.number(lane.end)) \(Self.number(lane.x + out)) "
        + "\(Self.number(lane.end))H\(Self.number(edge - out / 3))"
    } else {
      data =
        "M\(Self.number(layout.center)) \(Self.number(bottom(of: line.edge.from)))"
        + "V\(Self.number(top(of: line.edge.target) - 2))"
    }
    return
      "<path class=\"\(kind)\" marker-end=\"url(#\(marker))\" d=\"\(data)\">"
      + "<title>\(XMLText.escaped(title(line.edge)))</title></path>\n"
  }

  private func draw(labelOf line: ProcessLayout.Line) -> String {
    let label = Self.cut(Self.label(line.edge), 40)
    if label.isEmpty { return "" }
    let kind = line.edge.count.map { $0.illegal > 0 } == true ? "label red" : "label"
    guard let lane = line.lane else {
      let y = (bottom(of: line.edge.from) + top(of: line.edge.target)) / 2 + 4
      return haloed(label, kind, layout.center + 10, y, "start")
    }
    let x = lane.isRight ? layout.boxRight + 8 : layout.boxLeft - 8
    return haloed(label, kind, x, lane.start - 4, lane.isRight ? "start" : "end")
  }

  /// On a ground of its own, where lines may pass. Two texts: not all readers know how to paint one's
  /// stroke behind it.
  private func haloed(
    _ label: String, _ kind: String, _ x: Double, _ y: Double, _ anchor: String
  ) -> String {
    text(label, "halo", x, y, anchor) + text(label, kind, x, y, anchor)
  }

  private static func label(_ edge: ProcessEdge) -> String {
    var parts = edge.label.isEmpty ? [] : [edge.label]
    if let count = edge.count, count.all > 0 {
      parts.append(
        count.illegal == 0 || count.legal == 0
          ? "\(count.all)×" : "\(count.all)×, \(count.illegal) not allowed")
    }
    return parts.joined(separator: " · ")
  }

  private func title(_ edge: ProcessEdge) -> String {
    var text =
      "\(outline.states[edge.from].name) → \(outline.states[edge.target].name)"
    let label = Self.label(edge)
    if !label.isEmpty { text += ": \(label)" }
    for (party, count) in edge.count?.byParty.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }
    )
      ?? [] where !party.isEmpty
    {
      text += "\n\(party) \(count)"
    }
    return text
  }

  private func top(of state: Int) -> Double {
    layout.boxes.first { $0.state == state }?.y ?? 0
  }

  private func bottom(of state: Int) -> Double {
    layout.boxes.first { $0.state == state }.map { $0.y + $0.height } ?? 0
  }

  // MARK: Beside the picture

  /// How often each way was taken by those who took most.
  private func table(at top: Double) -> (svg: String, height: Double) {
    guard let counts else { return ("", 0) }
    let taken = edges.filter { ($0.count?.all ?? 0) > 0 }
    if taken.isEmpty { return ("", 0) }
    let parties = counts.parties.prefix(Self.mostParties)
    var y = top
    var svg = text("way taken", "head", 24, y, "start") + text("all", "head", 320, y, "end")
    for (column, party) in parties.enumerated() {
      svg += text(
        Self.cut(party.isEmpty ? "nobody named" : party, 13), "head",
        Self.column(column), y, "end")
    }
    for edge in taken {
      y += 18
      let kind = (edge.count?.illegal ?? 0) > 0 ? "cell red" : "cell"
      let name = "\(outline.states[edge.from].name) → \(outline.states[edge.target].name)"
      svg += text(Self.cut(name, 38), kind, 24, y, "start")
      svg += text("\(edge.count?.all ?? 0)", kind, 320, y, "end")
      for (column, party) in parties.enumerated() {
        guard let number = edge.count?.byParty[party] else { continue }
        svg += text("\(number)", kind, Self.column(column), y, "end")
      }
    }
    return (svg, y - top + 36)
  }

  /// What the process says beside its states.
  private func rules(at top: Double) -> (svg: String, height: Double) {
    if outline.rules.isEmpty { return ("", 0) }
    var y = top
    var svg = text("and", "head", 24, y, "start")
    for rule in outline.rules.prefix(Self.mostRules) {
      y += 18
      svg += text(Self.cut("\(rule.name): \(rule.sentence)", 105), "cell", 24, y, "start")
    }
    let more = outline.rules.count - Self.mostRules
    if more > 0 {
      y += 18
      svg += text("and \(more) more", "cell", 24, y, "start")
    }
    return (svg, y - top + 24)
  }

  private static func column(_ number: Int) -> Double { 420 + Double(number) * 96 }

  // MARK: Pieces

  private func text(
    _ text: String, _ kind: String, _ x: Double, _ y: Double, _ anchor: String
  ) -> String {
    "<text class=\"\(kind)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
      + "text-anchor=\"\(anchor)\">\(XMLText.escaped(text))</text>\n"
  }

  private static func arrow(_ name: String) -> String {
    "<marker id=\"\(name)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
      + "markerHeight=\"7\" orient=\"auto\"><path class=\"head-\(name)\" d=\"M0 0L8 4L0 8Z\"/></marker>"
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    text.count > length ? text.prefix(length - 1) + "…" : text
  }

  private static let style = """

    text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1b1f24}
    .heading{font-size:18px;font-weight:600}.name{font-weight:600;font-size:14px}
    .note,.label{font-size:12px;fill:#57606a}.head{font-size:12px;font-weight:600;fill:#57606a}
    .halo{font-size:12px;fill:#fff;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
    .page{fill:#fff}.state{fill:#f3f6fa;stroke:#57606a;stroke-width:1.3}
    .inner{fill:none;stroke:#57606a}.start{fill:#1b1f24}
    .line{fill:none;stroke:#57606a;stroke-width:1.3}.variation{stroke-dasharray:5 4}
    .illegal{stroke:#cf222e;stroke-width:2}.head-way{fill:#57606a}.head-illegal{fill:#cf222e}
    .red{fill:#cf222e}
    @media (prefers-color-scheme:dark){
    text,.start{fill:#e6edf3}.note,.label,.head{fill:#9aa5b1}.halo{fill:#0d1117;stroke:#0d1117}
    .page{fill:#0d1117}.state{fill:#1c2430;stroke:#8b949e}.inner,.line{stroke:#8b949e}
    .illegal{stroke:#ff7b72}.head-way{fill:#8b949e}.head-illegal,.red{fill:#ff7b72}
    }
    """
}
