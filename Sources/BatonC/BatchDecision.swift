import Baton
import BatonRecords
import Foundation
import Synchronization

/// Many requests decided in one call: NDJSON to NDJSON, in the order of the input.
///
/// Each thread takes the next batch of lines, decides it with a decider of its own and leaves the
/// output under the batch's number; so the output is the same for any number of threads. Memory: the
/// input once more, and the output twice while it is put together.
final class BatchDecision: Sendable {
  private struct Input: ~Copyable {
    var reader: RecordReader
    /// How many batches were taken.
    var count = 0
  }

  private struct Output {
    var batches: [Int: [UInt8]] = [:]
    var failure: Failure?
  }

  /// About how many bytes of input are decided together.
  private static let batchSize = 64 << 10

  private let engine: Engine
  private let options: CallOptions
  private let input: Mutex<Input>
  private let output = Mutex(Output())

  private init(_ reader: consuming sending RecordReader, _ options: CallOptions, _ engine: Engine) {
    self.engine = engine
    self.options = options
    input = Mutex(Input(reader: reader))
  }

  /// The decisions' lines, in pieces.
  static func decide(
    _ text: BorrowedText, _ options: CallOptions, by engine: Engine
  ) throws(Failure) -> [[UInt8]] {
    let bytes = text.copy
    // A thread without a batch of its own would have nothing to do.
    let threads = min(options.jobs, bytes.count / batchSize + 1)
    let run: BatchDecision
    do throws(ReadFailure) {
      let reader = try RecordReader(ByteSource(bytes: bytes), format: .ndjson, name: "requests")
      run = BatchDecision(reader, options, engine)
    } catch {
      throw Failure(.badRequest, "\(error)")
    }
    run.work(threads: threads)
    return try run.take()
  }

  private func work(threads: Int) {
    let ended = DispatchSemaphore(value: 0)
    for _ in 1..<threads {
      let thread = Thread {
        self.decideBatches()
        ended.signal()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    decideBatches()
    for _ in 1..<threads { ended.wait() }
  }

  private func decideBatches() {
    do throws(Failure) {
      var decider = try options.makeDecider(for: engine)
      while let (number, lines) = try next() {
        decider.decide(0..<lines.count, of: lines)
        let written = decider.take()
        output.withLock { $0.batches[number] = written }
      }
    } catch {
      let failure = error
      output.withLock { $0.failure = failure }
    }
  }

  private func next() throws(Failure) -> (number: Int, lines: LineBatch)? {
    do throws(ReadFailure) {
      return try input.withLock { input throws(ReadFailure) in
        guard
          case .lines(let lines)? = try input.reader.nextBatch(
            size: Self.batchSize, isIdle: { false })
        else { return nil }
        defer { input.count += 1 }
        return (input.count, lines)
      }
    } catch {
      throw Failure(.badRequest, "\(error)")
    }
  }

  private func take() throws(Failure) -> [[UInt8]] {
    let output = output.withLock { $0 }
    if let failure = output.failure { throw failure }
    return (0..<output.batches.count).compactMap { output.batches[$0] }
  }
}
