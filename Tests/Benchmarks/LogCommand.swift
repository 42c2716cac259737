import ArgumentParser
import BatonLogs
import BatonRecords

/// What reading an event log costs, from bytes to batches.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Events and cases of an XES log, and events per CPU second.")

  @Argument(help: "The log.")
  var path: String

  func run() throws {
    var events = 0
    var cases = 0
    let seconds = try ProcessorClock.best {
      events = 0
      cases = 0
      var reader = try LogReader(ByteSource(path: path), name: path)
      var batch = LogBatch()
      while try reader.read(into: &batch) {
        events += batch.events.count
        for run in batch.runs where run.ends { cases += 1 }
      }
    }
    print(events, cases, Int(Double(events) / seconds))
  }
}
