/// What was done otherwise than the processes say, in a log that was checked or by cases that lived.
struct ConformanceTables {
  private let makers: ReportMakers

  init(_ makers: ReportMakers) { self.makers = makers }

  private struct Found {
    var times = 0
    var excused = 0
    /// Those in which it counts at least once.
    var cases: [Int32] = []
  }

  /// A row for each rule of which something was found, by process and in the order of the rules: of
  /// cases that lived, of their names.
  var table: ReportTable {
    var table = ReportTable(
      "conformance", "what was done otherwise than the processes say",
      [
        .init("process", .text), .init("rule", .text), .init("enforced", .yesNo),
        .init("cases", .count), .init("times", .count), .init("excused", .count),
      ])
    let measured = makers.measured
    var found = Array(repeating: Found(), count: measured.rules.count)
    for index in makers.counted {
      for finding in measured.findings(of: makers.one(index)) {
        let rule = Int(finding.rule)
        found[rule].times += Int(finding.times)
        found[rule].excused += Int(finding.excused)
        if finding.times > 0 { found[rule].cases.append(index) }
      }
    }
    for (rule, found) in zip(measured.rules, found) where found.times + found.excused > 0 {
      table.add(
        [
          .text(rule.process), .text(rule.name), .yesNo(rule.isEnforced),
          .count(found.cases.count), .count(found.times), .count(found.excused),
        ], cases: found.cases)
    }
    return table
  }
}
