import TestSupport

// Tables that set fields.
extension RuleGenerator {
  /// A table that sets fields which conditions ask for, and other tables.
  mutating func decisionTable() -> Rule {
    let outputs = [
      ("category", ["\"a\"", "\"UK\"", "\"\""]), ("impact", ["\"high\"", "\"low\""]),
      ("service", ["\"payroll\"", "\"printing\""]),
      (
        "note",
        [
          "\"x\"", "\"\"", "function(request) return request.summary end",
          "function(request) return request.summary .. \"x\" end",
        ]
      ),
    ]
    var (name, cells) = random.pick(outputs)
    var hit = random.pick(["first", "unique", "any", "priority"])
    switch random.below(4) {
    case 0:
      (name, cells, hit) = (
        "tags", ["\"a\"", "\"é\"", "\"\""], random.pick(["collect", "rule_order"])
      )
    case 1:
      (name, cells, hit) = (
        "cost", ["3", "2.5", "100"], random.pick(["sum", "min", "max", "count"])
      )
    default: break
    }
    var parts = head()
    parts.append(.text("hit = \"\(hit)\", columns = { \"category\", \"size\", \"-> \(name)\" }"))
    if hit == "priority" {
      let known = cells.filter { !$0.hasPrefix("function") && $0 != "\"\"" }
      parts.append(.text("values = { \(name) = { \(known.joined(separator: ", ")) } }"))
    }
    for _ in 0...random.below(4) {
      let first = random.pick(["\"a\"", "'not(\"UK\")'", "\"null\"", "\"-\"", "\"-\""])
      let second = random.pick(["\"< 10\"", "\"[0..100]\"", "3", "\"-\"", "\"> 2.5\""])
      parts.append(.text("{ \(first), \(second), \(pick(cells)) }"))
    }
    if random.isOne(in: 3), let known = cells.first(where: { !$0.hasPrefix("function") }) {
      parts.append(.text("default = { \(name) = \(known) }"))
    }
    if random.isOne(in: 3) { parts.append(.text("overwrite = true")) }
    return Rule(word: "decision_table", name: self.name(), parts: parts)
  }
}
