import Baton
import BatonModel

/// Cases that come out otherwise under other rules: who had them last, how urgent they were, how often
/// they were handed over, and which promises were kept.
struct ChangedCases {
  private let sides: ComparedSides

  init(_ sides: ComparedSides) { self.sides = sides }

  /// One row for each difference of a case, in the order of the cases.
  var table: ReportTable {
    var table = ReportTable(
      "changed_cases", "cases that come out otherwise",
      [
        .init("case", .text), .init("what", .text), .init("before", .text, "old rules"),
        .init("after", .text, "new rules"),
      ])
    guard let twins = sides.twins else { return table }
    let agreements = shared
    for index in sides.after.cases where twins[Int(index)] >= 0 {
      let (old, new) = (
        sides.before.makers.one(twins[Int(index)]), sides.after.makers.one(index)
      )
      func add(_ what: String, _ before: String?, _ after: String?) {
        guard before != after else { return }
        table.add(
          [
            .text(new.id), .text(what), ReportTable.Cell(before), ReportTable.Cell(after),
          ], cases: [index])
      }
      add("had it last", holder(old, sides.before), holder(new, sides.after))
      add("priority", priority(old), priority(new))
      add("handovers", "\(old.handoffs)", "\(new.handoffs)")
      for name in agreements {
        let (before, after) = (
          isKept(name, old, sides.before), isKept(name, new, sides.after)
        )
        guard let before, let after else { continue }
        add("\"\(name)\"", before ? "kept" : "not kept", after ? "kept" : "not kept")
      }
    }
    return table
  }

  /// Agreements that both have clocks of.
  private var shared: [String] {
    func names(_ side: ComparedSides.Side) -> Set<String> {
      var numbers: Set<UInt32> = []
      for clock in side.makers.measured.clocks { numbers.insert(clock.agreement) }
      return Set(numbers.compactMap { side.makers.measured.names[$0] })
    }
    return names(sides.before).intersection(names(sides.after)).sorted()
  }

  private func holder(_ one: MeasuredCase, _ side: ComparedSides.Side) -> String? {
    side.makers.measured.names[one.unit] ?? side.makers.measured.names[one.party]
  }

  private func priority(_ one: MeasuredCase) -> String? {
    one.priority > 0 ? "P\(one.priority)" : nil
  }

  /// Nil where nothing is decided.
  private func isKept(
    _ agreement: String, _ one: MeasuredCase, _ side: ComparedSides.Side
  ) -> Bool? {
    side.makers.values.promises(agreement, one).map { $0.notKept == 0 }
  }
}
