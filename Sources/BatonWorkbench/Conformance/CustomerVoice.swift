import BatonModel

/// What the customer of a case said of its outcome, by events: that it is as needed, or not.
///
/// Who was dissatisfied once was not served as expected, whatever came after it.
package enum CustomerVoice: UInt8, Sendable {
  case silent, confirmed, dissatisfied

  mutating func hear(_ event: CaseEvent.Name?) {
    switch event {
    case .complaint, .reopen: self = .dissatisfied
    case .confirm where self == .silent: self = .confirmed
    default: break
    }
  }

  /// Whether an event of somebody else answers a complaint: somebody spoke to the customer, or took charge.
  /// Of a case that only came back it is the work that is asked for.
  static func isAnswered(by event: CaseEvent.Name?, isReturn: Bool) -> Bool {
    switch event {
    case .acknowledge, .accept, .respond, .update: true
    case .restore, .workaround, .resolve: isReturn
    default: false
    }
  }
}
