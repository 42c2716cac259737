import BatonModel
import BatonTime
import TestSupport

/// Random tables of rules, and requests that meet their edges.
enum TableMaker {
  struct Made {
    let word: String
    let name: String
    let head: String
    let columns: [String]
    let rows: [[String]]

    var lua: String {
      let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let rows = rows.map { "  { \($0.joined(separator: ", ")) },\n" }.joined()
      return "\(word) \"\(name)\" {\n  \(head)\n  columns = { \(names) },\n\(rows)}\n"
    }

    func luaReading(_ file: String) -> String {
      "\(word) \"\(name)\" {\n  \(head)\n  from = \"\(file)\",\n}\n"
    }
  }

  static let texts = ["till", "card", "a,b", "< 5", "-", "say \"hi\"", "null", "not(x)", "Größe"]
  static let days = ["2026-01-31", "2026-02-01T09:30:00", "2026-02-01T09:30:00+02:00"]

  static func tables(_ numbers: inout SeededNumbers) -> [Made] {
    var made: [Made] = []
    var inputs = ["amount", "flag", "due", "size", "label", "customer.region", "customer.limit"]
    var outputs = ["fee", "level", "checks"]
    for index in 0...numbers.below(3) where !outputs.isEmpty {
      let output = outputs.remove(at: numbers.below(outputs.count))
      made.append(decision(output, inputs, index, &numbers))
      // Lists are asked for a member, which S-FEEL does not.
      if output != "checks" { inputs.append(output) }
    }
    if numbers.isOne(in: 2) { made.append(route(inputs, &numbers)) }
    return made
  }

  private static func decision(
    _ output: String, _ inputs: [String], _ index: Int, _ numbers: inout SeededNumbers
  ) -> Made {
    let single = ["unique", "any", "first", "priority"]
    let hits: [String] =
      switch output {
      case "fee": single + ["sum", "min", "max", "count"]
      case "checks": ["collect", "rule_order", "output_order"]
      default: single
      }
    let hit = numbers.pick(hits)
    let cells: [String] =
      switch output {
      case "fee": ["1", "2.5", "-3", "\"\""]
      case "checks": ["\"x\"", "\"y z\"", "\"- 5\"", "\"\""]
      default: ["\"gold\"", "\"silver\"", "\"bronze\""]
      }
    var head = "hit = \"\(hit)\", overwrite = true,"
    if hit == "priority" || hit == "output_order" {
      let values = cells.filter { $0 != "\"\"" }.joined(separator: ", ")
      head += " values = { \(output) = { \(values) } },"
    }
    if output != "checks", numbers.isOne(in: 2) {
      head += " default = { \(output) = \(cells[1]) },"
    }
    if numbers.isOne(in: 3) { head += " because = \"a < b & \\\"c\\\"\"," }
    return table(
      "decision_table", "Table \(index): \(output)", head, inputs, output, cells, &numbers)
  }

  private static func route(_ inputs: [String], _ numbers: inout SeededNumbers) -> Made {
    let hit = numbers.pick(["unique", "any", "first", "collect"])
    return table(
      "route_table", "Who \"gets\" it", "hit = \"\(hit)\",",
      inputs, "to", ["\"p/a\"", "\"p/b\"", "\"p/c d\""], &numbers)
  }

  private static func table(
    _ word: String, _ name: String, _ head: String, _ inputs: [String], _ output: String,
    _ cells: [String], _ numbers: inout SeededNumbers
  ) -> Made {
    let asked = (0...numbers.below(3)).map { _ in numbers.pick(inputs) }
    let reasons = numbers.isOne(in: 2)
    let rows = (0...numbers.below(6)).map { _ in
      asked.map { cell($0, &numbers) } + [numbers.pick(cells)]
        + (reasons ? [numbers.pick(["\"why\"", "\"as \\\"said\\\"\""])] : [])
    }
    return Made(
      word: word, name: name.replacing("\"", with: "'"), head: head,
      columns: asked + ["-> \(output)"] + (reasons ? ["-> because"] : []), rows: rows)
  }

  // MARK: Cells

  private static func cell(_ field: String, _ numbers: inout SeededNumbers) -> String {
    if numbers.isOne(in: 4) { return "\"-\"" }
    if numbers.isOne(in: 12) { return numbers.pick(["absent", "present"]) }
    switch field {
    case "amount", "fee", "customer.limit": return number(&numbers)
    case "flag": return numbers.pick(["true", "false", "\"not(true)\""])
    case "due":
      let (one, other) = (days[0], numbers.pick(Array(days[1...])))
      return numbers.pick([
        "\"\(other)\"", "\"< \(other)\"", "\"[\(one)..\(other))\"", "later_than \"\(other)\"",
      ])
    case "size": return list(["S", "M", "L"], &numbers)
    case "level": return list(["gold", "silver", "bronze"], &numbers)
    default: return list(texts, &numbers)
    }
  }

  private static func number(_ numbers: inout SeededNumbers) -> String {
    let low = numbers.below(5) - 1
    let high = low + 1 + numbers.below(3)
    return numbers.pick([
      "\(low)", "\"< \(low)\"", "\"[\(low)..\(high))\"", "\"(\(low)..\(high)]\"", "above(\(low))",
      "at_most(\(low).5)", "between(\(low), \(high))", "{ \(low), \(high) }", "\"not(\(low))\"",
      "\"not([\(low)..\(high)])\"", "\"\(low), > \(high)\"", "is_not(\(low))",
    ])
  }

  private static func list(_ names: [String], _ numbers: inout SeededNumbers) -> String {
    // A text in Lua is read as a cell, so that what looks like a test stands in quotes there.
    func quoted(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    let one = numbers.pick(names)
    let other = numbers.pick(names)
    let cell = quoted("\"\(quoted(one))\"")
    if one == other { return "\"\(cell)\"" }
    return numbers.pick([
      "\"\(cell)\"", "{ \"\(quoted(one))\", \"\(quoted(other))\" }", "\"not(\(cell))\"",
      "none_of { \"\(quoted(one))\", \"\(quoted(other))\" }", "is_not \"\(quoted(one))\"",
    ])
  }

  // MARK: Requests

  static func request(_ numbers: inout SeededNumbers) -> Request {
    var members: [(String, Value)] = []
    func add(_ name: String, _ value: Value, _ numbers: inout SeededNumbers) {
      if !numbers.isOne(in: 5) { members.append((name, value)) }
    }
    add("amount", Value(Double(numbers.below(14)) / 2 - 1.5), &numbers)
    add("flag", .yesNo(numbers.isOne(in: 2)), &numbers)
    add("due", .text(numbers.pick(days + ["2026-01-30", "2026-02-01"])), &numbers)
    add("size", .text(numbers.pick(["S", "M", "L"])), &numbers)
    add("label", .text(numbers.pick(texts)), &numbers)
    var customer: [(String, Value)] = [("id", .text("c"))]
    if !numbers.isOne(in: 4) { customer.append(("region", .text(numbers.pick(texts)))) }
    if !numbers.isOne(in: 4) { customer.append(("limit", .integer(numbers.below(6)))) }
    add("customer", .object(Members(customer)), &numbers)
    return Request(Members(members))
  }
}
