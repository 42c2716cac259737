import BatonTime

/// A week of each of the first groups: a square for each hour, the darker the more.
///
/// Each picture says in words where most is, and stands above the table that has the numbers.
enum WeekPicture {
  private static let mostGroups = 6
  private static let side = 16
  private static let left = 44
  private static let top = 20

  private struct Week {
    let group: String
    /// By the hour of the day and the day of the week.
    var hours: [(clock: String, days: [Double])] = []

    var most: (day: Int, clock: String, number: Double)? {
      var most: (day: Int, clock: String, number: Double)?
      for hour in hours {
        for (day, number) in hour.days.enumerated() where number > most?.number ?? 0 {
          most = (day, hour.clock, number)
        }
      }
      return most
    }
  }

  static let style = """
    .weeks{display:flex;flex-wrap:wrap;gap:0 2rem}.weeks svg{max-width:100%;height:auto}
    .weeks figure{margin:1rem 0}.heat{fill:var(--link)}

    """

  /// Whether a table has the hours of weeks.
  static func isWeek(_ table: ReportTable) -> Bool {
    table.columns.map(\.name) == WorkloadTables.weekColumns.map(\.name)
  }

  static func figures(_ table: ReportTable) -> [String] {
    let (weeks, count) = weeks(table)
    var lines = ["<div class=\"weeks\">"]
    for week in weeks { lines += figure(week, table) }
    lines.append("</div>")
    if count > weeks.count {
      lines.append("<p>the first \(weeks.count) of \(count) groups</p>")
    }
    return weeks.isEmpty ? [] : lines
  }

  /// The first groups of the table, and how many there are.
  private static func weeks(_ table: ReportTable) -> (weeks: [Week], count: Int) {
    var weeks: [Week] = []
    var count = 0
    var last: String?
    for row in table.rows {
      guard case .text(let group) = row.cells[0], case .text(let clock) = row.cells[1] else {
        continue
      }
      if group != last {
        last = group
        count += 1
        if count <= mostGroups { weeks.append(Week(group: group)) }
      }
      guard count <= mostGroups else { continue }
      let numbers = row.cells[2...].map { cell in
        if case .number(let number) = cell { number } else { 0.0 }
      }
      weeks[count - 1].hours.append((clock, numbers))
    }
    return (weeks, count)
  }

  private static func figure(_ week: Week, _ table: ReportTable) -> [String] {
    guard let most = week.most else { return [] }
    func day(_ number: Int) -> String { table.columns[2 + number].title }
    func told(_ number: Double) -> String { ReportCell.text(.number(number), in: .utc) }
    let name = XMLText.escaped(week.group)
    let words = "most on \(day(most.day)) \(most.clock): \(told(most.number))"
    let (width, height) = (left + 7 * side * 2, top + 24 * side)
    var lines = [
      "<figure><figcaption>\(name), \(words)</figcaption>",
      "<svg viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" role=\"img\" aria-label=\""
        + "\(name): \(table.title), \(words)\">",
    ]
    for number in 0..<7 {
      lines.append(
        "<text x=\"\(left + number * side * 2 + side)\" y=\"14\" text-anchor=\"middle\" "
          + "fill=\"currentColor\" font-size=\"12\">\(day(number))</text>")
    }
    for clock in stride(from: 0, to: 24, by: 6) {
      lines.append(
        "<text x=\"\(left - 6)\" y=\"\(top + clock * side + 12)\" text-anchor=\"end\" "
          + "fill=\"currentColor\" font-size=\"12\">\(WeekGrid.clock(clock))</text>")
    }
    for hour in week.hours {
      guard let clock = Int(hour.clock.prefix(2)) else { continue }
      for (number, value) in hour.days.enumerated() where value > 0 {
        // Never so faint that it looks like nothing.
        let shade = Int((10 + 90 * value / most.number).rounded())
        lines.append(
          "<rect x=\"\(left + number * side * 2)\" y=\"\(top + clock * side)\" "
            + "width=\"\(side * 2 - 1)\" height=\"\(side - 1)\" class=\"heat\" "
            + "fill-opacity=\"\(shade == 100 ? "1" : "0.\(shade)")\"><title>"
            + "\(day(number)) \(hour.clock): \(told(value))</title></rect>")
      }
    }
    lines.append(
      "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(7 * side * 2)\" height=\"\(24 * side)\" "
        + "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>")
    return lines + ["</svg></figure>"]
  }
}
