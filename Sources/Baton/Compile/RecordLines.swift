import BatonModel
import BatonRecords

/// The JSON records of a file of the rule base, each with its line; what is no record is reported.
struct RecordLines {
  let context: CompileContext

  func read(_ bytes: [UInt8], of file: String) -> [Golden.Line] {
    var lines: [Golden.Line] = []
    let text = String(decoding: bytes, as: UTF8.self)
    context.findings.remember(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      of: file)
    do throws(ReadFailure) {
      var reader = try RecordReader(ByteSource(bytes: bytes), name: file)
      while let outcome = try reader.next() {
        switch outcome {
        case .record(let record):
          lines.append(Golden.Line(number: record.line, members: record.value))
        case .fault(let fault):
          context.findings.report(
            .csv(row: fault.number, fault.cause.description),
            at: Place(file: file, line: fault.line, column: fault.column))
        }
      }
    } catch {
      context.findings.report(
        .csv(row: lines.count + 1, "\(error)"), at: Place(file: file, line: 1))
    }
    return lines
  }
}
