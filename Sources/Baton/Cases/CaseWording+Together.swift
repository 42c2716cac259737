/// What a case says of those who work on it together, and of who speaks to the customer.
extension CaseWording {
  static func noSwarm(_ event: String) -> String {
    "\"\(event)\" is about a swarm, and none works on the case"
  }
  static func joinsWithoutName(_ event: String) -> String {
    "\"\(event)\" does not say who: give `by`"
  }
  static func isIn(_ unit: String) -> String { "\(unit) has joined already" }
  static func isNotIn(_ unit: String) -> String { "\(unit) leaves and was not there" }
  static func followsItself(_ rule: String, _ id: String) -> String {
    "\"\(id)\" is not opened: follow_up \"\(rule)\" would follow what it opened itself, without end"
  }
  static let linkedToNothing = "\"link\" names no record: give `record`"
  static func notTheSender(_ party: String, sender: String) -> String {
    "\(party) speaks to the customer, which is for \(sender) alone to do"
  }
}
