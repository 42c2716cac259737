package import Baton
import BatonModel
package import BatonRecords

/// Findings in the form that code hosts and editors read: SARIF 2.1.0 (OASIS, 2020). A request that
/// shows a finding is in the result's properties, as `witness`.
package enum SARIFDocument {
  package static func write(_ checked: CheckedRules, to json: inout JSONWriter) {
    json.beginObject()
    text("$schema", "https://json.schemastore.org/sarif-2.1.0.json", &json)
    text("version", "2.1.0", &json)
    json.name("runs")
    json.beginList()
    json.beginObject()
    json.name("tool")
    json.beginObject()
    json.name("driver")
    json.beginObject()
    text("name", "baton", &json)
    let codes = Set(checked.diagnostics.map(\.code) + checked.accepted.map(\.diagnostic.code))
    json.name("rules")
    json.beginList()
    for code in codes.sorted() { rule(code, &json) }
    json.endList()
    json.endObject()
    json.endObject()
    json.name("results")
    json.beginList()
    for finding in checked.findings { result(finding.diagnostic, finding.witness, &json) }
    for accepted in checked.accepted {
      result(accepted.diagnostic, nil, because: accepted.reason, &json)
    }
    json.endList()
    text("columnKind", "unicodeCodePoints", &json)
    json.endObject()
    json.endList()
    json.endObject()
  }

  private static func rule(_ code: String, _ json: inout JSONWriter) {
    json.beginObject()
    text("id", code, &json)
    if let page = FindingPages.page(code) {
      message("shortDescription", page.title, &json)
      message("fullDescription", page.meaning, &json)
      message("help", page.text, &json)
    }
    json.endObject()
  }

  private static func result(
    _ diagnostic: Diagnostic, _ witness: Witness?, because reason: String? = nil,
    _ json: inout JSONWriter
  ) {
    json.beginObject()
    text("ruleId", diagnostic.code, &json)
    text("level", diagnostic.severity.rawValue, &json)
    let help = diagnostic.help.map { "\n\($0)" } ?? ""
    message("message", diagnostic.message + help, &json)
    json.name("locations")
    json.beginList()
    location(diagnostic.place, nil, &json)
    json.endList()
    if !diagnostic.related.isEmpty {
      json.name("relatedLocations")
      json.beginList()
      for related in diagnostic.related { location(related.place, related.message, &json) }
      json.endList()
    }
    if let witness {
      json.name("properties")
      json.beginObject()
      json.name("witness")
      json.value(.object(witness.request.members))
      json.endObject()
    }
    if let reason {
      json.name("suppressions")
      json.beginList()
      json.beginObject()
      text("kind", "inSource", &json)
      text("justification", reason, &json)
      json.endObject()
      json.endList()
    }
    json.endObject()
  }

  private static func location(_ place: Place, _ words: String?, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("physicalLocation")
    json.beginObject()
    json.name("artifactLocation")
    json.beginObject()
    text("uri", uri(place.file), &json)
    json.endObject()
    json.name("region")
    json.beginObject()
    json.name("startLine")
    json.integer(place.line)
    if let column = place.column {
      json.name("startColumn")
      json.integer(column)
      if let length = place.length {
        json.name("endColumn")
        json.integer(column + length)
      }
    }
    json.endObject()
    json.endObject()
    if let words { message("message", words, &json) }
    json.endObject()
  }

  /// A path as a relative reference: what is neither a letter, a digit nor one of `-._~/` is escaped.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.reduce(into: "") { uri, byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || "0123456789-._~/".unicodeScalars.contains(scalar)
      {
        uri.unicodeScalars.append(scalar)
      } else {
        uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  private static func message(_ name: String, _ words: String, _ json: inout JSONWriter) {
    json.name(name)
    json.beginObject()
    text("text", words, &json)
    json.endObject()
  }

  private static func text(_ name: String, _ text: String, _ json: inout JSONWriter) {
    json.name(name)
    json.text(TerminalText.cut(text))
  }
}
