import BatonLogs
import BatonModel

// Complaints of a log, and who answered them. A log tells them by events alone: a state that is another
// again may be somebody's correction.
extension LoggedHistory {
  /// O(1) an event, as a complaint is looked at when it comes and when it is answered.
  mutating func hearComplaint(
    _ known: CaseEvent.Name, _ event: LogEvent, isCustomers: Bool, at: Int64, _ position: Int
  ) {
    switch known {
    case .complaint where at != MeasuredCase.never:
      let before = cases[position].complaint
      cases[position].complaint = note(position, isReturn: false, at: at, before)
    case .reopen where at != MeasuredCase.never:
      let before = cases[position].comeback
      cases[position].comeback = note(position, isReturn: true, at: at, before)
    default:
      if isCustomers { return }
      if CustomerVoice.isAnswered(by: known, isReturn: true) {
        answer(cases[position].comeback, event, at: at)
        cases[position].comeback = -1
      }
      if CustomerVoice.isAnswered(by: known, isReturn: false) {
        hasAnswers = true
        answer(cases[position].complaint, event, at: at)
        cases[position].complaint = -1
      }
    }
  }

  private mutating func note(
    _ position: Int, isReturn: Bool, at: Int64, _ before: Int32
  ) -> Int32 {
    let one = MeasuredComplaint(
      index: Int32(position), isReturn: isReturn, at: at, party: cases[position].party)
    complaints.append(Complaint(one: one, before: before))
    return Int32(complaints.count - 1)
  }

  /// Answers a complaint and those before it.
  private mutating func answer(_ newest: Int32, _ event: LogEvent, at: Int64) {
    var place = newest
    while place >= 0 {
      complaints[Int(place)].one.answered = at
      complaints[Int(place)].one.answeredBy = event.party.number
      place = complaints[Int(place)].before
    }
  }
}
