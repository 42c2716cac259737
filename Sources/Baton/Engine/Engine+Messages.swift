public import BatonModel

extension Engine {
  /// What brings the notifications of all cases together, as their receivers want to be told.
  /// - Parameter queue: what was written down to be gone on with.
  public func messages(_ queue: MessageQueue = MessageQueue()) -> Messages {
    Messages(MessageRules(decider.rules), queue)
  }

  /// Whether rules ask for promises that were not kept.
  package var asksForBreaches: Bool { !decider.rules.trusts.isEmpty }

  /// Whether cases may lead to other records.
  package var opensRecords: Bool { !decider.rules.followUps.isEmpty }

  /// Whether somebody says how they want to be told.
  package var bundlesMessages: Bool { !decider.rules.messages.isEmpty }
}
