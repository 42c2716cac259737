import BatonRecords
import BatonTime

@testable import BatonLogs

/// Everything that a reader gave, in a form that reads well in a failed expectation.
struct LogReading {
  /// "case: activity, time, party, unit, person, values" of each event; "-" is none.
  var events: [String] = []
  /// "case(2)" of each run, with its number of events; `<` before it begins, `>` behind it ends, `!`
  /// where it was cut off.
  var runs: [String] = []
  var faults: [String] = []
  var failure: String?
  var format: LogFormat?
  var counts: [LogFault.Kind: Int] = [:]
  private var last: (id: String, count: Int, begins: Bool, ends: Bool)?
  /// The line, trace and number of each event.
  var places: [String] = []

  static func of(
    _ text: String, _ mapping: LogMapping = LogMapping(), isPlain: Bool = true
  ) -> LogReading {
    of(Array(text.utf8), mapping, isPlain: isPlain)
  }

  static func of(
    _ bytes: [UInt8], _ mapping: LogMapping = LogMapping(), isPlain: Bool = true
  ) -> LogReading {
    of(ByteSource(bytes: bytes), mapping, isPlain: isPlain)
  }

  static func of(
    _ source: consuming ByteSource, _ mapping: LogMapping = LogMapping(), isPlain: Bool = true
  ) -> LogReading {
    var reading = LogReading()
    do throws(LogFailure) {
      var reader = try LogReader(
        source, name: "log", mapping: mapping, faultsToldOfAKind: 20, isPlain: isPlain)
      reading.format = reader.format
      var batch = LogBatch()
      do throws(LogFailure) {
        while try reader.read(into: &batch) { reading.take(batch, reader) }
      } catch {
        reading.failure = error.description
      }
      reading.counts = reader.faultCounts
    } catch {
      reading.failure = error.description
    }
    return reading
  }

  private mutating func take(_ batch: LogBatch, _ reader: borrowing LogReader) {
    for run in batch.runs {
      let id = batch.caseID(of: run)
      add(run, of: id)
      for position in run.events {
        let event = batch.events[position]
        var parts = [
          event.activity.symbol.map { reader.names.activities.text(of: $0) } ?? "-",
          event.instant.map { ISO8601.format($0, offsetSeconds: 0) } ?? "-",
          event.party.symbol.map { reader.names.parties.text(of: $0) } ?? "-",
          event.unit.symbol.map { reader.names.units.text(of: $0) } ?? "-",
          event.person.symbol.map { reader.names.persons.text(of: $0) } ?? "-",
        ]
        for value in 0..<batch.valueCount {
          parts.append(Self.text(batch.cell(value, of: position), in: batch))
        }
        events.append("\(id): \(parts.joined(separator: ", "))")
        places.append("\(event.line)/\(run.trace)/\(event.number)")
      }
    }
    faults += batch.faults.map(\.description)
  }

  /// A run that goes on with the case of the one before it is one with that: where batches end does
  /// not matter.
  private mutating func add(_ run: LogRun, of id: String) {
    var count = run.events.count
    var begins = run.begins
    if !run.begins, let last, last.id == id, !last.ends {
      runs.removeLast()
      count += last.count
      begins = last.begins
    }
    last = (id, count, begins, run.ends)
    runs.append(
      (begins ? "<" : "") + "\(id)(\(count))" + (run.ends ? ">" : "") + (run.isCut ? "!" : ""))
  }

  private static func text(_ cell: LogCell, in batch: LogBatch) -> String {
    switch cell.kind {
    case .missing: "-"
    case .text: "\"\(batch.text(of: cell))\""
    case .integer: "\(cell.integer)"
    case .number: "\(cell.number)"
    case .yesNo: "\(cell.yesNo)"
    case .instant: ISO8601.format(Instant(milliseconds: cell.integer), offsetSeconds: 0)
    case .nested: "{}"
    }
  }
}
