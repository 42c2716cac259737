/// A forecast for people: every table but the one of all hours, which they ask for by its name.
package enum ForecastPage {
  package static func page(_ forecast: Forecast) -> Page {
    var page = ReportPage.page(forecast)
    guard let hours = forecast.table(WorkloadTables.detailed) else { return page }
    page.sections.removeAll { $0.title == hours.title }
    page.sentences.append(
      "each hour of the week with its bounds: --table \(WorkloadTables.detailed)")
    return page
  }
}
