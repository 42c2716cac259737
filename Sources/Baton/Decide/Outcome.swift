import BatonModel
import BatonRecords

/// What was decided about one request, as numbers of a ``DecisionBook``.
///
/// Reused from request to request: its arrays keep their room, so in the steady state nothing is
/// allocated, and no reference that threads share is counted. What is rare or only one request
/// knows (errors, what shadows would have done, the remarks of choosers) is kept as it is. A
/// ``Decision`` is made from it for those who ask; output is written straight from it. It is never
/// copied: each run has one.
struct Outcome: ~Copyable, Sendable {
  /// The winner of a stage and what is remarked beside it: a stretch of `remarks`.
  struct Winner: BitwiseCopyable, Sendable {
    var reason = ReasonNumber.none
    var firstRemark: UInt32 = 0
    var remarkCount: UInt32 = 0
  }

  /// A field that a classify rule, a table or a configuration item set.
  struct Classified: Sendable {
    let slot: Int
    let reason: ReasonNumber
    /// Where the reason of the stage is another: who set this.
    let remark: RemarkNumber
    /// The assignment whose constant it is; nil if the value is in `values`.
    let assignment: Int?
    let value: Int
    /// Which row of a table it was.
    var note = RemarkNumber.none
  }

  /// The request's id.
  var request: String?
  /// The request's id as JSON, quotes and all, where it was read from JSON and needs no escapes;
  /// else empty, and `request` counts.
  var quotedRequest = ByteArena()
  /// The request's id, whichever way it is known.
  var id: String? {
    if quotedRequest.isEmpty { return request }
    return String(decoding: quotedRequest.all.dropFirst().dropLast(), as: UTF8.self)
  }
  /// The offset from UTC, in seconds, in which the request writes its instants.
  var offset = 0
  /// 0 when nothing gave one.
  var priority = 0
  var to = TargetNumber.none
  var also: [TargetNumber] = []
  var accountable = RoleNumber.none
  /// The winners by stage.
  var classify = Winner()
  var prioritise = Winner()
  var route = Winner()
  var plan = Winner()
  var approve = Winner()
  var policy = Winner()
  var classified: [Classified] = []
  /// Ranks of approval rules, and of policies that are violated.
  var approvals: [Int] = []
  var policies: [Int] = []

  var remarks: [RemarkNumber] = []
  /// What `foreign` numbers mean.
  var foreignRemarks: [String] = []
  var foreignReasons: [Reason.Origin] = []
  var foreignRole: String?
  /// What is doubtful about the configuration item that gave the service.
  var doubt = RemarkNumber.none
  /// Values that fields were set to and that are no constants.
  var values: [Value] = []

  /// Of which tasks the work is made.
  var planned: Decision.Plan?
  var tasks: [Decision.PlannedTask] = []
  /// What was agreed, and what is done if nobody acts.
  var targets: [Decision.Due] = []
  var escalations: [Decision.PlannedStep] = []
  /// How people are answered, and what helps.
  var reply: Decision.Reply?
  var articles: [Decision.Article] = []
  var shadows: [Decision.Shadow] = []
  var errors: [DecisionError] = []
  /// Where routes hold that lead nowhere now, because all whom they may choose are at their limit.
  var fullRoutes: [Place] = []
  var notes: [String] = []
  var effects: [World.Effect] = []
  var verdicts: [Verdict] = []
  /// What can say which rules came near; nil if that was not asked for, or none did.
  var near: NearnessWords?
  private let lending = LentByAddress()

  /// Whether only the stages' winners are to be told, without remarks, and what came near.
  var isPlain: Bool {
    also.isEmpty && classified.isEmpty && approvals.isEmpty && policies.isEmpty && remarks.isEmpty
      && foreignReasons.isEmpty && foreignRole == nil && plan.reason.isNone && targets.isEmpty
      && escalations.isEmpty && reply == nil && articles.isEmpty
      && shadows.isEmpty && errors.isEmpty
      && notes.isEmpty && effects.isEmpty && verdicts.isEmpty
  }

  /// Forgets the request before.
  mutating func reset() {
    if request != nil { request = nil }
    offset = 0
    priority = 0
    to = .none
    accountable = .none
    doubt = .none
    classify.reason = .none
    prioritise.reason = .none
    route.reason = .none
    if !plan.reason.isNone { forgetPlan() }
    approve.reason = .none
    policy.reason = .none
    if foreignRole != nil { foreignRole = nil }
    quotedRequest.reset()
    Self.empty(&also)
    Self.empty(&classified)
    Self.empty(&approvals)
    Self.empty(&policies)
    Self.empty(&remarks)
    Self.empty(&foreignRemarks)
    Self.empty(&foreignReasons)
    Self.empty(&values)
    Self.empty(&targets)
    Self.empty(&escalations)
    if reply != nil { reply = nil }
    Self.empty(&articles)
    Self.empty(&shadows)
    Self.empty(&errors)
    Self.empty(&fullRoutes)
    Self.empty(&notes)
    Self.empty(&effects)
    Self.empty(&verdicts)
    // Decisions share it.
    if near != nil { near = nil }
  }

  /// Apart, because most rule bases have none.
  @inline(never)
  private mutating func forgetPlan() {
    plan.reason = .none
    planned = nil
    Self.empty(&tasks)
  }

  /// In bytes.
  private static let usualRoom = 1 << 16

  @inline(__always)
  private static func empty<Element>(_ list: inout [Element]) {
    guard !list.isEmpty else { return }
    // What one huge request filled is not kept for ever.
    list.removeAll(keepingCapacity: list.count * MemoryLayout<Element>.stride <= usualRoom)
  }

  subscript(stage: Stage) -> Winner {
    switch stage {
    case .classify: classify
    case .prioritise: prioritise
    case .route: route
    case .plan: plan
    case .approve: approve
    case .agreements, .escalation: Winner()
    case .policy: policy
    }
  }

  /// A winner with up to two remarks, which are added to the outcome.
  @inline(__always)
  mutating func winner(
    _ reason: ReasonNumber, _ remark: RemarkNumber = .none, _ another: RemarkNumber = .none
  ) -> Winner {
    let first = remarks.count
    if !remark.isNone { remarks.append(remark) }
    if !another.isNone { remarks.append(another) }
    return Winner(
      reason: reason, firstRemark: UInt32(first), remarkCount: UInt32(remarks.count - first))
  }

  /// Adds what a chooser said beside the winner of the route stage, whose remarks are the last.
  mutating func addToRoute(_ notes: [String]) {
    for note in notes {
      let number = remark(note)
      remarks.append(number)
    }
    route.remarkCount += UInt32(notes.count)
  }

  /// The number of a remark that only this request has.
  mutating func remark(_ text: String) -> RemarkNumber {
    foreignRemarks.append(text)
    return .foreign(foreignRemarks.count - 1)
  }

  /// The number of a reason that only this request has.
  mutating func reason(_ origin: Reason.Origin) -> ReasonNumber {
    foreignReasons.append(origin)
    return .foreign(foreignReasons.count - 1)
  }
}
