@testable import BatonRecords

/// Lines cut from a text, in batches of about so many bytes.
enum Lines {
  static func batches(
    _ bytes: [UInt8], size: Int = 1 << 18, limit: Int = RecordReader.defaultMaximumRecordSize
  ) throws -> [LineBatch] {
    var reader = try RecordReader(
      ByteSource(bytes: bytes), format: .ndjson, name: "input", maximumRecordSize: limit)
    var batches: [LineBatch] = []
    while let batch = try reader.nextBatch(size: size, isIdle: { false }) {
      if case .lines(let lines) = batch { batches.append(lines) }
    }
    return batches
  }
}
