import BatonModel
import BatonTime

/// All words that decisions carry beside the rules' own: remarks, errors, what a shadow would do.
enum DecisionWording {
  // MARK: Errors

  static let noPriority =
    "no priority: no rule sets one, impact or urgency is missing, and the request names none"
  static let noRoute = "no route matches, and there is no fallback"
  static func words(_ failure: ChoiceFailure) -> String {
    switch failure {
    case .noCandidate: "the outcome has no candidate to choose from"
    case .noTime: "nobody can be chosen by hours: neither the world's now nor opened_at is known"
    case .neverOpen: "none of the candidates ever opens again"
    case .noDay:
      "nobody can be chosen by certificates: neither the world's now nor opened_at is known"
    case .nobodyCertified(let certificates, let until):
      "nobody has a valid certificate \(list(certificates)) any more, the last until \(until)"
    case .allAtTheirLimit(let full): "all have as much open as they take: " + limits(full)
    case .nobodyOnCall(let rota): "nobody is on call in rota \"\(rota)\""
    case .onCallIsNoTarget(let rota, let person):
      "on call in rota \"\(rota)\" is \"\(person)\", who is no group, provider or receiver"
    }
  }

  static let noOutcome = "neither the matching route nor one above it says `to`"

  static func wrongResult(_ function: FunctionReference, _ fault: ValueFault) -> String {
    wrongResult(function, fault.message)
  }

  static func wrongResult(_ function: FunctionReference, _ reason: String) -> String {
    "\(function.name) returned what does not fit: \(reason)"
  }

  static func nobody(_ function: FunctionReference, _ text: String, nearest: String?) -> String {
    "\(function.name) returned \"\(text)\", which is no group, provider or receiver"
      + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
  }

  static func noText(_ function: FunctionReference, _ value: Value) -> String {
    "\(function.name) must return the name of a target or nil, found \(value.phrase)"
  }

  static func violated(_ hit: HitPolicy, _ rows: [(number: Int, outcome: String)]) -> String {
    let rows = rows.map { "\(row($0.number)) (\($0.outcome))" }.joined(separator: ", ")
    return switch hit {
    case .unique: "hit = \"unique\", but several rows match: \(rows)"
    case .any: "hit = \"any\", but the rows that match disagree: \(rows)"
    case .first, .collect: "several rows match: \(rows)"
    }
  }

  // MARK: Remarks

  static func noCalendar(_ agreement: String) -> String {
    "\"\(agreement)\" is in business time and no calendar says when whoever gets this works: it has no "
      + "due time"
  }

  static func noBeginning(_ plan: String) -> String {
    "nobody knows when plan \"\(plan)\" begins: neither the world's now nor opened_at is known"
  }

  static let noClock =
    "rules with dates are not in force: neither the world's now nor opened_at is known"
  static let noID = "the request has no id: every such request goes the same way"

  static func row(_ number: Int) -> String { "row \(number)" }

  /// - Parameter numbers: at least one.
  static func rows(_ numbers: [Int]) -> String {
    numbers.count == 1
      ? row(numbers[0]) : "rows " + numbers.map(String.init).joined(separator: ", ")
  }

  static let noRow = "no row matches"

  /// - Parameter note: which rows of a table say so.
  static func also(_ field: String, _ reason: Reason, _ note: String) -> String {
    also(field, reason) + ", " + note
  }

  static func also(_ field: String, _ reason: Reason) -> String {
    "\(field) by \(named(reason))"
  }

  static func raised(to priority: Int, by head: RuleHead) -> String {
    "raised to \(priority) by \(named(head.reason))"
  }

  static func lowered(to priority: Int, by head: RuleHead) -> String {
    "lowered to \(priority) by \(named(head.reason))"
  }

