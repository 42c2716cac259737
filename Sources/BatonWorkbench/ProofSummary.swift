package import Baton
import BatonRecords
import BatonTime

/// What `check` tells of what is proven, in a few lines.
package struct ProofSummary {
  private let proofs: TimeProofs
  private let rules: RuleProofs?
  private let zone: Zone

  package init(_ proofs: TimeProofs, _ rules: RuleProofs? = nil, in zone: Zone) {
    self.proofs = proofs
    self.rules = rules
    self.zone = zone
  }

  /// Lines without their ends; none where nothing was to be proven.
  package var lines: [String] {
    [opaque, unfollowed, targets, refinements, concentration].compactMap(\.self) + lacks
  }

  private var unfollowed: String? {
    guard let rules, rules.unfollowed > 0 else { return nil }
    return
      "what earlier stages leave for later ones took too long to follow for "
      + "\(Plural.of(rules.unfollowed, "question")): there all was taken to be left"
  }

  /// "2 of 40 rules depend on functions that run in Lua: what is said of them is that they may match"
  private var opaque: String? {
    guard let rules, rules.opaque > 0 else { return nil }
    return
      "\(rules.opaque) of \(Plural.of(rules.conditional, "rule")) \(rules.opaque == 1 ? "depends" : "depend")"
      + " on functions that run in Lua, and may or may not match"
  }

  /// "a request may have no priority: {"kind":"change"}"
  private var lacks: [String] {
    (rules?.lacks ?? []).map { lack in
      var json = JSONWriter()
      json.value(.object(lack.request.members))
      return
        "a request may \(Self.words(lack.what)): \(String(decoding: json.bytes, as: UTF8.self))"
    }
  }

  private static func words(_ what: RequestLack.What) -> String {
    switch what {
    case .service: "be about no known service"
    case .priority: "have no priority"
    case .agreement: "have no agreement with the customer, unlike others of its kind"
    case .ladder: "be escalated to nobody, unlike others of its kind"
    }
  }

  /// "12 targets can be kept from any start from 2026-11-22 to 2028-11-21: tightest margin 35 min
  /// (\"Vital\")"
  private var targets: String? {
    let proven = proofs.targets.filter { $0.verdict == .proven }
    if proofs.targets.isEmpty { return nil }
    var line =
      "\(Plural.of(proven.count, "target")) can be kept from any start from \(day(proofs.from)) to "
      + day(Instant(milliseconds: proofs.until.milliseconds - 1))
    let margins = proven.compactMap { proof in proof.margin.map { (proof.agreement, $0) } }
    if let (name, margin) = margins.min(by: { $0.1 < $1.1 }) {
      line += ": tightest margin \(TimeProofs.words(ofDuration: margin)) (\"\(name)\")"
    }
    let others: [(TargetProof.Verdict, String)] = [
      (.infeasible, "cannot be kept"), (.unbounded, "with nothing behind"),
      (.notDecided, "not decided"),
    ]
    for (verdict, words) in others {
      let count = proofs.targets.count { $0.verdict == verdict }
      if count > 0 { line += "; \(count) \(words)" }
    }
    return line
  }

  /// "3 of 5 adaptations keep to their process; 1 does not; 1 may not"
  private var refinements: String? {
    let all = proofs.refinements
    if all.isEmpty { return nil }
    func count(_ verdict: RefinementProof.Verdict) -> Int { all.count { $0.verdict == verdict } }
    let proven = count(.proven)
    if proven == all.count {
      return all.count == 1
        ? "1 adaptation keeps to its process" : "\(all.count) adaptations keep to their process"
    }
    var line = "\(proven) of \(Plural.of(all.count, "adaptation")) keep to their process"
    let others: [(RefinementProof.Verdict, one: String, several: String)] = [
      (.refuted, "does not", "do not"), (.possible, "may not", "may not"),
      (.notDecided, "not decided", "not decided"),
    ]
    for (verdict, one, several) in others {
      let number = count(verdict)
      if number > 0 { line += "; \(number) \(number == 1 ? one : several)" }
    }
    return line
  }

  /// Of fewer nobody needs to be told.
  private static let manyServices = 5

  /// "3 of 6 services can be routed to one provider only: acme 2, fuji 1"
  private var concentration: String? {
    guard let found = proofs.concentration, found.withOneProvider > 0,
      found.services >= Self.manyServices
    else {
      return nil
    }
    let providers = found.byProvider.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = providers.prefix(5).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let more = providers.count > 5 ? " and \(providers.count - 5) more" : ""
    return
      "\(found.withOneProvider) of \(Plural.of(found.services, "service")) can be routed to one "
      + "provider only: \(shown)\(more)"
  }

  private func day(_ instant: Instant) -> String { "\(zone.local(at: instant).date)" }
}
