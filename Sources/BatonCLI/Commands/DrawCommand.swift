import ArgumentParser
import Baton
import BatonLogs
import BatonRecords
import BatonWorkbench

/// Processes as pictures.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw a process, and with a log how often each way was taken.",
    discussion: """
      Writes a process as SVG, or as a Mermaid state diagram for documents that show those: its \
      states with who may enter them and what they need, its ways, its deadlines, and dashed what \
      only a variation opens.

        baton draw rules > incident.svg
        baton draw rules --process change --format mermaid
        baton draw rules --process incident --log incidents.xes.gz > taken.svg

      With a log each way has how often it was taken, and a table by whom; what the process does not \
      let is red. A log is read as `conform` reads it.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg, mermaid
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(
    help: ArgumentHelp(
      "The process to draw.", discussion: "If nothing is said, the only one.", valueName: "name"))
  var process: String?

  @Option(help: "What to write: svg or mermaid.")
  var format: Format = .svg

  @Option(help: "A log of what was done: XES, CSV, OCEL or NDJSON, plain or gzip; - reads a pipe.")
  var log: String?

  @Option(
    help: ArgumentHelp(
      "The declared source that says how the log is written.",
      discussion: "If nothing is said, the one that has `log`.", valueName: "name"))
  var source: String?

  func validate() throws {
    if source != nil, log == nil { throw ValidationError("--source is about a log: add --log") }
  }

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let position = try position(in: engine)
    let outline = engine.outline(ofProcess: position)
    if outline.states.isEmpty {
      throw Unusable("process \"\(outline.name)\" has no states, and nothing to draw")
    }
    let counts = try log.map { try count($0, position, engine) }
    let text =
      switch format {
      case .svg: ProcessSVG(outline, counts: counts).text
      case .mermaid: ProcessMermaid(outline, counts: counts).text
      }
    try Terminal.write(Array(text.utf8))
  }

  private func position(in engine: Engine) throws -> Int {
    let names = engine.processNames
    guard let process else {
      if names.count == 1 { return 0 }
      throw Unusable(
        names.isEmpty
          ? "the rule base has no process to draw"
          : "there are several processes (\(names.joined(separator: ", "))): "
            + "choose one with --process")
    }
    guard let position = names.firstIndex(of: process) else {
      throw Unusable(ConformanceSetup.Failure.unknownProcess(process, of: engine).description)
    }
    return position
  }

  // MARK: The log

  /// Closures that count need something to count in.
  private final class Tally {
    var counts = WayCounts()
  }

  private func count(_ log: String, _ position: Int, _ engine: Engine) throws -> WayCounts {
    let setup: ConformanceSetup
    do throws(ConformanceSetup.Failure) {
      setup = try ConformanceSetup(
        engine, source: source, process: engine.processNames[position])
    } catch {
      throw Unusable(error.description)
    }
    let input = try LogInput(log, follows: false)
    Interruption.watch(input: input.descriptor)
    let tally = Tally()
    do throws(LogFailure) {
      var reader = try LogReader(
        ByteSource(descriptor: input.descriptor), name: input.name, mapping: setup.mapping
      ) { setup.adjust(&$0) }
      var run = ConformanceRun(engine, setup, reader, tellWay: { tally.counts.add($0) })
      var batch = LogBatch()
      while !Interruption.isRequested, try reader.read(into: &batch) {
        run.take(batch, reader.names)
        for fault in batch.faults { Terminal.note(line: "\(input.name): \(fault)") }
      }
      run.finish(reader.names)
    } catch {
      throw Unusable(error.description)
    }
    return tally.counts
  }
}
