import BatonModel
import TestSupport

// Requests that meet the rules often, and such as do not fit their fields.
extension RuleGenerator {
  mutating func request() -> [(String, Value?)] {
    var members = functions.request()
    if random.isOne(in: 2) {
      members.append(("impact", .text(random.pick(["high", "medium", "low", "huge"]))))
    }
    if random.isOne(in: 2) { members.append(("urgency", .text(random.pick(["high", "low"])))) }
    if !random.isOne(in: 5) { members.append(("id", .text("R-\(random.below(99))"))) }
    if random.isOne(in: 4) {
      members.removeAll { $0.0 == "size" }
      members.append(("size", .integer(random.below(4000))))
    }
    if random.isOne(in: 3) {
      let labels: [(String, Value?)] = [
        ("team", .text(random.pick(["UK", "payroll", "a"]))), ("env", .integer(random.below(11))),
        ("category", .text("10")),
      ]
      if random.isOne(in: 2) {
        members.append(labels[random.below(2)])
      } else {
        members.append(("labels", .object(Members(labels.filter { _ in random.isOne(in: 2) }))))
      }
    }
    // No field of a request: what a case takes in has this name.
    if random.isOne(in: 8) {
      members.append(("event", random.pick([.text("a"), .text("reopen"), .integer(3)])))
    }
    // Kinds of value that the field does not have.
    if random.isOne(in: 6) {
      let name = random.pick(["summary", "cost", "service", "vip", "kind", "tags", "seen"])
      members.removeAll { $0.0 == name }
      members.append(
        (
          name,
          random.pick([
            .integer(3), .text("3"), .yesNo(true), .list([.text("a"), .integer(3)]), .list([]),
            .object(Members([("id", .text("payroll")), ("criticality", .text("low"))])),
            .object(Members([("x", .integer(1))])), .text("R\u{E9}sum\u{E9} pay"), .number(2.5),
          ])
        ))
    }
    return members
  }
}
