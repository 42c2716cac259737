import BatonModel
import BatonTime

// What was agreed with one provider: its own way, or a deviation that is tolerated for a time.
extension ProcessWatch {
  /// The adaptations of a provider that are in force.
  func adaptations(of party: String?, at instant: Instant?) -> [AdaptationRule] {
    guard let party, !plan.adaptations.isEmpty else { return [] }
    return plan.adaptations.filter { $0.provider == party && isInForce($0.head, at: instant) }
  }

  /// What becomes of a deviation from a rule.
  func standing(of rule: String, _ party: String?, at instant: Instant?) -> Deviation.Standing {
    for adaptation in adaptations(of: party, at: instant) {
      let skips = adaptation.skips + adaptation.uses.flatMap { plan.rule.variations[$0].skips }
      if skips.contains(rule) { return .adapted(by: adaptation.head.name) }
    }
    for waiver in plan.waivers where waiver.constraints.contains(rule) {
      if let provider = waiver.provider, provider != party { continue }
      if isInForce(waiver.head, at: instant) { return .waived(by: waiver.head.name) }
    }
    return .counts
  }

  /// Whether a rule is in force on the day of an instant. Without a time it is.
  func isInForce(_ head: RuleHead, at instant: Instant?) -> Bool {
    guard head.from != nil || head.until != nil, let instant else { return true }
    let day = plan.zone.local(at: instant).date
    if let from = head.from, day < from { return false }
    if let until = head.until, day > until { return false }
    return true
  }
}
