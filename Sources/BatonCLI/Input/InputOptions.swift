import ArgumentParser
import Baton
import BatonModel
import BatonRecords

/// What `decide` and `explain` take about their input.
struct InputOptions: ParsableArguments {
  enum InputFormat: String, ExpressibleByArgument, CaseIterable {
    case ndjson, json, csv

    var format: RecordFormat {
      switch self {
      case .ndjson: .ndjson
      case .json: .json
      case .csv: .csv
      }
    }
  }

  @Option(
    help: ArgumentHelp(
      "The declared source whose mapping to use, instead of recognising it.", valueName: "name"))
  var source: String?

  @Option(help: "How requests are written, instead of recognising it: ndjson, json or csv.")
  var inputFormat: InputFormat?

  @Option(
    help: ArgumentHelp(
      "The state of the world as JSON: now, load, on_call, counters, requesters, breaches.",
      valueName: "file"))
  var world: String?

  @Option(
    help: ArgumentHelp(
      "Decide as at this instant, 2026-05-08T16:00:00+02:00.",
      discussion: "Without an offset it is in the rule base's time zone.",
      valueName: "instant"))
  var now: String?

  func readWorld(for engine: Engine) throws -> World {
    try WorldFile.world(file: world, now: now, for: engine)
  }
}
