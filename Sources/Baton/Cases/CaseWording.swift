/// Every sentence that a case says.
enum CaseWording {
  static func duplicate(_ id: String) -> String {
    "event \"\(id)\" was taken in already and is left out"
  }
  static func future(_ name: String) -> String {
    "\"\(name)\" lies in the future and is taken in as of now"
  }
  static func late(_ name: String) -> String {
    "\"\(name)\" comes after later events and is taken in as of the last of them"
  }
  static func beforeOpening(_ name: String) -> String {
    "\"\(name)\" lies before the opening and is taken in as of the last that is known"
  }
  static let nobodyAccountable =
    "nobody is accountable: name a role for the service, or one of the service integrator"
  static func noCalendar(_ name: String) -> String {
    "\"\(name)\" is in business time and there is no calendar for it: it has no clock here"
  }
  static func noCalendarToAcknowledge(_ unit: String) -> String {
    "\(unit) has no hours in which to acknowledge: it has no time limit here"
  }
  static let assignedToNobody = "\"assign\" names nobody: give `to`, or set the provider"
  static func unknownTarget(_ name: String) -> String {
    "the case is to go to \"\(name)\", which nobody is"
  }
  static func nothingOffered(_ name: String) -> String {
    "\"\(name)\" answers no offer to whoever says it"
  }
  static let rejectedWithoutReason = "an offer is rejected without a reason"
  static func handoffLacks(_ fields: [String]) -> String {
    "it is handed over without " + fields.joined(separator: ", ")
  }
  static func handedOnTooOften(_ count: Int, bounces: Int) -> String {
    "it was handed on \(count) times, \(bounces) of them back: the service integrator has it now"
  }
  static func noReasonToWait(_ said: String?) -> String {
    let known = "customer, provider, third_party, change_window, parts"
    guard let said else { return "the case waits without a reason: one of \(known)" }
    return "the case waits for \"\(said)\", which is none of \(known)"
  }
  static func beginsTooOften(_ ladder: String, _ count: Int) -> String {
    "ladder \"\(ladder)\" began \(count) times without an event and waits for one: do its steps "
      + "and another ladder's bring each other about?"
  }
  static func nobodyOnCall(_ rota: String) -> String { "nobody is on call by rota \"\(rota)\"" }
  static let nothingDisputed = "nothing was disputed"
  static let assistByNobody = "\"assist\" names nobody: give `to`"
  static func escalation(_ ladder: String, step: Int) -> String { "\(ladder), step \(step)" }
}
