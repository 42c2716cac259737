import Baton

/// What many cases came to, as a page for people: how many there were, and a table each for agreements,
/// ladders and the rules of processes, as far as anything came of them.
package enum TotalsText {
  package static func text(_ totals: SimulationTotals, _ count: Simulation.Count) -> String {
    var bytes = Array("In all: \(count.words)\n".utf8)
    table(
      ["agreement", "kind", "kept", "not_kept", "share_kept", "running", "cancelled"],
      totals.agreements.map { agreement in
        let clocks = agreement.clocks
        return [
          agreement.name, agreement.kind.rawValue, String(clocks.kept), String(clocks.notKept),
          clocks.shareKept.map { "\($0 / 10).\($0 % 10) %" } ?? "", String(clocks.running),
          String(clocks.cancelled),
        ]
      }, to: &bytes)
    table(
      ["ladder", "escalations"], totals.escalations.map { [$0.ladder, String($0.count)] },
      to: &bytes)
    table(
      ["process_rule", "deviations", "violations"],
      totals.deviations.map { [$0.rule, String($0.count.all), String($0.count.violations)] },
      to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func table(_ names: [String], _ rows: [[String]], to bytes: inout [UInt8]) {
    if rows.isEmpty { return }
    bytes.append(0x0a)
    var columns = ColumnText(names)
    for row in rows { columns.add(row, to: &bytes) }
    columns.settle(to: &bytes)
  }
}
