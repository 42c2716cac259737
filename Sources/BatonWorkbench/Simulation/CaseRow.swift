package import BatonModel
package import BatonTime

/// One case among many, in the end: what is compared when rules change.
package struct CaseRow: Sendable {
  package let id: String
  package let phase: Case.Phase
  package let priority: Int?
  package let holder: String
  package let offeredTo: String?
  package let accountable: String?
  package let clocks: ClockCount
  package let firstBreach: Instant?
  package let tally: CaseTally
  /// Milliseconds that passed for the customer, to the solution if there is one.
  package let customer: Int64
  /// In whose time instants are told.
  package let zone: Zone

  init(of state: Case, _ tally: CaseTally, zone: Zone) {
    id = state.id
    phase = state.phase
    priority = state.priority
    holder = state.holder.unit
    offeredTo = state.offer?.to.unit
    accountable = state.accountable
    var clocks = ClockCount()
    var first: Instant?
    for index in state.clocks.indices {
      clocks.add(ClockResult(of: state.clocks[index]))
      guard let at = state.clocks[index].breachedAt else { continue }
      first = min(at, first ?? at)
    }
    self.clocks = clocks
    firstBreach = first
    self.tally = tally
    customer = state.timeForCustomer
    self.zone = zone
  }

  // MARK: As cells

  package static let names = [
    "case", "state", "priority", "holder", "offered_to", "accountable", "kept", "not_kept",
    "running", "cancelled", "first_breach", "escalations", "messages", "deviations", "customer",
  ]

  /// For people a length of time is in words, for programs in seconds.
  package func cells(forPeople: Bool) -> [String] {
    [
      id, phase.rawValue, priority.map { String($0) } ?? "", holder, offeredTo ?? "",
      accountable ?? "", String(clocks.kept), String(clocks.notKept), String(clocks.running),
      String(clocks.cancelled),
      firstBreach.map { ISO8601.format($0, offsetSeconds: zone.offset(at: $0)) } ?? "",
      String(tally.escalations), String(tally.messages), String(tally.deviations),
      forPeople ? TimeWording.length(customer) : Self.seconds(customer),
    ]
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    milliseconds.isMultiple(of: 1000)
      ? String(milliseconds / 1000) : String(Double(milliseconds) / 1000)
  }
}
