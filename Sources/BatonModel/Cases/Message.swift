public import BatonTime

/// What somebody is told at one instant: one notice or several, of one case or several.
public struct Message: Sendable, Hashable, Codable {
  /// When it goes out.
  public let at: Instant
  /// A role, a receiver, a group or a party.
  public let to: String
  /// Each case and subject once, in the order in which they came in.
  public let notices: [Notice]
  /// How many of them would have gone out on an earlier day, had the receiver not been sent as many
  /// messages as a day may have.
  public let heldBack: Int

  package init(at: Instant, to: String, notices: [Notice], heldBack: Int) {
    self.at = at
    self.to = to
    self.notices = notices
    self.heldBack = heldBack
  }

  /// What a case has to say.
  public struct Notice: Sendable, Hashable, Codable {
    /// The case's id.
    public let `case`: String
    public let about: String
    /// When the case said it.
    public let at: Instant
    /// How it is to be put, where rules say so.
    public let reply: ReplyTerms?

    package init(case: String, about: String, at: Instant, reply: ReplyTerms? = nil) {
      self.case = `case`
      self.about = about
      self.at = at
      self.reply = reply
    }
  }
}
