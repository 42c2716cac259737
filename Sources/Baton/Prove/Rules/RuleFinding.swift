import BatonModel
import BatonTime

/// What is found of rules by themselves: facts, without words. The words are in
/// `RuleFinding+Wording.swift`.
enum RuleFinding {
  // Stages
  case neverHolds(RuleHead, title: String, place: Place)
  /// The stages before it bring no request into what it asks for.
  case neverComes(StageRow, fields: [String])
  case fillsNothing(RuleHead, fields: [String], Witness?)
  case neverViolated(RuleHead)
  case hidden(StageRow, by: [StageRow], Witness?)
  case redundant(StageRow, like: [StageRow], Witness?)
  case bounds(floor: RuleHead, Int, cap: RuleHead, Int, Witness?)
  case mayLeadNowhere(RuleHead)

  // Tables
  case overlap(StageRow, StageRow, HitPolicy, Witness?)
  case mayOverlap(StageRow, StageRow, HitPolicy)
  case idleColumn(RuleHead, column: String, place: Place, isEmpty: Bool)
  case gap(RuleHead, Witness)

  // Providers and names
  case scopes(StageRow, StageRow, providers: [String], pairs: Int, Witness?)
  case nobodyOpen(
    String, place: Place, slices: [String], hours: String, GroupCover.Stretch, Zone)
  case itemAlone(RuleHead)
  case sameService([String], place: Place)
  case unused(UnusedName)
  case supportsNobody(RuleHead)

  // Functions
  case sayDeclaratively(RuleHead?, place: Place, text: String)

  case notDecided(StageRow, DoubtedClaim, spent: Int)
  case acceptsNothing(RuleHead, code: String)

  /// What could not be decided of a row.
  enum DoubtedClaim: Hashable { case isHidden, isRedundant }

  /// The rule in which the finding may be accepted.
  var owner: RuleHead? {
    switch self {
    case .neverHolds(let head, _, _), .fillsNothing(let head, _, _),
      .neverViolated(let head),
      .bounds(_, _, let head, _, _), .mayLeadNowhere(let head), .idleColumn(let head, _, _, _),
      .itemAlone(let head), .supportsNobody(let head), .gap(let head, _):
      head
    case .neverComes(let row, _), .hidden(let row, _, _), .redundant(let row, _, _),
      .overlap(_, let row, _, _),
      .mayOverlap(_, let row, _), .scopes(_, let row, _, _, _), .notDecided(let row, _, _):
      row.head
    case .sayDeclaratively(let head, _, _): head
    case .sameService, .unused, .acceptsNothing, .nobodyOpen: nil
    }
  }

  /// Whether it says of a rule that nothing is left for it.
  func hides(_ head: RuleHead?) -> Bool {
    guard case .hidden(let row, _, _) = self else { return false }
    return row.number == nil && row.head === head
  }

  var severity: Diagnostic.Severity {
    switch self {
    case .neverHolds, .neverComes, .fillsNothing, .hidden, .overlap, .bounds, .acceptsNothing,
      .nobodyOpen:
      .warning
    default: .note
    }
  }

  var witness: Witness? {
    switch self {
    case .bounds(_, _, _, _, let witness), .overlap(_, _, _, let witness),
      .scopes(_, _, _, _, let witness), .hidden(_, _, let witness),
      .redundant(_, _, let witness), .fillsNothing(_, _, let witness):
      witness
    case .gap(_, let witness): witness
    default: nil
    }
  }

  var place: Place {
    switch self {
    case .neverHolds(_, _, let place), .idleColumn(_, _, let place, _),
      .sayDeclaratively(_, let place, _), .sameService(_, let place),
      .nobodyOpen(_, let place, _, _, _, _):
      place
    case .unused(let name): name.place
    case .fillsNothing(let head, _, _), .neverViolated(let head), .bounds(_, _, let head, _, _),
      .mayLeadNowhere(let head), .itemAlone(let head), .supportsNobody(let head),
      .acceptsNothing(let head, _), .gap(let head, _):
      head.place
    case .neverComes(let row, _), .hidden(let row, _, _), .redundant(let row, _, _),
      .overlap(_, let row, _, _),
      .mayOverlap(_, let row, _), .scopes(_, let row, _, _, _), .notDecided(let row, _, _):
      row.place
    }
  }

  var related: [Diagnostic.Related] {
    func here(_ row: StageRow, _ words: String) -> Diagnostic.Related {
      Diagnostic.Related(place: row.place, message: words)
    }
    switch self {
    case .hidden(_, let rows, _):
      return rows.map { here($0, "\($0.title) takes them before") }
    case .redundant(_, let rows, _): return rows.map { here($0, "\($0.title) does the same") }
    case .overlap(let row, _, _, _), .mayOverlap(let row, _, _):
      return [here(row, "\(row.title) is here")]
    case .scopes(let row, _, _, _, _): return [here(row, "\(row.title) is tried before")]
    case .bounds(let floor, _, _, _, _):
      return [.init(place: floor.place, message: "the floor is declared here")]
    default: return []
    }
  }

  func diagnostic(sourceLine: (Place) -> String?) -> Diagnostic {
    let wording = wording
    return Diagnostic(
      severity: severity, code: wording.code, place: place, message: wording.message,
      help: wording.help, related: related, sourceLine: sourceLine(place))
  }
}
