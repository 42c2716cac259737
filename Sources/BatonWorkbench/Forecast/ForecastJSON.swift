import BatonModel
import BatonRecords

/// A forecast as one JSON document, `"schema":"baton.forecast/1"`: durations in seconds, shares as parts
/// of 1.
package enum ForecastJSON {
  /// - Parameter withCases: whether each row names the cases behind it.
  package static func bytes(_ forecast: Forecast, withCases: Bool = false) -> [UInt8] {
    JSONWriter.document(Forecast.schema) { json in
      json.object("rules") { rules in
        rules.member("name", forecast.identity.name)
        rules.optional("version", forecast.identity.version)
        rules.member("hash", forecast.identity.hash)
      }
      json.member("log", forecast.log)
      json.texts("sentences", forecast.sentences)
      json.name("tables")
      json.beginList()
      for table in forecast.tables { ReportJSON.write(table, forecast, withCases, &json) }
      json.endList()
      json.texts("foot", forecast.foot)
    }
  }
}
