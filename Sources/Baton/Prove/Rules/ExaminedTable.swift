import BatonModel

/// A table as those see it who examine its rows, whatever they lead to.
struct ExaminedTable {
  let head: RuleHead
  let condition: Condition
  let hit: HitPolicy
  let rowCount: Int
  let inputs: [TableInput]
}

extension RouteTable {
  var examined: ExaminedTable {
    ExaminedTable(
      head: head, condition: condition, hit: hit, rowCount: rows.count, inputs: inputs)
  }
}

extension DecisionTable {
  var examined: ExaminedTable {
    ExaminedTable(
      head: head, condition: condition, hit: hit.ofRows, rowCount: rows.count, inputs: inputs)
  }
}
