public import BatonTime

/// How a plan goes on from an instant, if every task takes the whole of its time and none fails.
///
/// A task without a target takes no time here: when it will be done nobody has said, and it is told
/// to be open-ended. One that is late is taken to be done now.
public struct PlanForecast: Sendable, Hashable, Codable {
  public struct Task: Sendable, Hashable, Codable {
    public var name: String
    public var state: CaseTask.State
    /// Nil for a task that is not to be done as things are: one left out, or one that stands in.
    public var begins: Instant?
    /// When it is done, or was.
    public var ends: Instant?
    /// Whether it has no target, so that it takes no time here.
    public var isOpenEnded: Bool
    /// The milliseconds by which it may be done later without the plan being done later; nil where
    /// that makes no difference however long it takes, and for what has ended.
    public var slack: Int64?
    /// Whether the plan waits for it: it is on a longest way to the plan's end.
    public var isCritical: Bool

    public init(
      name: String, state: CaseTask.State, begins: Instant? = nil, ends: Instant? = nil,
      isOpenEnded: Bool = false, slack: Int64? = nil, isCritical: Bool = false
    ) {
      self.name = name
      self.state = state
      self.begins = begins
      self.ends = ends
      self.isOpenEnded = isOpenEnded
      self.slack = slack
      self.isCritical = isCritical
    }
  }

  public var rule: String
  public var place: Place
  public var state: CasePlan.State
  /// When the plan is done, or ended; nil if a calendar has no more working time for it.
  public var expected: Instant?
  /// The names of the tasks that the plan's end waits for, one after the other.
  public var criticalPath: [String]
  /// As they are declared.
  public var tasks: [Task]

  public init(
    rule: String, place: Place, state: CasePlan.State, expected: Instant?,
    criticalPath: [String] = [], tasks: [Task]
  ) {
    self.rule = rule
    self.place = place
    self.state = state
    self.expected = expected
    self.criticalPath = criticalPath
    self.tasks = tasks
  }
}
