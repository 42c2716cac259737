/// Parses the lines of batches into whole records, as ``RecordReader/next()`` gives them.
package struct LineBatchReader: ~Copyable {
  private var parser = JSONParser()

  package init() {}

  /// The record at a position of a batch, or its fault.
  package mutating func outcome(at index: Int, of batch: LineBatch) -> RecordOutcome {
    let parse = batch.withLine(at: index) { bytes, count, line, isComplete in
      parser.record(bytes, count: count, line: line, isComplete: isComplete)
    }
    return RecordOutcome(parse ?? batch.tooLarge(at: index), number: batch.number + index)
  }
}
