import BatonModel

// Every message about tables that set fields.

extension TableProblem {
  var wording: Wording {
    switch self {
    case .noOutput(let title):
      Wording(
        "table-output", "\(title) sets no field",
        help: "the columns after the conditions say which, as in \"-> category\"")
    case .noRows(let title):
      Wording(
        "table-source", "\(title) has no row",
        help: "write rows, or default = { … } for what is always set")
    case .outputTwice(let name):
      Wording("table-output", "\"\(name)\" is set by another column already")
    case .leadsNowhere:
      Wording(
        "table-output", "a decision_table sets fields, and a request has no field \"to\"",
        help: "say who gets a request in a route_table")
    case .cannotMake(let hit, let made, let name, let type):
      Wording(
        "table-hit",
        "hit = \"\(hit)\" makes \(made.phrase), and \"\(name)\" takes \(type.phrase)",
        help: "declare the field with type = \"\(made == .list ? "list" : "number")\", or take one "
          + "row by hit = \"first\"")
    case .severalOutputs(let hit, let count):
      Wording(
        "table-hit", "hit = \"\(hit)\" makes one value, and the table has \(count) outputs",
        help: "write a table for each of them")
    case .needsValues(let hit, let name):
      Wording(
        "table-hit", "hit = \"\(hit)\" needs values: they say which output comes first",
        help: "write values = { \(name) = { … } }, the most important first")
    case .noSuchOutput(let name, let key, let nearest):
      Wording(
        "table-values", "\(key) names \"\(name)\", which is no output of the table",
        help: Problem.suggestion(nearest) ?? "add the column \"-> \(name)\"")
    case .valueTwice(let value):
      Wording("table-values", "\(value) stands among the values twice")
    case .value(let reason):
      Wording("table-values", reason, help: "add it to values, or write one of them")
    }
  }
}

extension TableProblem.Made {
  fileprivate var phrase: String {
    switch self {
    case .list: "a list of texts"
    case .number: "a number"
    case .bound: "one of several numbers or instants"
    }
  }
}
