public import BatonTime

extension Decision {
  /// Of which tasks the work is made, and how long it takes if each takes the whole of its time.
  public struct Plan: Sendable, Hashable {
    public var reason: Reason
    /// Nil if nobody knows when it begins.
    public var begins: Instant?
    /// When all that must be is done; nil if that cannot be told.
    public var expected: Instant?
    /// The names of the tasks that the plan's end waits for, one after the other.
    public var criticalPath: [String]

    public init(
      reason: Reason, begins: Instant? = nil, expected: Instant? = nil, criticalPath: [String] = []
    ) {
      self.reason = reason
      self.begins = begins
      self.expected = expected
      self.criticalPath = criticalPath
    }
  }

  /// One task of the plan, and when it is its time if everything before takes the whole of its.
  public struct PlannedTask: Sendable, Hashable {
    public var name: String
    public var place: Place
    public var because: String?
    /// Nil if nobody is on call then.
    public var to: String?
    /// The tasks that it waits for.
    public var after: [String]
    /// Whether one of them is enough.
    public var anyIsEnough: Bool
    public var isOptional: Bool
    /// The tasks in whose place it is done if they fail. Such a task has no times.
    public var insteadOf: [String]
    public var begins: Instant?
    /// Nil for a task without a target, which takes no time here.
    public var due: Instant?
    /// The milliseconds by which it may be done later without the plan being done later; nil where
    /// that makes no difference however long it takes.
    public var slack: Int64?
    /// Whether the plan waits for it: it is on a longest way to the plan's end.
    public var isCritical: Bool

    public init(
      name: String, place: Place, because: String? = nil, to: String?, after: [String] = [],
      anyIsEnough: Bool = false, isOptional: Bool = false, insteadOf: [String] = []
    ) {
      self.name = name
      self.place = place
      self.because = because
      self.to = to
      self.after = after
      self.anyIsEnough = anyIsEnough
      self.isOptional = isOptional
      self.insteadOf = insteadOf
      isCritical = false
    }
  }
}
