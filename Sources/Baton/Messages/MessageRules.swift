import BatonModel
import BatonTime

/// When messages go out: each receiver's terms, the calendars that they name, and the zone whose days
/// count.
struct MessageRules: Sendable {
  /// By the name of a role or a receiver.
  private let terms: [String: MessageTerms]
  private let calendars: [String: BusinessCalendar]
  private let zone: Zone

  init(_ rules: CompiledRuleBase) {
    terms = rules.messages
    calendars = rules.calendars
    zone = rules.zone
  }

  init(terms: [String: MessageTerms], calendars: [String: BusinessCalendar], zone: Zone) {
    self.terms = terms
    self.calendars = calendars
    self.zone = zone
  }

  /// When a receiver's next message goes out; nil while nothing waits.
  func goesOut(_ receiver: MessageQueue.Receiver) -> Instant? {
    guard let first = receiver.from else { return nil }
    let terms = self.terms[receiver.name] ?? .atOnce
    let at = wanted(terms, from: first)
    guard let aDay = terms.aDay, receiver.messages >= aDay, day(of: at) == receiver.day else {
      return at
    }
    // The day has had its messages: the first of the next takes along what is left.
    let next = zone.startOfDay(zone.local(at: at).date.next)
    return opening(terms, from: max(next, at))
  }

  /// When a notice would go out by itself, however much the receiver was told before.
  private func wanted(_ terms: MessageTerms, from: Instant) -> Instant {
    opening(terms, from: from.adding(terms.batch))
  }

  /// Beyond the end of a calendar nothing waits: better a message too early than none.
  private func opening(_ terms: MessageTerms, from: Instant) -> Instant {
    terms.hours.flatMap { calendars[$0] }?.nextOpening(notBefore: from) ?? from
  }

  func day(of instant: Instant) -> Int { zone.local(at: instant).date.daysSince1970 }

  /// The message that goes out now: all that may be told by now, said once.
  func message(_ receiver: MessageQueue.Receiver, at now: Instant) -> Message {
    let terms = self.terms[receiver.name] ?? .atOnce
    let today = day(of: now)
    var notices: [Message.Notice] = []
    var said: [String: Set<String>] = [:]
    var heldBack = 0
    for waiting in receiver.waiting where waiting.from <= now {
      let notice = waiting.notice
      guard said[notice.case, default: []].insert(notice.about).inserted else { continue }
      notices.append(notice)
      if terms.aDay != nil, day(of: wanted(terms, from: waiting.from)) < today { heldBack += 1 }
    }
    return Message(at: now, to: receiver.name, notices: notices, heldBack: heldBack)
  }
}
