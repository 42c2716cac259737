import Baton
import BatonModel
import BatonRecords
import BatonTime

/// What is proven of a rule base, as a member of the document of diagnostics.
struct ProofDocument {
  let zone: Zone

  func write(_ proofs: TimeProofs, _ rules: RuleProofs?, to json: inout JSONWriter) {
    json.name("proofs")
    json.beginObject()
    write("from", proofs.from, to: &json)
    write("until", proofs.until, to: &json)
    json.name("targets")
    json.beginList()
    for target in proofs.targets { write(target, to: &json) }
    json.endList()
    if !proofs.refinements.isEmpty {
      json.name("adaptations")
      json.beginList()
      for proof in proofs.refinements { write(proof, to: &json) }
      json.endList()
    }
    if let concentration = proofs.concentration {
      json.name("concentration")
      json.beginObject()
      json.name("services")
      json.integer(concentration.services)
      json.name("with_one_provider")
      json.integer(concentration.withOneProvider)
      json.name("by_provider")
      json.beginObject()
      for (provider, count) in concentration.byProvider.sorted(by: { $0.key < $1.key }) {
        json.name(provider)
        json.integer(count)
      }
      json.endObject()
      json.endObject()
    }
    if let rules { write(rules, to: &json) }
    json.endObject()
  }

  private func write(_ proofs: RuleProofs, to json: inout JSONWriter) {
    json.name("rules")
    json.beginObject()
    let counts = [
      ("examined", proofs.rows), ("not_decided", proofs.undecided),
      ("not_followed", proofs.unfollowed), ("comparisons", proofs.comparisons),
      ("conditional", proofs.conditional),
      ("with_functions_in_lua", proofs.opaque),
    ]
    for (name, count) in counts {
      json.name(name)
      json.integer(count)
    }
    for lack in proofs.lacks {
      json.name("without_\(lack.what.rawValue)")
      json.value(.object(lack.request.members))
    }
    json.endObject()
  }

  private func write(_ proof: RefinementProof, to json: inout JSONWriter) {
    json.beginObject()
    write("adaptation", proof.adaptation, to: &json)
    write("process", proof.process, to: &json)
    write("provider", proof.provider, to: &json)
    DiagnosticDocument.write(proof.place, to: &json)
    write("verdict", proof.verdict.rawValue, to: &json)
    write("path", proof.path, to: &json)
    if let states = proof.statesSpent {
      json.name("states_spent")
      json.integer(states)
    }
    json.endObject()
  }

  private func write(_ proof: TargetProof, to json: inout JSONWriter) {
    json.beginObject()
    write("agreement", proof.agreement, to: &json)
    write("kind", proof.kind.rawValue, to: &json)
    write("metric", proof.metric.rawValue, to: &json)
    DiagnosticDocument.write(proof.place, to: &json)
    write("verdict", proof.verdict.rawValue, to: &json)
    if let because = proof.because { write("because", because, to: &json) }
    if let margin = proof.margin {
      json.name("margin_seconds")
      json.value(seconds(margin))
    }
    if let service = proof.service { write("service", service, to: &json) }
    if let start = proof.start { write("worst_start", start, to: &json) }
    if let due = proof.due { write("due", due, to: &json) }
    if let done = proof.done { write("done", done, to: &json) }
    if let ownTime = proof.ownTime {
      json.name("own_time_seconds")
      json.value(seconds(ownTime))
    }
    if let tightest = proof.tightest { write("tightest_link", tightest.rule, to: &json) }
    if !proof.links.isEmpty {
      json.name("chain")
      json.beginList()
      for link in proof.links { write(link, to: &json) }
      json.endList()
    }
    write("nothing_promised_by", proof.unbounded, to: &json)
    write("taken_to_acknowledge_at_once", proof.acknowledgesAtOnce, to: &json)
    if let witness = proof.witness {
      json.name("witness")
      json.value(.object(witness))
    }
    json.endObject()
  }

  private func write(_ link: TargetProof.Link, to json: inout JSONWriter) {
    json.beginObject()
    write("provider", link.provider, to: &json)
    write("link", link.kind.rawValue, to: &json)
    write("rule", link.rule, to: &json)
    DiagnosticDocument.write(link.place, to: &json)
    write("limit", link.limit.words, to: &json)
    if let calendar = link.calendar { write("calendar", calendar, to: &json) }
    write("from", link.from, to: &json)
    if let until = link.until { write("until", until, to: &json) }
    json.endObject()
  }

  private func write(_ name: String, _ text: String, to json: inout JSONWriter) {
    json.name(name)
    json.text(TerminalText.cut(text))
  }

  private func write(_ name: String, _ names: [String], to json: inout JSONWriter) {
    if names.isEmpty { return }
    json.name(name)
    json.beginList()
    for text in names { json.text(TerminalText.cut(text)) }
    json.endList()
  }

  private func write(_ name: String, _ instant: Instant, to json: inout JSONWriter) {
    write(name, ISO8601.format(instant, offsetSeconds: zone.offset(at: instant)), to: &json)
  }

  private func seconds(_ milliseconds: Int64) -> Value { Value(Double(milliseconds) / 1000) }
}
