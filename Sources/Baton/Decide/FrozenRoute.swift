import BatonModel
import BatonTime

/// One entry of the route stage with its inside frozen.
enum FrozenRoute: Sendable {
  /// A route that always leads to the same target: the most frequent, decided by two numbers.
  case plain(ReasonNumber, TargetNumber)
  /// A tree of routes, or a route with a chooser or a function.
  case tree(RouteNode)
  case table(FrozenTable)

  /// - Parameter level: nil where it is not worth telling.
  init(_ entry: RouteEntry, level: String?, _ freezer: inout RouteFreezer) {
    switch entry.kind {
    case .rule(let rule):
      if case .target? = rule.outcome, rule.children.isEmpty {
        let target = freezer.target(of: rule.outcome)
        let reason = freezer.book.reasons.add(rule.head, level: level, &freezer.book.arena)
        self = .plain(reason, target)
      } else {
        self = .tree(RouteNode(rule, level: level, &freezer))
      }
    case .table(let table):
      self = .table(FrozenTable(table, level: level, &freezer))
    }
  }
}

/// Where a plain route leads; both none for another entry.
struct PlainRoute: BitwiseCopyable, Sendable {
  let reason: ReasonNumber
  let target: TargetNumber

  init(_ route: FrozenRoute) {
    if case .plain(let reason, let target) = route {
      (self.reason, self.target) = (reason, target)
    } else {
      (reason, target) = (.none, .none)
    }
  }
}

/// What freezing routes needs and adds to.
struct RouteFreezer {
  var book: DecisionBook
  let schema: FactSchema
  let zone: Zone
  /// How many stages pass over rules so far, for ``StageRules``.
  var numbers: Int
  /// See ``Decider``.
  let isReference: Bool
  var hasDates = false

  /// The number of an outcome's target; none for one that a request decides.
  mutating func target(of outcome: RouteOutcome?) -> TargetNumber {
    switch outcome {
    case .target(let target): return book.targets.add(target, &book.arena)
    case .chooser(let chooser):
      for target in chooser.candidates { book.targets.add(target, &book.arena) }
      return .none
    case .function, nil: return .none
    }
  }
}

/// A route, or a node of a route tree, with its children ready to match.
final class RouteNode: Sendable {
  let head: RuleHead
  /// Nil: inherits from the node above.
  let outcome: RouteOutcome?
  /// None if the outcome is no constant.
  let target: TargetNumber
  let reason: ReasonNumber
  let continues: Bool
  let children: StageRules
  let nodes: [RouteNode]

  init(_ rule: RouteRule, level: String?, _ freezer: inout RouteFreezer) {
    head = rule.head
    outcome = rule.outcome
    target = freezer.target(of: rule.outcome)
    reason = freezer.book.reasons.add(rule.head, level: level, &freezer.book.arena)
    continues = rule.continues
    children = StageRules(
      .route, rule.children.map { ($0.head, $0.condition) }, &freezer)
    if children.hasDates { freezer.hasDates = true }
    var nodes: [RouteNode] = []
    for child in rule.children { nodes.append(RouteNode(child, level: level, &freezer)) }
    self.nodes = nodes
  }
}

/// A decision table whose rows are ready to match.
final class FrozenTable: Sendable {
  let table: RouteTable
  let rows: Matcher
  /// By rank; none if the row's outcome is no constant.
  let targets: [TargetNumber]
  /// The reason of the first row; those of the others follow.
  let firstReason: ReasonNumber
  /// By rank: which row it was.
  let remarks: [RemarkNumber]

  init(_ table: RouteTable, level: String?, _ freezer: inout RouteFreezer) {
    self.table = table
    rows = Matcher(
      table.rows.map(\.condition), freezer.schema, isReference: freezer.isReference)
    var targets: [TargetNumber] = []
    var remarks: [RemarkNumber] = []
    firstReason = ReasonNumber(freezer.book.reasons.origins.count)
    for row in table.rows {
      targets.append(freezer.target(of: row.outcome))
      _ = freezer.book.reasons.add(
        rule: table.head.name, place: row.place, because: row.because ?? table.head.because,
        level: level, &freezer.book.arena)
      remarks.append(
        freezer.book.remarks.add(DecisionWording.row(row.number), &freezer.book.arena))
    }
    self.targets = targets
    self.remarks = remarks
  }
}
