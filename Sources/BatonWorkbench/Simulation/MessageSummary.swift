package import BatonModel

/// How often one receiver was told something, and how much.
package struct MessageSummary: Sendable, Hashable {
  package let to: String
  package private(set) var messages = 0
  package private(set) var notices = 0
  /// Notices that waited for another day, because one may have no more messages.
  package private(set) var heldBack = 0

  /// Of each receiver, in the order of their names.
  package static func summaries(_ messages: [Message]) -> [MessageSummary] {
    var summaries: [String: MessageSummary] = [:]
    for message in messages {
      summaries[message.to, default: MessageSummary(to: message.to)].add(message)
    }
    return summaries.values.sorted { $0.to < $1.to }
  }

  private init(to: String) { self.to = to }

  private mutating func add(_ message: Message) {
    messages += 1
    notices += message.notices.count
    heldBack += message.heldBack
  }

  /// "3 messages with 5 notices, 1 held back to another day"
  package var words: String {
    Plural.of(messages, "message") + " with " + Plural.of(notices, "notice")
      + (heldBack == 0 ? "" : ", \(heldBack) held back to another day")
  }
}
