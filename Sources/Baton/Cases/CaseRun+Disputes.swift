import BatonModel
import BatonTime

/// Disputes about who is to act or to pay: who settles them, and by when.
///
/// A dispute stops nothing: clocks, ladders and tasks go on, and so does its own time when the case
/// waits or is done. What was disputed may have to be paid long after.
extension CaseRun {
  /// Notes a dispute, with what the first rule that is about it says.
  mutating func raiseDispute(_ event: CaseEvent) {
    var dispute = Case.Dispute(
      from: now, by: event.by?.party, reason: event.reason, owner: state.accountable)
    let rule = matches(of: rules.disputeStage).min().map { rules.disputes[$0] }
    if let rule {
      dispute.rule = rule.head.name
      dispute.owner = rule.settledBy ?? dispute.owner
      dispute.settleBy = rule.within.flatMap { end(of: $0) }
      dispute.otherwise = rule.otherwise
    }
    state.disputes.append(dispute)
    tell(.opened, state.disputes.count - 1)
  }

  private func end(of limit: TimeLimit) -> Instant? {
    TaskTime(
      limit: ClockTerms.Limit(limit.span),
      calendar: limit.calendar.flatMap { rules.clocks.calendars[$0] }
    ).end(from: now)
  }

  /// Ends the dispute that was raised last.
  mutating func settleDispute() {
    guard let open = state.disputes.lastIndex(where: \.isOpen) else {
      act(.doubt(CaseWording.nothingDisputed), at: now)
      return
    }
    state.disputes[open].until = now
    tell(.settled, open)
  }

  /// A dispute was not settled in time: from now on it is for whoever decides then.
  mutating func disputeIsLate(_ index: Int) {
    state.disputes[index].lateAt = now
    tell(.late, index)
    let dispute = state.disputes[index]
    guard let otherwise = dispute.otherwise else { return }
    state.disputes[index].owner = otherwise
    act(
      .escalate(
        Action.Escalation(
          ladder: dispute.rule ?? "", step: 1, kind: .hierarchical, to: otherwise)),
      at: now, head(of: dispute))
  }

  private mutating func tell(_ change: Action.DisputeChange, _ index: Int) {
    let dispute = state.disputes[index]
    act(
      .dispute(Action.Dispute(dispute, number: index + 1), change), at: now, head(of: dispute))
  }

  private func head(of dispute: Case.Dispute) -> RuleHead? {
    rules.disputes.first { $0.head.name == dispute.rule }?.head
  }
}
