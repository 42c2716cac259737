/// The winning rule of each stage that decided something: six places, no dictionary.
///
///     decision.why[.route]?.rule
///     for (stage, reason) in decision.why { … }      // in the order of the stages
public struct StageReasons: Sendable, Hashable {
  private var classify: Reason?
  private var prioritise: Reason?
  private var route: Reason?
  private var plan: Reason?
  private var approve: Reason?
  private var policy: Reason?

  public init() {}

  package init(
    classify: Reason?, prioritise: Reason?, route: Reason?, plan: Reason?,
    approve: Reason?, policy: Reason?
  ) {
    self.classify = classify
    self.prioritise = prioritise
    self.route = route
    self.plan = plan
    self.approve = approve
    self.policy = policy
  }

  public subscript(stage: Stage) -> Reason? {
    get {
      switch stage {
      case .classify: classify
      case .prioritise: prioritise
      case .route: route
      case .plan: plan
      case .approve: approve
      case .agreements, .escalation: nil
      case .policy: policy
      }
    }
    set {
      switch stage {
      case .classify: classify = newValue
      case .prioritise: prioritise = newValue
      case .route: route = newValue
      case .plan: plan = newValue
      case .approve: approve = newValue
      case .agreements, .escalation: break
      case .policy: policy = newValue
      }
    }
  }
}

extension StageReasons: Sequence {
  public struct Iterator: IteratorProtocol, Sendable {
    private let reasons: StageReasons
    private var stages = Stage.allCases[...]

    fileprivate init(_ reasons: StageReasons) {
      self.reasons = reasons
    }

    public mutating func next() -> (stage: Stage, reason: Reason)? {
      while let stage = stages.popFirst() {
        if let reason = reasons[stage] { return (stage, reason) }
      }
      return nil
    }
  }

  public func makeIterator() -> Iterator { Iterator(self) }
}
