import Baton
package import BatonRecords

/// What scenarios reach, for the terminal and for programs.
package struct CoverageText {
  private let coverage: Coverage

  package init(_ coverage: Coverage) {
    self.coverage = coverage
  }

  /// A line for each kind, and what is missing with its place.
  package var text: String {
    let total = coverage.total
    var lines = ["coverage: \(Self.percent(coverage.percent)) (\(total.reached) of \(total.all))"]
    for kind in Coverage.Kind.allCases {
      guard let count = coverage.counts[kind] else { continue }
      let words = kind.words.padding(to: 32)
      lines.append("  \(words)\(count.reached) of \(count.all)")
    }
    if !coverage.gaps.isEmpty { lines += ["", "not reached:"] }
    for gap in coverage.gaps { lines.append("  \(gap.place): \(gap.sentence)") }
    return lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
  }

  /// `92.3 %`, never rounded up to 100.
  static func percent(_ percent: Double) -> String {
    let tenths = Int(percent * 10)
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  /// An object: `percent`, `counts` by kind, `missing`.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("percent")
    json.number(coverage.percent)
    json.name("counts")
    json.beginObject()
    for kind in Coverage.Kind.allCases {
      guard let count = coverage.counts[kind] else { continue }
      json.name(kind.rawValue)
      json.beginObject()
      json.name("reached")
      json.integer(count.reached)
      json.name("all")
      json.integer(count.all)
      json.endObject()
    }
    json.endObject()
    json.name("missing")
    json.beginList()
    for gap in coverage.gaps {
      json.beginObject()
      json.name("of")
      json.text(gap.kind.rawValue)
      json.name("file")
      json.text(gap.place.file)
      json.name("line")
      json.integer(gap.place.line)
      json.name("message")
      json.text(gap.sentence)
      json.endObject()
    }
    json.endList()
    json.endObject()
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
