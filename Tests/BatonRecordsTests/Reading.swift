import BatonModel

@testable import BatonRecords

/// Everything that a reader gave, in a form that reads well in a failed expectation.
struct Reading: Equatable {
  var records: [Members] = []
  var lines: [Int] = []
  var faults: [String] = []
  var failure: String?
  var format: RecordFormat?

  /// Reads all of a text.
  static func of(
    _ bytes: [UInt8], format: RecordFormat? = nil, at path: [String] = [],
    limit: Int = RecordReader.defaultMaximumRecordSize
  ) -> Reading {
    var reading = Reading()
    do throws(ReadFailure) {
      var reader = try RecordReader(
        ByteSource(bytes: bytes), format: format, name: "input", recordsAt: path,
        maximumRecordSize: limit)
      try reading.drain(&reader)
    } catch {
      reading.failure = error.description
    }
    return reading
  }

  static func of(
    _ text: String, format: RecordFormat? = nil, at path: [String] = [],
    limit: Int = RecordReader.defaultMaximumRecordSize
  ) -> Reading {
    of(Array(text.utf8), format: format, at: path, limit: limit)
  }

  mutating func drain(_ reader: inout RecordReader) throws(ReadFailure) {
    defer { format = reader.format }
    var number = 0
    while let outcome = try reader.next() {
      number += 1
      switch outcome {
      case .record(let record):
        records.append(record.value)
        lines.append(record.line)
        if record.number != number { faults.append("number \(record.number) for \(number)") }
      case .fault(let fault):
        faults.append(fault.description)
        if fault.number != number { faults.append("number \(fault.number) for \(number)") }
      }
    }
  }

  /// The text of one member in every record, "-" where it is missing.
  func column(_ name: String) -> [String] {
    records.map { record in
      switch record[name] {
      case .text(let text): text
      case .integer(let integer): String(integer)
      case nil: "-"
      case let other?: "\(other)"
      }
    }
  }
}
