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
    noteRequired()
  }

  /// Notes which tasks the plan's end waits for: those that are not optional, and of what stands in
  /// what stands in for one of these. A plan that wants none wants all.
  private mutating func noteRequired() {
    var isChanging = true
    while isChanging {
      isChanging = false
      for number in tasks.indices where !tasks[number].isRequired && !tasks[number].isOptional {
        let originals = tasks[number].insteadOf
        guard originals.isEmpty || originals.contains(where: { tasks[$0].isRequired }) else {
          continue
        }
        tasks[number].isRequired = true
        isChanging = true
      }
    }
    guard !tasks.contains(where: \.isRequired) else { return }
    for number in tasks.indices { tasks[number].isRequired = true }
  }
}
