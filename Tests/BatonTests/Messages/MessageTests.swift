import BatonModel
import BatonTime
import Testing

@testable import Baton

/// When people are told what cases have to say: dates by hand, in 2026 in Paris.
@Suite struct MessageTests {
  /// Messages as roles and receivers want them, with times of Paris.
  private struct Desk {
    var messages: Messages
    private let zone: Zone

    init(_ rules: String) throws {
      messages = try CaseScript.engine(rules).messages()
      zone = try Zone(named: "Europe/Paris")
    }

    func instant(_ text: String) throws -> Instant {
      try #require(ISO8601.parse(text, in: zone)).instant
    }

    mutating func take(
      _ to: String, _ id: String, _ about: String, at time: String, notBefore: String? = nil
    ) throws {
      messages.take(
        Action.Notification(
          to: to, about: about, notBefore: try notBefore.map { try instant($0) }),
        of: id, at: try instant(time))
    }

    /// `2026-05-04 10:30 desk: R-1 late, R-2 late`
    mutating func due(by time: String) throws -> [String] {
      messages.due(by: try instant(time)).map { message in
        let at = ISO8601.format(message.at, offsetSeconds: zone.offset(at: message.at))
        let held = message.heldBack == 0 ? "" : " (\(message.heldBack) held back)"
        return "\(at.prefix(10)) \(at.dropFirst(11).prefix(5)) \(message.to): "
          + message.notices.map { "\($0.case) \($0.about)" }.joined(separator: ", ") + held
      }
    }
  }

