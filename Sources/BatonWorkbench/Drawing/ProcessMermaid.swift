package import Baton

/// A process as a Mermaid state diagram.
package struct ProcessMermaid {
  private let outline: ProcessOutline
  private let counts: WayCounts?

  package init(_ outline: ProcessOutline, counts: WayCounts? = nil) {
    self.outline = outline
    self.counts = counts
  }

  package var text: String {
    var lines = ["---", "title: \(Self.escaped(outline.name))", "---", "stateDiagram-v2"]
    for (number, state) in outline.states.enumerated() {
      lines.append("  state \"\(Self.escaped(state.name))\" as s\(number)")
    }
    if !outline.states.isEmpty { lines.append("  [*] --> s0") }
    for edge in ProcessEdge.all(of: outline, counts) {
      let label = label(edge)
      lines.append(
        "  s\(edge.from) --> s\(edge.target)" + (label.isEmpty ? "" : " : \(label)"))
    }
    for (number, state) in outline.states.enumerated() {
      if state.isFinal { lines.append("  s\(number) --> [*]") }
      let notes = Self.notes(state)
      if notes.isEmpty { continue }
      lines.append("  note right of s\(number)")
      lines += notes.map { "    \(Self.escaped($0))" }
      lines.append("  end note")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func notes(_ state: ProcessOutline.State) -> [String] {
    var notes: [String] = []
    if !state.by.isEmpty { notes.append("by " + state.by.joined(separator: " or ")) }
    if !state.needs.isEmpty { notes.append("needs " + state.needs.joined(separator: ", ")) }
    return notes + state.deadlines
  }

  /// Lines of these diagrams have no colours of their own, so what is not allowed says so.
  private func label(_ edge: ProcessEdge) -> String {
    var parts = edge.label.isEmpty ? [] : [Self.escaped(edge.label)]
    if let count = edge.count, count.all > 0 {
      parts.append("\(count.all)×")
      let parties = count.byParty.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .filter { !$0.key.isEmpty }
      parts += parties.prefix(3).map { "\(Self.escaped($0.key)) \($0.value)" }
      if parties.count > 3 { parts.append("and \(parties.count - 3) more") }
      if count.illegal > 0 {
        parts.append("⚠ not allowed\(count.legal > 0 ? " \(count.illegal)×" : "")")
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Names are anybody's: what Mermaid could take for its own becomes a character's number.
  static func escaped(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", "_", ".", ",", "(", ")", "'", "/", "+", "×",
          "…", "«", "»":
          String(scalar)
        case let control where control.properties.generalCategory == .control: " "
        case let other where other.properties.isAlphabetic: String(other)
        default: "#\(scalar.value);"
        }
      }.joined())
  }
}
