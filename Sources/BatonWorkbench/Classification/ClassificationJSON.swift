import Baton
import BatonRecords

/// Rules beside a labelled history as one JSON document: schema `baton.classification/1`.
package enum ClassificationJSON {
  package static func bytes(_ count: Classification) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.text("baton.classification/1")
    json.name("rules_hash")
    json.text(count.identity.hash)
    json.name("against")
    json.text(count.subject.name)
    numbers(
      [
        ("labelled", count.labelled), ("unlabelled", count.unlabelled),
        ("unreadable", count.unreadable), ("silent", count.silent), ("right", count.right),
      ], &json)
    json.name("labels")
    json.beginList()
    for (label, own) in count.labels.sorted(by: { $0.key < $1.key }) {
      json.beginObject()
      json.name("label")
      json.text(label)
      numbers([("known", own.known), ("said", own.predicted), ("right", own.right)], &json)
      share("precision", own.precision, &json)
      share("recall", own.recall, &json)
      json.endObject()
    }
    json.endList()
    json.name("rules")
    json.beginList()
    for (rule, own) in count.worst {
      json.beginObject()
      json.name("rule")
      json.text(rule.name)
      if let place = rule.place {
        json.name("at")
        json.text(place.description)
      }
      numbers([("right", own.right), ("wrong", own.total - own.right)], &json)
      share("precision", own.precision, &json)
      json.endObject()
    }
    json.endList()
    json.name("matrix")
    json.beginList()
    for (known, row) in count.matrix.sorted(by: { $0.key < $1.key }) {
      for (predicted, number) in row.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
        json.beginObject()
        json.name("known")
        json.text(known)
        json.name("said")
        json.value(predicted.map { .text($0) })
        numbers([("requests", number)], &json)
        json.endObject()
      }
    }
    json.endList()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func numbers(_ numbers: [(String, Int)], _ json: inout JSONWriter) {
    for (name, number) in numbers {
      json.name(name)
      json.integer(number)
    }
  }

  private static func share(_ name: String, _ share: Double?, _ json: inout JSONWriter) {
    json.name(name)
    if let share { json.number(share) } else { json.null() }
  }
}
