import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Cases' lives on a virtual clock.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Live through cases on a virtual clock: what happens when, and why.",
    discussion: """
      Reads requests, each of which opens a case, and events that happen to them, as NDJSON, JSON or \
      CSV, plain or gzip. A request alone is simulated as if nothing happened:

        baton simulate rules request.json
        baton simulate rules cases.ndjson --case R-1 --until +2d
        baton simulate rules cases.ndjson --case R-1 --format svg > R-1.svg
        baton simulate rules log.csv.gz --format ndjson
        baton simulate rules log.csv.gz --format table

      An event names its case, and says when: at an instant, or so long after the case opened.

        {"case":"R-1","at":"+20m","event":"accept","by":{"party":"acme"}}
        {"case":"R-1","at":"+1d 30m","event":"pause","reason":"customer"}
        {"case":"R-1","at":"2026-03-30T10:00:00+02:00","event":"resume"}

      Further members are set (fields that change), reason, id, to, person and task; in CSV the columns \
      are named by.party and set.state. A request that comes again, as in a log of snapshots, says how \
      it was at its updated_at: what differs is an event.

      Where a role or a receiver says how it wants to be told (hours, batch, messages_a_day), the \
      messages of all cases follow at the end: to whom, when, and of what.

      With table and csv nothing is told of a case but how it ended: a row with its state, who has it, \
      how many clocks were kept, not kept, are running or were cancelled, the first breach, what was \
      counted of escalations, messages and deviations from its process, and the time that passed for the \
      customer. Then what all cases came to: how much of each agreement was kept, what each ladder and \
      each rule of a process led to. So two versions of the rules are compared over a year's log.

      A record that cannot be used gets a message with its line, and the rest is simulated. The exit \
      code is 1 if there was one, or an error in a case; a target that is not kept is no error.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case timeline, ndjson, json, svg, table, csv

    /// A form that only counts needs nothing told.
    var telling: CaseSimulation.Telling {
      switch self {
      case .timeline, .ndjson, .json, .svg: .timeline
      case .table, .csv: .actions
      }
    }
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "Requests and events; - is standard input.")
  var cases = "-"

  @Option(
    help: ArgumentHelp(
      "How to write what happens: timeline, ndjson, json (one document) or svg (a picture).",
      discussion: "For many cases: table or csv (one row a case, and totals)."))
  var format: Format = .timeline

  @Option(
    help: ArgumentHelp(
      "Until then: an instant, or +2d, +1h 30m after each case opened.",
      discussion: "If nothing is said, until nothing more happens by itself.",
      valueName: "instant"))
  var until: String?

  @Option(name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "id"))
  var wanted: String?

  @OptionGroup var input: InputOptions

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let world = try input.readWorld(for: engine)
    let end = try end(in: engine.zone)
    let simulation: Simulation
    do throws(Intake.Failure) {
      simulation = try Simulation(
        engine, in: world, source: input.source, until: end, case: wanted,
        telling: format.telling)
    } catch {
      throw Unusable(error.description)
    }
    let source = try RequestSource(cases, format: input.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    var run = SimulateRun(simulation, writer: writer(engine))
    try run.run(source)
    if Interruption.isRequested { throw ExitCode.interrupted }
    if run.count.cases == 0 {
      if let wanted { throw Unusable("no case has the id \"\(wanted)\"") }
      if !run.count.hasFindings { throw Unusable("there is no request that opens a case") }
    }
    if run.count.hasFindings { throw ExitCode.finding }
  }

  private func end(in zone: Zone) throws(Unusable) -> Simulation.End {
    guard let until else { return .never }
    guard let end = Simulation.End(until, in: zone) else {
      throw Unusable(
        "--until takes an instant or a length since the opening, \"2026-03-30T18:00:00+02:00\" or "
          + "\"+2d\", not \"\(until)\"")
    }
    return end
  }

  private func writer(_ engine: Engine) -> any SimulationWriter {
    switch format {
    case .timeline: TimelineSimulationWriter(engine)
    case .ndjson: LineSimulationWriter(engine)
    case .json: DocumentSimulationWriter(engine)
    case .svg: PictureSimulationWriter(engine)
    case .table: TableSimulationWriter()
    case .csv: CSVSimulationWriter()
    }
  }
}
