import BatonModel
import BatonRecords

/// What the check of a decision log found, for people and as JSON: schema `baton.verification/1`.
package struct DecisionLogReport {
  private let check: DecisionLogCheck
  private let name: String

  /// - Parameter name: of the log.
  package init(_ check: DecisionLogCheck, name: String) {
    self.check = check
    self.name = name
  }

  /// Whether everything was proven that was asked for.
  package var isFine: Bool { check.finding == nil && check.gaps.isEmpty }

  /// For people.
  package var lines: [String] {
    var lines = [
      "\(name): \(Plural.of(check.runs, "run")), \(Plural.of(check.decided, "decision"))"
        + (check.unreadable > 0
          ? ", \(Plural.of(check.unreadable, "record")) that could not be read" : "")
    ]
    if let finding = check.finding {
      lines.append("\(name):\(finding.line): \(finding.fault.message)")
      if check.moreOtherwise > 0 { lines.append("and \(check.moreOtherwise) more like it") }
    }
    if check.isComplete {
      lines.append("complete: every line is as it was written, and where it was written")
    }
    if check.derived > 0 {
      lines.append(
        "\(Plural.of(check.derived, "decision")) derived again"
          + (check.finding == nil ? ", all the same" : ""))
    }
    for gap in DecisionLogCheck.Gap.allCases {
      guard let count = check.gaps[gap] else { continue }
      let told = "\(Plural.of(count, "decision")) not derived again: "
      switch gap {
      case .rules:
        lines.append(
          told + "the rules where the log says they are gone, or are others; give them with --rules"
        )
        lines += check.missing.map { "  missing: \($0)" }
      case .ending:
        lines.append(
          "\(Plural.of(count, "run")) without an end: what was decided last may be missing")
      case .masked: lines.append(told + "the request is masked; give the originals with --requests")
      }
    }
    if check.finding == nil { lines.append("last hash: \(check.chain.head)") }
    return lines
  }

  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.text("baton.verification/1")
    json.name("complete")
    json.yesNo(check.isComplete)
    let counts = [
      ("runs", check.runs), ("decided", check.decided), ("unreadable", check.unreadable),
      ("derived", check.derived), ("without_rules", check.gaps[.rules] ?? 0),
      ("masked", check.gaps[.masked] ?? 0),
      ("runs_without_end", check.gaps[.ending] ?? 0),
    ]
    for (name, count) in counts {
      json.name(name)
      json.integer(count)
    }
    if let finding = check.finding {
      json.name("finding")
      json.beginObject()
      json.name("line")
      json.integer(finding.line)
      json.name("message")
      json.text(finding.fault.message)
      json.name("more")
      json.integer(check.moreOtherwise)
      json.endObject()
    }
    json.name("last_hash")
    json.text(check.chain.head)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