  @Test("who says nothing is told at once, and what comes at one instant is one message")
  func atOnce() throws {
    var desk = try Desk("")
    try desk.take("lead", "R-1", "late", at: "2026-05-04T10:00")
    try desk.take("lead", "R-2", "late", at: "2026-05-04T10:00")
    try desk.take("acme/l3", "R-1", "late", at: "2026-05-04T10:00")
    try desk.take("lead", "R-1", "later", at: "2026-05-04T10:01")
    #expect(desk.messages.next == (try desk.instant("2026-05-04T10:00")))
    #expect(
      try desk.due(by: "2026-05-04T10:00") == [
        "2026-05-04 10:00 acme/l3: R-1 late", "2026-05-04 10:00 lead: R-1 late, R-2 late",
      ])
    #expect(try desk.due(by: "2026-05-04T10:01") == ["2026-05-04 10:01 lead: R-1 later"])
    #expect(desk.messages.next == nil)
  }

  @Test("messages wait until hours are open, and the same of the same case is said once")
  func hours() throws {
    var desk = try Desk("role \"boss\" { party = \"customer\", hours = \"office\" }\n")
    try desk.take("boss", "R-1", "late", at: "2026-05-08T18:00")
    try desk.take("boss", "R-1", "late", at: "2026-05-09T02:00")
    try desk.take("boss", "R-2", "late", at: "2026-05-10T02:00")
    #expect(desk.messages.next == (try desk.instant("2026-05-11T09:00")))
    #expect(try desk.due(by: "2026-05-11T08:59") == [])
    #expect(try desk.due(by: "2026-05-11T09:00") == ["2026-05-11 09:00 boss: R-1 late, R-2 late"])
    // In another message it is said again.
    try desk.take("boss", "R-1", "late", at: "2026-05-11T10:00")
    #expect(try desk.due(by: "2026-05-11T10:00") == ["2026-05-11 10:00 boss: R-1 late"])
  }

  @Test("what comes within a time after the first is one message")
  func batches() throws {
    var desk = try Desk("receiver \"pager\" { hours = \"office\", batch = minutes(30) }\n")
    try desk.take("pager", "R-1", "a", at: "2026-05-04T10:00")
    try desk.take("pager", "R-1", "b", at: "2026-05-04T10:20")
    try desk.take("pager", "R-2", "c", at: "2026-05-04T10:30")
    try desk.take("pager", "R-2", "d", at: "2026-05-04T10:31")
    #expect(
      try desk.due(by: "2026-05-04T12:00") == [
        "2026-05-04 10:30 pager: R-1 a, R-1 b, R-2 c", "2026-05-04 11:01 pager: R-2 d",
      ])
    // What would go out after closing waits for the morning; what waits already waits no longer.
    try desk.take("pager", "R-3", "e", at: "2026-05-04T16:50")
    try desk.take("pager", "R-3", "f", at: "2026-05-05T03:00")
    #expect(try desk.due(by: "2026-05-06T00:00") == ["2026-05-05 09:00 pager: R-3 e, R-3 f"])
  }

  @Test("what a case says not to tell before is not told before, and holds up nothing else")
  func notBefore() throws {
    var desk = try Desk("receiver \"pager\" { batch = minutes(30) }\n")
    try desk.take("pager", "R-1", "a", at: "2026-05-04T03:00", notBefore: "2026-05-04T07:00")
    try desk.take("pager", "R-1", "b", at: "2026-05-04T04:00")
    #expect(
      try desk.due(by: "2026-05-05T00:00") == [
        "2026-05-04 04:30 pager: R-1 b", "2026-05-04 07:30 pager: R-1 a",
      ])
  }

  @Test("what is beyond a day's messages goes out together with the first of the next day")
  func budget() throws {
    var desk = try Desk(
      """
      receiver "pager" { messages_a_day = 2 }
      receiver "office" { hours = "office", messages_a_day = 1 }

      """)
    for (about, time) in [("a", "09:00"), ("b", "09:10"), ("c", "09:20"), ("d", "23:59")] {
      try desk.take("pager", "R-1", about, at: "2026-05-08T\(time)")
    }
    try desk.take("pager", "R-1", "e", at: "2026-05-09T00:00")
    #expect(
      try desk.due(by: "2026-05-09T12:00") == [
        "2026-05-08 09:00 pager: R-1 a", "2026-05-08 09:10 pager: R-1 b",
        "2026-05-09 00:00 pager: R-1 c, R-1 d, R-1 e (2 held back)",
      ])
    // On Friday there is one, and the next day that is open is Monday; what came at night waited for
    // it anyway.
    try desk.take("office", "R-1", "a", at: "2026-05-15T10:00")
    try desk.take("office", "R-1", "b", at: "2026-05-15T11:00")
    try desk.take("office", "R-1", "c", at: "2026-05-15T20:00")
    try desk.take("office", "R-1", "d", at: "2026-05-18T10:00")
    #expect(
      try desk.due(by: "2026-05-20T00:00") == [
        "2026-05-15 10:00 office: R-1 a", "2026-05-18 09:00 office: R-1 b, R-1 c (1 held back)",
        "2026-05-19 09:00 office: R-1 d (1 held back)",
      ])
  }

  @Test("days are local: the one on which clocks go forward has 23 hours")
  func daylightSaving() throws {
    var desk = try Desk("receiver \"pager\" { messages_a_day = 1 }\n")
    try desk.take("pager", "R-1", "a", at: "2026-03-28T12:00")
    try desk.take("pager", "R-1", "b", at: "2026-03-28T13:00")
    try desk.take("pager", "R-1", "c", at: "2026-03-29T12:00")
    let messages = desk.messages.due(by: try desk.instant("2026-04-01T00:00"))
    // Midnight before the change is at 23:00 UTC, the one after it at 22:00.
    #expect(
      messages.map { ISO8601.format($0.at, offsetSeconds: 0) } == [
        "2026-03-28T11:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z",
      ])
  }

  @Test("a case's ladder is taken in, and its hierarchical escalations are no messages")
  func ladders() throws {
    let rules = """
      receiver "pager" { batch = minutes(30), messages_a_day = 1 }
      sla "restored" { metric = "time_to_restore", within = hours(4) }
      escalation "ladder" { on = "restored", at("50%", { notify = "pager" }),
        at("75%", { hierarchical = "cio", notify = "pager" }) }

      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", [])
    try script.wait(until: "2026-05-04T18:00")
    #expect(script.escalations == ["2026-05-04 12:00 cio"])
    var desk = try Desk(rules)
    for action in script.actions {
      guard case .notify(let notification) = action.kind else { continue }
      desk.messages.take(notification, of: script.state.id, at: action.at)
    }
    #expect(
      try desk.due(by: "2026-05-06T00:00") == [
        "2026-05-04 11:30 pager: R-1 ladder, step 1",
        "2026-05-05 00:00 pager: R-1 ladder, step 2 (1 held back)",
      ])
  }

  static let mistakes: [Mistake] = [
    Mistake(
      code: "unknown-name", message: "unknown calendar \"offic\"",
      help: "did you mean \"office\"?",
      rules: "role \"r\" { party = \"customer\", hours = ⌖\"offic\" }"),
    Mistake(
      code: "needs-elapsed", message: "\"batch\" takes elapsed time, found business_hours(1)",
      rules: "receiver \"r\" { batch = ⌖business_hours(1) }"),
    Mistake(
      code: "wrong-type", message: "\"batch\" takes a duration",
      rules: "receiver \"r\" { batch = ⌖30 }"),
    Mistake(
      code: "out-of-range", message: "\"messages_a_day\" takes a whole number from 1 up",
      rules: "receiver \"r\" { messages_a_day = ⌖0 }"),
    Mistake(
      code: "unknown-attribute", message: "a receiver has no \"batsh\"",
      help: "did you mean \"batch\"?",
      rules: "receiver \"r\" { ⌖batsh = minutes(30) }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }
}
