import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

/// What holds for messages, however receivers want to be told and whatever they are to be told.
@Suite struct MessageLawTests {
  private struct Taken {
    let notification: Action.Notification
    let id: String
    let at: Instant
  }

  private static let receivers = ["a", "b", "c"]

  private static func rules(
    _ random: inout SeededNumbers, _ calendar: BusinessCalendar, _ zone: Zone
  ) -> (rules: MessageRules, terms: [String: MessageTerms]) {
    var terms: [String: MessageTerms] = [:]
    for name in receivers where !random.isOne(in: 5) {
      terms[name] = MessageTerms(
        hours: random.isOne(in: 2) ? "office" : nil,
        batch: random.isOne(in: 2) ? Int64(1 + random.below(180)) * 60_000 : 0,
        aDay: random.isOne(in: 2) ? 1 + random.below(3) : nil)
    }
    return (MessageRules(terms: terms, calendars: ["office": calendar], zone: zone), terms)
  }

  /// Some four days around a change of clocks, forward or back.
  private static func taken(_ random: inout SeededNumbers) -> [Taken] {
    var now: Int64 = random.isOne(in: 2) ? 1_774_594_800_000 : 1_792_738_800_000
    return (0..<(5 + random.below(60))).map { _ in
      now += Int64(random.below(random.isOne(in: 8) ? 600 : 60)) * 60_000
      let wait = Int64(random.below(900)) * 60_000
      return Taken(
        notification: Action.Notification(
          to: random.pick(receivers), about: "step \(random.below(4))",
          notBefore: random.isOne(in: 5) ? Instant(milliseconds: now + wait) : nil),
        id: "R-\(random.below(3))", at: Instant(milliseconds: now))
    }
  }

  @Test(
    "in any pieces the same messages; none is lost, early or twice; no day has more than it may")
  func laws() throws {
    var random = SeededNumbers()
    let zone = try Zone(named: "Europe/Paris")
    let engine = try CaseScript.engine("")
    let calendar = try #require(engine.calendar(named: "office"))
    let end = Instant(milliseconds: 1_900_000_000_000)
    var (messages, heldBack, bundled) = (0, 0, 0)
    for round in 0..<60 {
      let what: Comment = "round \(round), seed \(random.seed)"
      let (rules, terms) = Self.rules(&random, calendar, zone)
      let taken = Self.taken(&random)
      var whole = Messages(rules, MessageQueue())
      var pieces = whole
      var told: [Message] = []
      for one in taken {
        whole.take(one.notification, of: one.id, at: one.at)
        // Up to what comes next, with the queue written down in between.
        for _ in 0..<random.below(3) {
          let from = max(pieces.queue.now, taken[0].at).milliseconds
          guard from < one.at.milliseconds else { break }
          let until = from + Int64(random.below(Int(one.at.milliseconds - from)))
          told += pieces.due(by: Instant(milliseconds: until))
          let written = try JSONEncoder().encode(pieces.queue)
          pieces = Messages(rules, try JSONDecoder().decode(MessageQueue.self, from: written))
        }
        pieces.take(one.notification, of: one.id, at: one.at)
      }
      let all = whole.due(by: end)
      told += pieces.due(by: end)
      try #require(told == all, what)
      try #require(whole.next == nil && pieces.next == nil, what)
      try #require(whole.queue == pieces.queue, what)

      var days: [String: Int] = [:]
      for message in all {
        let wanted = terms[message.to] ?? .atOnce
        let day = zone.local(at: message.at).date
        days["\(message.to) \(day)", default: 0] += 1
        try #require(days["\(message.to) \(day)", default: 0] <= wanted.aDay ?? .max, what)
        try #require(wanted.hours == nil || calendar.isOpen(at: message.at), what)
        let subjects = message.notices.map { "\($0.case) \($0.about)" }
        try #require(!subjects.isEmpty && Set(subjects).count == subjects.count, what)
        messages += 1
        heldBack += message.heldBack
        if message.notices.count > 1 { bundled += 1 }
      }
      for one in taken {
        let earliest = max(one.at, one.notification.notBefore ?? one.at)
        let isTold = all.contains { message in
          message.to == one.notification.to && message.at >= earliest
            && message.notices.contains {
              $0.case == one.id && $0.about == one.notification.about && $0.at <= one.at
            }
        }
        try #require(isTold, what)
      }
      // Nothing is said that no case said.
      for message in all {
        for notice in message.notices {
          let isTaken = taken.contains {
            $0.id == notice.case && $0.notification.about == notice.about && $0.at == notice.at
              && $0.notification.to == message.to
          }
          try #require(isTaken && notice.at <= message.at, what)
        }
      }
    }
    // Usually some 1,200, 200 and 200.
    print("\(messages) messages, \(heldBack) held back, \(bundled) bundled, seed \(random.seed)")
    #expect(messages > 100 && heldBack > 10 && bundled > 20)
  }
}
