package import Baton
import BatonModel
package import BatonRecords
package import BatonTime

/// Diagnostics as one JSON document, for editors and CI: schema `baton.diagnostics/1`.
///
/// `functions`, where there are any, tells of each function of a rule whether it is understood.
/// `wide`, where there are any, names the rules that have more alternatives than the index tells
/// apart. A finding that an example shows has it as `witness`, a request; `accepted` are findings that
/// a rule accepts, with the reason. `proofs` tells of each target that others are to keep whether they can, from which start least
/// is left, and by which chain. A message quotes what was written, which may be very long: it is cut at 1,000 scalars.
package enum DiagnosticDocument {
  package static func write(
    _ checked: CheckedRules, functions: [FunctionReport] = [], wide: [WideRule] = [],
    in zone: Zone = .utc, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.name("schema")
    json.text("baton.diagnostics/1")
    json.name("diagnostics")
    json.beginList()
    for finding in checked.findings {
      write(finding.diagnostic, witness: finding.witness, to: &json)
    }
    json.endList()
    if !checked.accepted.isEmpty {
      json.name("accepted")
      json.beginList()
      for accepted in checked.accepted {
        write(accepted.diagnostic, because: accepted.reason, to: &json)
      }
      json.endList()
    }
    if !functions.isEmpty {
      json.name("functions")
      json.beginList()
      for function in functions { write(function, to: &json) }
      json.endList()
    }
    if !wide.isEmpty {
      json.name("wide")
      json.beginList()
      for rule in wide { write(rule, to: &json) }
      json.endList()
    }
    if let time = checked.time { ProofDocument(zone: zone).write(time, checked.rules, to: &json) }
    json.endObject()
  }

  private static func write(_ rule: WideRule, to json: inout JSONWriter) {
    json.beginObject()
    json.name("rule")
    json.text(TerminalText.cut(rule.rule))
    write(rule.place, to: &json)
    json.name("more_than")
    json.integer(WideRule.limit)
    json.endObject()
  }

  private static func write(_ function: FunctionReport, to json: inout JSONWriter) {
    json.beginObject()
    write(function.place, to: &json)
    json.name("understood")
    json.yesNo(function.obstacle == nil)
    if let obstacle = function.obstacle {
      json.name("because")
      json.text(TerminalText.cut(obstacle))
    }
    if let place = function.obstaclePlace {
      json.name("at")
      json.beginObject()
      write(place, to: &json)
      json.endObject()
    }
    json.endObject()
  }

  private static func write(
    _ diagnostic: Diagnostic, witness: Witness? = nil, because reason: String? = nil,
    to json: inout JSONWriter
  ) {
    json.beginObject()
    json.name("severity")
    json.text(diagnostic.severity.rawValue)
    json.name("code")
    json.text(diagnostic.code)
    write(diagnostic.place, to: &json)
    json.name("message")
    json.text(TerminalText.cut(diagnostic.message))
    if let help = diagnostic.help {
      json.name("help")
      json.text(TerminalText.cut(help))
    }
    if let reason {
      json.name("because")
      json.text(TerminalText.cut(reason))
    }
    if let witness {
      json.name("witness")
      json.value(.object(witness.request.members))
    }
    json.name("related")
    json.beginList()
    for related in diagnostic.related {
      json.beginObject()
      write(related.place, to: &json)
      json.name("message")
      json.text(TerminalText.cut(related.message))
      json.endObject()
    }
    json.endList()
    json.endObject()
  }

  static func write(_ place: Place, to json: inout JSONWriter) {
    json.name("file")
    json.text(place.file)
    json.name("line")
    json.integer(place.line)
    if let column = place.column {
      json.name("column")
      json.integer(column)
    }
    if let length = place.length {
      json.name("length")
      json.integer(length)
    }
  }
}
