public import BatonTime

/// What people are still to be told, of all cases, and how much they were told today.
///
/// A value like a case: moved on by an engine's messages alone, and written down in between. Equal
/// queues are written with equal bytes.
public struct MessageQueue: Sendable, Hashable, Codable {
  /// The latest instant that the queue knows of.
  public package(set) var now = Instant(milliseconds: .min)
  /// In the order of their names, each once.
  public package(set) var receivers: [Receiver] = []
  /// What has gone out and was not asked for yet, in order.
  public package(set) var outbox: [Message] = []

  public init() {}

  /// What one receiver is to be told.
  public struct Receiver: Sendable, Hashable, Codable {
    public let name: String
    /// In the order in which it came in.
    public package(set) var waiting: [Waiting] = []
    /// From when on the first of these may be told; nil while nothing waits.
    public package(set) var from: Instant?
    /// When the next message goes out as things are; nil while nothing waits.
    public package(set) var goesOut: Instant?
    /// The local day of the last message, in days since 1970-01-01; nil before the first.
    public package(set) var day: Int?
    /// How many messages went out on that day.
    public package(set) var messages = 0

    package init(_ name: String) { self.name = name }
  }

  /// A notice that has not gone out.
  public struct Waiting: Sendable, Hashable, Codable {
    public let notice: Message.Notice
    /// Not before: the case said so, and it is known only since it came in.
    public let from: Instant

    package init(_ notice: Message.Notice, from: Instant) {
      self.notice = notice
      self.from = from
    }
  }
}
