public import BatonModel
package import BatonRecords
import BatonTime

/// The shape of a decision that integrators rely on: one JSON object.
///
/// `errors`, `approvals` and `policies` are always there, so that a reader may count them; other
/// lists only when they hold something, and what is missing is left out rather than null. Instants
/// have the request's own offset.
extension Decision {
  /// The decision as one JSON object, without a line end.
  public var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("request", request)
    if !classified.isEmpty {
      json.name("classified")
      json.beginObject()
      for item in classified {
        json.name(item.field)
        write(item.value, to: &json)
      }
      json.endObject()
    }
    json.member("priority", priority)
    json.member("provider", to?.provider)
    json.member("group", to?.group)
    json.member("accountable", accountable)
    json.member("to", to?.name)
    json.texts("also", also.map(\.name))
    json.name("why")
    json.beginObject()
    for stage in Stage.allCases {
      guard let reason = why[stage] else { continue }
      json.name(stage.rawValue)
      json.beginObject()
      json.write(reason)
      json.endObject()
    }
    json.endObject()
    json.list("approvals", approvals) { $0.write($1) }
    json.list("policies", policies) { $0.write($1) }
    if !shadows.isEmpty { json.list("shadows", shadows) { $0.write($1) } }
    json.texts("notes", notes)
    json.list("errors", errors) { $0.write($1) }
    json.name("rules")
    json.beginObject()
    json.member("name", rules.name)
    json.member("version", rules.version)
    json.member("hash", rules.hash)
    json.endObject()
    if !verdicts.isEmpty { json.list("explain", verdicts) { $0.write($1) } }
    json.endObject()
  }

  private func write(_ value: Value, to json: inout JSONWriter) {
    if case .instant(let instant) = value {
      json.text(ISO8601.format(instant, offsetSeconds: offset))
    } else {
      json.value(value)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    self.name(name)
    self.text(text)
  }

  fileprivate mutating func member(_ name: String, _ integer: Int?) {
    guard let integer else { return }
    self.name(name)
    self.integer(integer)
  }

  fileprivate mutating func member(_ name: String, _ yesNo: Bool) {
    self.name(name)
    self.yesNo(yesNo)
  }

  /// A list of texts; nothing when it is empty.
  fileprivate mutating func texts(_ name: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    self.name(name)
    beginList()
    for text in texts { self.text(text) }
    endList()
  }

  /// A list of objects, of which `write` writes the members.
  fileprivate mutating func list<Item>(
    _ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
  ) {
    self.name(name)
    beginList()
    for item in items {
      beginObject()
      write(&self, item)
      endObject()
    }
    endList()
  }

  fileprivate mutating func write(_ reason: Reason) {
    member("rule", reason.rule)
    member("at", reason.place?.description)
    member("because", reason.because)
    member("level", reason.level)
    texts("notes", reason.notes)
  }

  fileprivate mutating func write(_ approval: Decision.Approval) {
    write(approval.reason)
    texts("by", approval.by)
    member("needs", approval.needs)
    guard let within = approval.within else { return }
    name("within")
    beginObject()
    name(within.unit.rawValue)
    number(within.count)
    endObject()
  }

  fileprivate mutating func write(_ finding: Decision.PolicyFinding) {
    write(finding.reason)
    member("severity", finding.severity.rawValue)
    member("enforced", finding.enforced)
    member("message", finding.message)
  }

  fileprivate mutating func write(_ shadow: Decision.Shadow) {
    member("stage", shadow.stage.rawValue)
    write(shadow.reason)
    member("would", shadow.would)
  }

  fileprivate mutating func write(_ error: DecisionError) {
    member("kind", error.kind.rawValue)
    member("message", error.message)
    member("rule", error.rule)
    member("at", error.place?.description)
    member("field", error.field)
  }

  fileprivate mutating func write(_ verdict: Verdict) {
    member("stage", verdict.stage.rawValue)
    member("rule", verdict.rule)
    member("at", verdict.place.description)
    name("outcome")
    switch verdict.outcome {
    case .won:
      text("won")
    case .outranked(let winner):
      text("outranked")
      member("by", winner)
    case .failed(let conditions):
      text("failed")
      list("failed", conditions) { json, condition in
        json.member("field", condition.field)
        json.member("wanted", condition.wanted)
        json.member("found", condition.found)
      }
    case .error(let message):
      text("error")
      member("message", message)
    case .shadow(let matched):
      text("shadow")
      member("matched", matched)
    case .notInForce:
      text("not_in_force")
    case .opaque(let function):
      text("opaque")
      member("function", function)
    }
  }
}
