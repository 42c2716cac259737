package import BatonModel

/// One row of a stage: a rule, a row of a table or a node of a tree, as the requests that it may take
/// and what becomes of them.
package struct StageRow {
  /// What a row comes to, where the rules say it; nil where a function, a chooser or the world does.
  package enum Outcome: Hashable {
    case target(Target)
    /// Of several rules each has its own: a plan, a reply.
    case own(String)
    case priority(Int)
    case value(Value)
    /// By output of a table; nil where nothing is set.
    case fields([Value?])
  }

  let head: RuleHead
  /// Of the rule, or of the row.
  package let place: Place
  /// Of a row of a table, counted from 1.
  package var number: Int?
  /// Where it may match; none if it never does. A box that is not exact may refuse.
  package let boxes: [RequestBox]
  package let outcome: Outcome?
  let because: String?
  /// Whether a match surely decides; else what stands behind may still be looked at.
  let isSure: Bool
  var level: String?
  /// Rows behind it that are looked at although it takes the request.
  var passes: [Range<Int>] = []
  /// The table it is a row of, by the position of its first row, and how that table decides.
  var table: Int?
  var hit: HitPolicy?
  /// Where it takes a request for itself; nil for all its boxes. A row of a table takes none that
  /// another row of the table takes too, if the hit policy forbids that.
  var own: [RequestBox]?

  package var name: String { head.name }

  /// As messages name it: `"Payroll incidents"`, `row 3 of "Desktop support"`.
  var title: String { number.map { "row \($0) of \"\(head.name)\"" } ?? "\"\(head.name)\"" }

  /// Of a route, whom it may lead to; nil where a function or a rota says.
  var targets: [Target]?

  /// Whether it asks what the catalogue says of a record, which a request can say otherwise.
  var isAsDeclared = false

  var taking: [RequestBox] { own ?? boxes }

  /// Whether a request that it takes comes to its outcome and to nothing more.
  var decidesAlone: Bool { isSure && (passes.isEmpty || hit == .unique || hit == .any) }

  /// Whether, on every day on which another row is in force, this one is.
  func isInForce(wheneverIs other: StageRow) -> Bool {
    if let from = head.from {
      guard let start = other.head.from, from <= start else { return false }
    }
    if let until = head.until {
      guard let end = other.head.until, end <= until else { return false }
    }
    return true
  }

  /// Whether a match of this row keeps a row behind it from being looked at.
  func hides(_ index: Int) -> Bool { isSure && !passes.contains { $0.contains(index) } }
}
