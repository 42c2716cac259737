import BatonModel
import BatonTime

/// What a chain is made of: one link after the other, each bounded by whichever promise is due first.
enum Chain {
  /// A promise that bounds a link.
  struct Part {
    let head: RuleHead
    let limit: TimeLimit
    let boundary: BusinessCalendar.Boundary
    /// By which it goes, if that is one.
    var calendar: String?

    init(head: RuleHead, limit: TimeLimit, boundary: BusinessCalendar.Boundary) {
      self.head = head
      self.limit = limit
      self.boundary = boundary
    }

    init(_ agreement: AgreementRule) {
      self.init(head: agreement.head, limit: agreement.limit, boundary: agreement.boundary)
    }
  }

  /// What a provider does, or its acknowledging.
  struct Link {
    let provider: String
    let kind: TargetProof.Link.Kind
    let parts: [(part: Part, course: Int)]
    /// Whichever part is due first.
    let course: Int
  }
}
