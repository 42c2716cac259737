import BatonRecords
import BatonWorkbench

/// A row for each case in columns for people, and behind them what all came to.
struct TableSimulationWriter: SimulationWriter {
  private(set) var bytes: [UInt8] = []
  private var columns = ColumnText(CaseRow.names)

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {}

  mutating func end(_ index: Int, _ simulation: Simulation) {
    columns.add(simulation.row(index).cells(forPeople: true), to: &bytes)
  }

  mutating func end(_ simulation: Simulation) {
    columns.settle(to: &bytes)
    add(TotalsText.text(simulation.totals, simulation.count))
    if let messages = simulation.messages { add(messages.text) }
  }

  private mutating func add(_ page: String) {
    bytes.append(0x0a)
    bytes.append(contentsOf: page.utf8)
  }
}

/// CSV with a row for each case. What all came to goes to standard error, where it breaks no table.
struct CSVSimulationWriter: SimulationWriter {
  var bytes: [UInt8] { csv.bytes }
  private var csv = CSVWriter()

  init() { add(CaseRow.names) }

  mutating func clear() { csv.bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ entries: [TimelineEntry], of index: Int, _ simulation: Simulation) {}

  mutating func end(_ index: Int, _ simulation: Simulation) {
    add(simulation.row(index).cells(forPeople: false))
  }

  mutating func end(_ simulation: Simulation) {
    Terminal.note(TotalsText.text(simulation.totals, simulation.count) + "\n")
  }

  private mutating func add(_ cells: [String]) {
    for cell in cells { csv.cell(cell) }
    csv.endRow()
  }
}