  static func loads(_ loads: some Sequence<(String, Int)>) -> String {
    "load: " + loads.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  static let alwaysOpen = "has no hours: it is always open"
  static let openNow = "is open now"

  static func opensFirst(_ opening: Instant, offset: Int) -> String {
    "none is open: it is the first to open, at "
      + ISO8601.format(opening, offsetSeconds: offset)
  }

  static let belowLimit = "a group below its wip_limit"

  static func passedOver(_ full: [(group: String, limit: Int)]) -> String {
    "at their limit: " + limits(full)
  }

  /// A route that leads nowhere now: what comes next decides.
  static func full(
    _ head: RuleHead, at place: Place, _ full: [(group: String, limit: Int)]
  ) -> String {
    "\"\(head.name)\" (\(place)) is passed over: " + words(.allAtTheirLimit(full))
  }

  static func limits(_ full: [(group: String, limit: Int)]) -> String {
    full.map { "\($0.group) (\($0.limit))" }.joined(separator: ", ")
  }

  static func onCall(_ rota: String) -> String { "is on call in rota \"\(rota)\"" }

  static func turn(_ index: Int, of count: Int) -> String { "turn \(index + 1) of \(count)" }

  static func skills(_ skills: [String]) -> String {
    "has the skills " + list(skills)
  }

  static func certified(_ certificates: [String], until: CivilDate?) -> String {
    "is certified for " + list(certificates) + (until.map { " until \($0)" } ?? "")
  }

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  static func wouldReply(_ template: String?) -> String {
    template.map { "answer by template \"\($0)\"" } ?? "say how people are answered"
  }

  static func trust(_ rule: TrustRule, _ name: String) -> String {
    "\"\(rule.name)\" (\(rule.place)) is in force for \(rule.of.rawValue) \"\(name)\": a promise was "
      + "not kept"
  }

  static let wouldHelp = "name an article"

  static func share(_ attribute: String, _ share: Double, weight: Double) -> String {
    "\(attribute) \(rounded(share)) × \(rounded(weight))"
  }

  static func score(_ target: String, _ score: Double, parts: [String]) -> String {
    "\(target) scores \(rounded(score)): " + parts.joined(separator: ", ")
  }

  static func stale(_ item: String, _ why: [String], fallback: String?) -> String {
    let remark = "configuration item \"\(item)\" is not trusted: \(why.joined(separator: ", "))"
    return remark
      + (fallback.map { "; its fallback service \"\($0)\" is used" }
        ?? "; it has no fallback service")
  }

  static let lowConfidence = "its confidence is below 0.5"
  static let old = "its data is more than 365 days old"

  static func unknownToWorld(_ field: String, hasRequester: Bool) -> String {
    hasRequester
      ? "\(field): the world says nothing about this requester"
      : "\(field): the request names no requester"
  }

  // MARK: What a shadow would do

  static func sets(_ field: String, _ value: Computed<Value>) -> String {
    switch value {
    case .constant(let value): "set \(field) to \(ConditionWording.words(value))"
    case .function(let function): "set \(field) by the \(function.name)"
    }
  }

  static func wouldPrioritise(_ rule: PriorityRule) -> String {
    var words: [String] = []
    switch rule.set {
    case .constant(let priority)?: words.append("set priority \(priority)")
    case .function(let function)?: words.append("set the priority by the \(function.name)")
    case nil: break
    }
    if let floor = rule.notBelow { words.append("not below \(floor)") }
    if let cap = rule.notAbove { words.append("not above \(cap)") }
    return words.joined(separator: ", ")
  }

  static func wouldPlan(_ tasks: [String]) -> String {
    "plan " + tasks.joined(separator: ", ")
  }

  static func outranked(by name: String) -> String { "nothing: \"\(name)\" comes first" }

  /// A number rounded to three digits after the point, without trailing zeros.
  static func rounded(_ number: Double) -> String {
    guard number.magnitude < 0x1p53 / 1000 else { return String(number) }
    let thousandths = Int((number * 1000).rounded())
    let sign = thousandths < 0 ? "-" : ""
    let whole = thousandths.magnitude / 1000
    var digits = String(thousandths.magnitude % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(digits)"
  }

  private static func named(_ reason: Reason) -> String {
    "\"\(reason.rule)\"" + (reason.place.map { " (\($0))" } ?? "")
  }
}
