/// A forecast for people: every table but the one of all hours, which they ask for by its name.
package enum ForecastPage {
  /// For text and Markdown.
  package static func page(_ forecast: Forecast) -> Page {
    var page = ReportPage.page(forecast, rules: nil)
    if let hours = forecast.table(WorkloadTables.detailed) {
      page.sections.removeAll { $0.title == hours.title }
    }
    page.sentences = sentences(forecast)
    return page
  }

  private static func sentences(_ forecast: Forecast) -> [String] {
    let hours = forecast.table(WorkloadTables.detailed)
    let more = "each hour of the week with its bounds: --table \(WorkloadTables.detailed)"
    return forecast.sentences + (hours == nil ? [] : [more])
  }

  /// As one HTML file that fetches nothing and runs no script, with a picture of each group's week.
  /// - Parameter table: the only one; nil: all that people are shown.
  package static func html(_ forecast: Forecast, of table: ReportTable? = nil) -> String {
    let page = table.map { ReportPage.page(forecast, of: $0) } ?? page(forecast)
    var body = HTMLPage.list(page.sentences.map { XMLText.escaped($0) })
    for section in page.sections {
      body += ["<section>", "<h2>\(XMLText.escaped(section.title))</h2>"]
      if let table = forecast.tables.first(where: { $0.title == section.title }),
        WeekPicture.isWeek(table)
      {
        body += WeekPicture.figures(table)
      }
      body += PageHTML.content(section) + ["</section>"]
    }
    return HTMLPage.text(title: page.title, style: WeekPicture.style, body)
  }
}
