import Baton
package import BatonModel
package import BatonRecords
package import BatonTime

/// The messages of all cases at the end of a simulation: who was told how much, for people; each message,
/// for programs.
package struct MessageOutput: Sendable {
  private let zone: Zone
  private let messages: [Message]

  /// - Parameter zone: with whose offset instants are written.
  package init(_ messages: [Message], in zone: Zone) {
    self.messages = messages
    self.zone = zone
  }

  /// A heading, and a line for each receiver.
  package var text: String {
    let summaries = MessageSummary.summaries(messages)
    let width = summaries.map(\.to.count).max() ?? 0
    let lines = summaries.map { summary in
      "  " + summary.to + String(repeating: " ", count: width - summary.to.count + 2)
        + summary.words
    }
    return (["Messages"] + (lines.isEmpty ? ["  none"] : lines))
      .map { TerminalText.plain($0) + "\n" }.joined()
  }

  /// An object for each message: `{"what":"message","at":…,"to":…,"notices":[…],"held_back":0}`.
  package func write(to json: inout JSONWriter, after each: (inout JSONWriter) -> Void = { _ in }) {
    for message in messages {
      json.beginObject()
      json.name("what")
      json.text("message")
      member("at", message.at, &json)
      json.name("to")
      json.text(message.to)
      json.name("notices")
      json.beginList()
      for notice in message.notices {
        json.beginObject()
        json.name("case")
        json.text(notice.case)
        json.name("about")
        json.text(notice.about)
        member("at", notice.at, &json)
        json.endObject()
      }
      json.endList()
      json.name("held_back")
      json.integer(message.heldBack)
      json.endObject()
      each(&json)
    }
  }

  private func member(_ name: String, _ instant: Instant, _ json: inout JSONWriter) {
    json.name(name)
    json.text(ISO8601.format(instant, offsetSeconds: zone.offset(at: instant)))
  }
}
