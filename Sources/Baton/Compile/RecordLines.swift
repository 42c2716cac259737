import BatonModel
import BatonRecords

/// The JSON records of a file of the rule base, each with its line; what is no record is reported.
struct RecordLines {
  let context: CompileContext

  func read(_ bytes: [UInt8], of file: String) -> [Golden.Line] {
    records(bytes, of: file).records.map { Golden.Line(number: $0.line, members: $0.value) }
  }

  /// - Returns: the records, and whether they came from a table, where everything is text.
  func records(_ bytes: [UInt8], of file: String) -> (records: [Record], isTabular: Bool) {
    var records: [Record] = []
    var isTabular = false
    let text = String(decoding: bytes, as: UTF8.self)
    context.findings.remember(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      of: file)
    do throws(ReadFailure) {
      var reader = try RecordReader(ByteSource(bytes: bytes), name: file)
      while let outcome = try reader.next() {
        isTabular = reader.format == .csv
        switch outcome {
        case .record(let record): records.append(record)
        case .fault(let fault):
          context.findings.report(
            .csv(row: fault.number, fault.cause.description),
            at: Place(file: file, line: fault.line, column: fault.column))
        }
      }
    } catch {
      context.findings.report(
        .csv(row: records.count + 1, "\(error)"), at: Place(file: file, line: 1))
    }
    return (records, isTabular)
  }
}
