public import BatonTime

/// How people are answered.
public struct ReplyTerms: Sendable, Hashable, Codable {
  /// The template's name in whatever sends the answer.
  public var template: String?
  public var tone: String?
  /// Who speaks to the customer: a role, a group, a receiver or a party. One for all that is said.
  public var sender: String?
  /// What the answer has to observe, each once.
  public var compliance: [String]

  public init(
    template: String? = nil, tone: String? = nil, sender: String? = nil, compliance: [String] = []
  ) {
    self.template = template
    self.tone = tone
    self.sender = sender
    self.compliance = compliance
  }
}

extension Decision {
  /// How people are answered, and which rules say so.
  public struct Reply: Sendable, Hashable {
    public var terms: ReplyTerms
    public var by: [Part]

    public init(terms: ReplyTerms, by: [Part]) {
      self.terms = terms
      self.by = by
    }

    /// What one rule says of it.
    public struct Part: Sendable, Hashable {
      public var reason: Reason
      /// `template`, `tone`, `sender` and `compliance`, as far as they are this rule's.
      public var gives: [String]

      public init(reason: Reason, gives: [String]) {
        self.reason = reason
        self.gives = gives
      }
    }
  }

  /// An article that helps.
  public struct Article: Sendable, Hashable {
    /// Its name, its place in the rules, and why it helps.
    public var reason: Reason
    public var link: String?
    public var owner: String?
    public var reviewBy: CivilDate?
    /// Whether that day is past: nobody knows whether it is still true.
    public var isOverdue: Bool

    public init(
      reason: Reason, link: String?, owner: String?, reviewBy: CivilDate?, isOverdue: Bool
    ) {
      self.reason = reason
      self.link = link
      self.owner = owner
      self.reviewBy = reviewBy
      self.isOverdue = isOverdue
    }
  }
}
