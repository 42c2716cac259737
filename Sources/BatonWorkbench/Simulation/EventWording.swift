import BatonModel
import BatonTime

/// What people did, in words.
enum EventWording {
  /// "acme (u-17) accepts it, sets state = \"in_progress\""
  static func sentence(_ event: CaseEvent) -> String {
    if event.known == .link, event.by == nil { return "record\(record(event)) is linked to it" }
    var words = actor(event.by)
    words += " "
    words += verb(event)
    if event.set.isEmpty { return words }
    let fields = event.set.map { name, value in
      value.map { "\(name) = \(ValueWording.words($0))" } ?? "no \(name)"
    }
    words += ", with "
    words += fields.joined(separator: ", ")
    return words
  }

  static func actor(_ actor: CaseEvent.Actor?) -> String {
    guard let actor else { return "somebody" }
    let unit =
      actor.party.map { party in
        actor.group.map { "\(party.name)/\($0)" } ?? party.name
      } ?? actor.group
    let person = actor.person ?? actor.role
    switch (unit, person) {
    case (let unit?, let person?): return "\(unit) (\(person))"
    case (let one?, nil), (nil, let one?): return one
    case (nil, nil): return "somebody"
    }
  }

  private static func verb(_ event: CaseEvent) -> String {
    let to = text(event.details["to"]).map { " to \($0)" } ?? ""
    guard let name = event.known else { return "says \"\(event.name)\"" + to }
    switch name {
    case .open: return "opens it"
    case .acknowledge: return "acknowledges it"
    case .assign: return "assigns it" + to
    case .accept: return "accepts it"
    case .reject: return "rejects it"
    case .respond: return "answers the customer"
    case .update: return "gives the customer news"
    case .restore: return "restores the service"
    case .workaround: return "restores the service with a workaround"
    case .resolve: return "resolves it"
    case .close: return "closes it"
    case .reopen: return "reopens it"
    case .cancel: return "cancels it"
    case .pause: return "lets it wait" + (event.reason.map { ", reason: \($0)" } ?? "")
    case .resume: return "ends the waiting"
    case .dispute: return "disputes who is to act or to pay"
    case .settle: return "settles the dispute"
    case .confirm: return "confirms that it is as needed"
    case .complaint: return "complains"
    case .assist: return "asks for help" + (text(event.details["to"]).map { " from \($0)" } ?? "")
    case .assisted: return "has helped"
    case .join: return "joins those who work on it"
    case .leave: return "leaves those who work on it"
    case .link: return "links it to" + record(event)
    case .migrate: return "moves it to the rules that are in force now"
    case .taskAccepted: return "takes on task" + task(event)
    case .taskDone: return "has done task" + task(event)
    case .taskFailed: return "has failed in task" + task(event)
    }
  }

  private static func task(_ event: CaseEvent) -> String {
    text(event.details["task"]).map { " \"\($0)\"" } ?? ""
  }

  private static func record(_ event: CaseEvent) -> String {
    text(event.details["record"]).map { " \"\($0)\"" } ?? ""
  }

  private static func text(_ value: Value?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }
}
