import Baton
import BatonModel
package import BatonRecords

/// The results of scenarios as people and CI read them.
package struct ScenarioReport {
  private let results: [ScenarioResult]
  private let coverage: Coverage?
  private let mutation: MutationReport?

  package init(
    _ results: [ScenarioResult], coverage: Coverage? = nil, mutation: MutationReport? = nil
  ) {
    self.results = results
    self.coverage = coverage
    self.mutation = mutation
  }

  package var failed: Int { results.count { !$0.isPassed } }

  private var passed: Int { results.count - failed }

  /// "39 passed, 0 failed"
  package var counts: String {
    results.isEmpty ? "no scenarios" : "\(passed) passed, \(failed) failed"
  }

  // MARK: Text

  /// The failures, and a count at the end.
  package var text: String {
    var lines: [String] = []
    for result in results where !result.isPassed {
      lines.append("failed: \(result.scenario.name)")
      if let decided = result.decided { lines.append("  decided: \(decided)") }
      for mismatch in result.mismatches {
        lines.append("  \(mismatch.place): \(mismatch.name)")
        lines.append("    expected  \(mismatch.expected)")
        lines.append("    got       \(mismatch.got)")
        for sentence in mismatch.why { lines.append("    \(sentence)") }
      }
      lines.append("")
    }
    lines.append(counts)
    let text = lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
    return text + (coverage.map { "\n" + CoverageText($0).text } ?? "")
  }

  // MARK: JSON

  /// Schema `baton.tests/1`.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("schema")
    json.text("baton.tests/1")
    json.name("passed")
    json.integer(passed)
    json.name("failed")
    json.integer(failed)
    json.name("scenarios")
    json.beginList()
    for result in results { write(result, to: &json) }
    json.endList()
    if let coverage {
      json.name("coverage")
      CoverageText(coverage).write(to: &json)
    }
    if let mutation {
      json.name("mutation")
      mutation.write(to: &json)
    }
    json.endObject()
  }

  private func write(_ result: ScenarioResult, to json: inout JSONWriter) {
    json.beginObject()
    json.name("name")
    json.text(result.scenario.name)
    json.name("file")
    json.text(result.scenario.place.file)
    json.name("line")
    json.integer(result.scenario.place.line)
    json.name("passed")
    json.yesNo(result.isPassed)
    if let decided = result.decided {
      json.name("decided")
      json.text(decided)
    }
    json.name("failures")
    json.beginList()
    for mismatch in result.mismatches {
      json.beginObject()
      json.name("of")
      json.text(mismatch.name)
      json.name("file")
      json.text(mismatch.place.file)
      json.name("line")
      json.integer(mismatch.place.line)
      json.name("expected")
      json.text(mismatch.expected)
      json.name("got")
      json.text(mismatch.got)
      json.name("why")
      json.beginList()
      for sentence in mismatch.why { json.text(sentence) }
      json.endList()
      json.endObject()
    }
    json.endList()
    json.endObject()
  }

  // MARK: JUnit

  /// The XML that CI systems read: a case for each scenario, its class the file.
  package func junit(suite name: String) -> String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    xml += "  <testsuite name=\"\(XMLText.escaped(name))\" tests=\"\(results.count)\""
    xml += " failures=\"\(failed)\" errors=\"0\" skipped=\"0\">\n"
    for result in results {
      let scenario = result.scenario
      xml += "    <testcase name=\"\(XMLText.escaped(scenario.name))\""
      xml += " classname=\"\(XMLText.escaped(scenario.place.file))\""
      xml += " file=\"\(XMLText.escaped(scenario.place.file))\" line=\"\(scenario.place.line)\""
      if result.isPassed {
        xml += "/>\n"
        continue
      }
      xml += ">\n"
      for mismatch in result.mismatches {
        let message = "\(mismatch.name): expected \(mismatch.expected), got \(mismatch.got)"
        xml += "      <failure message=\"\(XMLText.escaped(message))\">"
        let lines =
          ["\(mismatch.place): \(message)"] + (result.decided.map { ["decided: \($0)"] } ?? [])
          + mismatch.why
        xml += XMLText.escaped(lines.joined(separator: "\n")) + "</failure>\n"
      }
      xml += "    </testcase>\n"
    }
    return xml + "  </testsuite>\n</testsuites>\n"
  }

  // MARK: TAP

  /// The Test Anything Protocol, version 13: a line for each scenario, and what is wrong as comments.
  package var tap: String {
    var lines = ["TAP version 13", "1..\(results.count)"]
    for (number, result) in results.enumerated() {
      let name = result.scenario.name.replacing("#", with: "\\#")
      lines.append("\(result.isPassed ? "ok" : "not ok") \(number + 1) - \(name)")
      if let decided = result.decided { lines.append("# decided: \(decided)") }
      for mismatch in result.mismatches {
        lines.append(
          "# \(mismatch.place): \(mismatch.name): expected \(mismatch.expected), "
            + "got \(mismatch.got)")
        for sentence in mismatch.why { lines.append("#   \(sentence)") }
      }
    }
    return lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
  }
}
