import BatonModel

/// What rules decided about a case, and what people made of it.
///
/// Who gets a case is overruled if somebody assigns it elsewhere before anybody has taken it: later it is
/// handed on, which is work and no second opinion. A priority is overruled by whoever sets another one.
struct CaseRuling: Sendable {
  /// Where the rules led when somebody first took it, else where they led last; and the rule.
  private(set) var target: String?
  private(set) var rule: Place?
  /// The unit that took it, or that it is offered to, where people had sent it elsewhere than the rules.
  private(set) var insteadOfTarget: String?
  /// The priority that rules gave it at the opening; nil where the request said it itself.
  private(set) var priority: Int?
  private(set) var insteadOfPriority: Int?
  private var isOpened = false
  private var isTaken = false
  private var isAssigned = false
  /// As it stood before the event in hand.
  private var lastPriority: Int?

  /// Looks at the case after something happened.
  mutating func see(_ event: CaseTrail.Happening, _ state: borrowing Case) {
    seePriority(event, state)
    if isTaken { return }
    target = state.routed
    rule = state.routedBy
    if event.namesSomebody { isAssigned = true }
    isTaken = state.holder.group != nil || state.holder.party != .integrator
    guard isAssigned, let target else { return }
    let unit = isTaken ? state.holder.unit : state.offeredUnit
    insteadOfTarget = unit == target ? nil : unit
  }

  private mutating func seePriority(_ event: CaseTrail.Happening, _ state: borrowing Case) {
    if !isOpened {
      isOpened = true
      let own: Int? =
        if case .integer(let said)? = state.request["priority"] { Int(exactly: said) } else { nil }
      if state.priority != own { priority = state.priority }
    } else if priority != nil, event.setsPriority, state.priority != lastPriority {
      insteadOfPriority = state.priority == priority ? nil : state.priority
    }
    lastPriority = state.priority
  }
}

extension Case {
  /// Whom it is offered to, while nobody has answered.
  fileprivate var offeredUnit: String? {
    guard let last = handoffs.last, last.isOpen else { return nil }
    return last.to.unit
  }
}
