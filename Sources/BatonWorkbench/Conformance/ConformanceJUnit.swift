import BatonModel

/// A conformance report as the XML that CI systems read: a test case for each rule, its class the
/// process. A rule that is only looked at is skipped where it is broken.
package enum ConformanceJUnit {
  package static func xml(_ report: ConformanceReport) -> String {
    var cases = ""
    var (tests, failures, skipped) = (0, 0, 0)
    for process in report.processes {
      let results = process.constraints.map { ($0.rule, $0.violated) }
      let others = process.rules.map { ($0, $0.violatedCases) }
      for (rule, violated) in results + others {
        tests += 1
        cases += "    <testcase name=\"\(XMLText.escaped(name(rule)))\""
        cases += " classname=\"\(XMLText.escaped(process.name))\""
        guard violated > 0 else {
          cases += "/>\n"
          continue
        }
        let message = "violated in \(Plural.of(violated, "case")) of \(process.cases)"
        cases += ">\n"
        if rule.isViolation {
          failures += 1
          cases += "      <failure message=\"\(message)\">"
          cases += XMLText.escaped(text(rule)) + "</failure>\n"
        } else {
          skipped += 1
          cases += "      <skipped message=\"\(message)\"/>\n"
        }
        cases += "    </testcase>\n"
      }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      + "  <testsuite name=\"\(XMLText.escaped(report.log))\" tests=\"\(tests)\""
      + " failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
      + cases + "  </testsuite>\n</testsuites>\n"
  }

  private static func name(_ rule: ConformanceRule) -> String {
    rule.isNamed ? rule.name : rule.sentence
  }

  private static func text(_ rule: ConformanceRule) -> String {
    let samples = rule.samples.map { sample in
      "case \(sample.caseID), event \(sample.deviation.position): "
        + DeviationWording.words(sample.deviation.kind)
    }
    return samples.joined(separator: "\n")
  }
}
