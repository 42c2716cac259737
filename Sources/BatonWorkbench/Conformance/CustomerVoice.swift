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
}
