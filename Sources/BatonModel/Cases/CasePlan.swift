public import BatonTime

/// The plan of a case: the tasks of which its work is made, as its rule said when the plan began.
public struct CasePlan: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    case active
    /// All that must be has ended.
    case done
    /// A task failed that the rest cannot do without.
    case failed
    /// The case was closed before.
    case stopped
  }

  public var rule: String
  public var place: Place
  public var because: String?
  public var begunAt: Instant
  public var state: State
  public var endedAt: Instant?
  /// As they are declared; none waits for itself, whichever way round.
  public var tasks: [CaseTask]

  public init(
    rule: String, place: Place, because: String? = nil, begunAt: Instant, tasks: [CaseTask]
  ) {
    self.rule = rule
    self.place = place
    self.because = because
    self.begunAt = begunAt
    self.tasks = tasks
    state = .active
  }

  /// Whether the plan is done only when a task has ended. What stands in is wanted as what it stands
  /// in for. A plan that wants none wants all.
  package func isRequired(_ number: Int) -> Bool {
    isWanted(number) || !tasks.indices.contains { isWanted($0) }
  }

  private func isWanted(_ number: Int) -> Bool {
    let task = tasks[number]
    if task.isOptional { return false }
    return task.insteadOf.isEmpty || task.insteadOf.contains { isWanted($0) }
  }
}
