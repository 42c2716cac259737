/// How somebody wants to be told: what a role or a receiver says of the messages that it is sent.
struct MessageTerms: Sendable, Hashable {
  /// A calendar's name: messages wait until it is open. Nil: they never do.
  var hours: String?
  /// Milliseconds for which a message waits for others after its first notice.
  var batch: Int64 = 0
  /// How many messages a local day may have; nil for any number.
  var aDay: Int?

  /// As soon as something is to be told.
  static let atOnce = MessageTerms()
}
