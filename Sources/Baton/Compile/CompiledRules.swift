import BatonModel
import BatonTime

/// What every rule has, whatever it decides. A class, because all that is made of a rule holds on to
/// it.
final class RuleHead: Sendable {
  let name: String
  let place: Place
  let because: String?
  let owner: String?
  /// Whole days, inclusive, in the rule base's time zone.
  let from: CivilDate?
  let until: CivilDate?
  let mode: RuleMode
  let tags: [String]
  /// Findings about the rule that somebody looked at and accepts, with the reason, by their codes.
  let accepted: [String: String]

  init(
    name: String, place: Place, because: String?, owner: String?, from: CivilDate?,
    until: CivilDate?, mode: RuleMode, tags: [String], accepted: [String: String] = [:]
  ) {
    self.name = name
    self.place = place
    self.because = because
    self.owner = owner
    self.from = from
    self.until = until
    self.mode = mode
    self.tags = tags
    self.accepted = accepted
  }
}

enum RuleMode: String, Sendable, CaseIterable {
  case enforced
  /// For policies: reported, not enforced.
  case advisory
  /// Evaluated and reported, takes no place.
  case shadow
}

/// A value that is written in the rule, or that a function works out from the request.
enum Computed<Constant: Sendable>: Sendable {
  case constant(Constant)
  case function(FunctionReference)
}

struct ClassifyRule: Sendable {
  struct Assignment: Sendable {
    let slot: Int
    let value: Computed<Value>
  }

  let head: RuleHead
  let condition: Condition
  let assignments: [Assignment]
  let overwrites: Bool
}

struct PriorityRule: Sendable {
  let head: RuleHead
  let condition: Condition
  let set: Computed<Int>?
  /// In urgency: P1 is the highest, so "not below 2" turns 3 into 2.
  let notBelow: Int?
  let notAbove: Int?
}

/// Priority by impact and urgency. `priorities[impact][urgency]`.
struct PriorityMatrix: Sendable {
  let impact: [String]
  let urgency: [String]
  let priorities: [[Int]]
  /// Nil for the default matrix.
  let place: Place?
}

/// Where a route leads.
enum RouteOutcome: Sendable {
  case target(Target)
  case chooser(Chooser)
  /// Returns the text of a target, or nil for "not this rule": then the rule counts as not matched.
  case function(FunctionReference)
}

/// A single route, or the root or a node of a tree.
struct RouteRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// Nil: a node of a tree inherits its parent's.
  let outcome: RouteOutcome?
  let children: [RouteRule]
  /// In a tree: go on to the next sibling after a match.
  let continues: Bool
}

enum HitPolicy: String, Sendable, CaseIterable {
  case first, unique, any, collect
}

/// A decision table of routes.
struct RouteTable: Sendable {
  struct Row: Sendable {
    let condition: Condition
    let outcome: RouteOutcome
    let because: String?
    /// The row's place in the rules or in the CSV file.
    let place: Place
    /// Counted from 1.
    let number: Int
  }

  let head: RuleHead
  /// Guards the whole table.
  let condition: Condition
  let hit: HitPolicy
  let rows: [Row]
  /// The columns that rows are told apart by.
  var inputs: [TableInput] = []
}

/// One thing in the route stage's order: most specific level first, then as declared, the
/// declared fallback last.
struct RouteEntry: Sendable {
  enum Kind: Sendable {
    case rule(RouteRule)
    case table(RouteTable)
  }

  let kind: Kind
  let level: String

  var head: RuleHead {
    switch kind {
    case .rule(let rule): rule.head
    case .table(let table): table.head
    }
  }

  var condition: Condition {
    switch kind {
    case .rule(let rule): rule.condition
    case .table(let table): table.condition
    }
  }

  /// All that choose among targets in it, however deep; none of what only would.
  var choosers: [Chooser] {
    if head.mode == .shadow { return [] }
    return switch kind {
    case .rule(let rule): rule.choosers
    case .table(let table): table.rows.compactMap(\.outcome.chooser)
    }
  }
}

extension RouteRule {
  fileprivate var choosers: [Chooser] {
    if head.mode == .shadow { return [] }
    return [outcome?.chooser].compactMap(\.self) + children.flatMap(\.choosers)
  }
}

extension RouteOutcome {
  fileprivate var chooser: Chooser? {
    if case .chooser(let chooser) = self { chooser } else { nil }
  }
}

struct ApprovalRule: Sendable {
  let head: RuleHead
  let condition: Condition
  let by: [String]
  let needs: Int
  let within: DurationSpan?
}

struct PolicyRule: Sendable {
  let head: RuleHead
  /// Which requests the policy is about.
  let condition: Condition
  /// What makes a request violate it; `require = c` is stored as `.not(c)`.
  let violation: Condition
  let severity: PolicySeverity
  let message: String?
}

/// A rule base ready to decide: names resolved, conditions normalised, nothing left to look up
/// by name but values of requests.
struct CompiledRuleBase: Sendable {
  var identity: RuleBaseIdentity
  /// In which `from_date` and `until_date` are whole days.
  var zone: Zone
  var fields: FieldTable
  var catalogue: Catalogue
  /// By name.
  var calendars: [String: BusinessCalendar] = [ConstantReader.alwaysOpen: .always]
  var columns: [Column]
  var matrix: PriorityMatrix
  /// Levels of routes, the most specific first.
  var levels: [String]
  /// Whether a level is worth telling: the rule base uses more than one.
  var usesLevels: Bool
  var classify: [ClassifyRule]
  /// Tables that set fields, in the order in which they decide.
  var tables: [DecisionTable] = []
  var priorities: [PriorityRule]
  var routes: [RouteEntry]
  /// What is accepted of findings about the landscape: no rules.
  var acceptances: [RuleHead] = []
  var approvals: [ApprovalRule]
  var policies: [PolicyRule]
  var agreements: [AgreementRule] = []
  var ladders: [LadderRule] = []
  var rotas: [Rota] = []
  var handoffs: [HandoffRule] = []
  var disputes: [DisputeRule] = []
  /// The most specific level first, then as declared.
  var plans: [PlanRule] = []
  /// The same.
  var replies: [ReplyRule] = []
  var knowledge: [KnowledgeRule] = []
  var trusts: [TrustRule] = []
  var followUps: [FollowUpRule] = []
  var swarms: [SwarmRule] = []
  var processes: [ProcessRule] = []
  var mappings: [ProcessMapping] = []
  var adaptations: [AdaptationRule] = []
  var waivers: [WaiverRule] = []
  /// How roles and receivers want to be told, by name; only of those who say so.
  var messages: [String: MessageTerms] = [:]
  /// Which functions of rules are understood, and why others are not.
  var functions: [FunctionReport] = []
  /// What parties may see, of those that the rule base speaks of.
  var audiences: [Audience] = []
  /// What is to be known of cases that have been.
  var measures: [Measure] = []
  var surveys: [SurveyRule] = []
  var experiences: [ExperienceRule] = []
  var credits: [CreditRule] = []
}

extension CompiledRuleBase {
  /// The route without `when`, which takes whatever no other takes; nil if that is a table, or there is
  /// none.
  var fallback: RouteEntry? {
    routes.first { entry in
      guard case .rule(let rule) = entry.kind, case .always = rule.condition else { return false }
      return rule.head.mode != .shadow
    }
  }
}
