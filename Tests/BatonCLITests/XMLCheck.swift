// Whether XML is well formed, and which elements it has. Just enough for reports of tests.

import Foundation

struct XMLCheck {
  private(set) var isWellFormed = true
  private(set) var counts: [String: Int] = [:]

  static func check(_ text: String) -> XMLCheck {
    var check = XMLCheck()
    var open: [String] = []
    let tag = #/<(?<close>/?)(?<name>[\w?]+)(?<rest>(?:\s+\w+="[^"<]*")*)\s*(?<end>/|\?)?>/#
    var seen = 0
    for match in text.matches(of: tag) {
      seen += 1
      let name = String(match.output.name)
      if name.hasPrefix("?") { continue }
      if !match.output.close.isEmpty {
        if open.popLast() != name { check.isWellFormed = false }
        continue
      }
      check.counts[name, default: 0] += 1
      if match.output.end == nil { open.append(name) }
    }
    // Every < must have begun a tag.
    if !open.isEmpty || text.count(where: { $0 == "<" }) != seen { check.isWellFormed = false }
    return check
  }
}
