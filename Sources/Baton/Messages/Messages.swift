public import BatonModel
public import BatonTime

/// Brings together what cases have to tell somebody, so that people are not told everything at once,
/// at night, and twice.
///
///     var messages = engine.messages()
///     for action in step.actions {
///       if case .notify(let notification) = action.kind {
///         messages.take(notification, of: step.case.id, at: action.at)
///       }
///     }
///     for message in messages.due(by: now) { … }
///
/// Roles and receivers say how they want to be told: `hours`, `batch` and `messages_a_day`. What they say
/// nothing of goes out as soon as it is taken in, and to anybody else everything does. Escalations are no
/// messages and never wait here.
///
/// Nothing reads a clock: what goes out, and when, follows from what was taken in, in whatever pieces it
/// is asked for. No notice is lost; the same one of the same case is said once in a message.
public struct Messages: Sendable {
  /// What is to be written down to go on from here later.
  public private(set) var queue: MessageQueue
  private let rules: MessageRules

  init(_ rules: MessageRules, _ queue: MessageQueue) {
    self.rules = rules
    self.queue = queue
  }

  /// When the next message goes out as things are; nil: not before something is taken in.
  public var next: Instant? {
    queue.outbox.first?.at ?? queue.receivers.compactMap(\.goesOut).min()
  }

  /// Takes in what a case has to tell somebody: what goes out before it is on its way already.
  ///
  /// O(receivers, and what waits for this one).
  /// - Parameters:
  ///   - id: the case's.
  ///   - instant: when the case said it. One that comes after later ones counts as of the last of
  ///     them, as events of a case do.
  public mutating func take(
    _ notification: Action.Notification, of id: String, at instant: Instant
  ) {
    let now = max(instant, queue.now)
    send { $0 < now }
    queue.now = now
    let index = position(of: notification.to)
    let notice = Message.Notice(
      case: id, about: notification.about, at: instant, reply: notification.reply)
    let from = max(now, notification.notBefore ?? now)
    queue.receivers[index].waiting.append(MessageQueue.Waiting(notice, from: from))
    queue.receivers[index].from = min(queue.receivers[index].from ?? from, from)
    queue.receivers[index].goesOut = rules.goesOut(queue.receivers[index])
  }

  /// The messages that have gone out by an instant, each of them given once, in order of time and then of
  /// names.
  public mutating func due(by instant: Instant) -> [Message] {
    send { $0 <= instant }
    queue.now = max(queue.now, instant)
    defer { queue.outbox = [] }
    return queue.outbox
  }

  private mutating func send(while isDue: (Instant) -> Bool) {
    while let (index, at) = first, isDue(at) {
      queue.outbox.append(rules.message(queue.receivers[index], at: at))
      let day = rules.day(of: at)
      queue.receivers[index].messages =
        queue.receivers[index].day == day ? queue.receivers[index].messages + 1 : 1
      queue.receivers[index].day = day
      queue.receivers[index].waiting.removeAll { $0.from <= at }
      queue.receivers[index].from = queue.receivers[index].waiting.map(\.from).min()
      queue.receivers[index].goesOut = rules.goesOut(queue.receivers[index])
    }
  }

  /// Whose message goes out next.
  private var first: (index: Int, at: Instant)? {
    var first: (index: Int, at: Instant)?
    for (index, receiver) in queue.receivers.enumerated() {
      guard let at = receiver.goesOut else { continue }
      if let best = first, at >= best.at { continue }
      first = (index, at)
    }
    return first
  }

  /// Where a receiver stands among the others.
  private mutating func position(of name: String) -> Int {
    var (low, high) = (0, queue.receivers.count)
    while low < high {
      let middle = (low + high) / 2
      if queue.receivers[middle].name < name { low = middle + 1 } else { high = middle }
    }
    if low == queue.receivers.count || queue.receivers[low].name != name {
      queue.receivers.insert(MessageQueue.Receiver(name), at: low)
    }
    return low
  }
}
