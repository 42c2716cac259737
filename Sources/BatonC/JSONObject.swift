import BatonModel
import BatonRecords

/// Reads texts that are to be one JSON object.
enum JSONObject {
  /// The object's members.
  /// - Parameters:
  ///   - name: what the text is called in messages.
  ///   - status: how the call ends if the text is something else.
  static func read(
    _ text: BorrowedText, called name: String, _ status: Status
  ) throws(Failure) -> Members {
    let first: RecordOutcome?
    let isOnly: Bool
    do throws(ReadFailure) {
      var reader = try RecordReader(ByteSource(bytes: text.copy), format: .json, name: name)
      first = try reader.next()
      isOnly = try reader.next() == nil
    } catch {
      throw Failure(status, "\(error)")
    }
    switch first {
    case .fault(let fault)?: throw Failure(status, "\(name): \(fault)")
    case .record(let record)? where isOnly: return record.value
    case .record?: throw Failure(status, "\(name): one object in braces is expected, found more")
    case nil: throw Failure(status, "\(name): an object in braces is expected, found nothing")
    }
  }
}
