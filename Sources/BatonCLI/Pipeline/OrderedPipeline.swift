import Dispatch
import Foundation
import Synchronization

/// Work on several threads whose results come out in the order in which the input came in.
///
/// One thread reads, up to `workers` work, and the caller's thread writes. An input has a number
/// from the moment it is read; results wait for the one whose number is next. Bounded: an input is
/// only read when fewer than two for each worker, and two more, are on their way between being read
/// and being written. A worker's thread is started when an input finds nobody waiting for it, so
/// little input costs few threads; its stack has 8 MiB, as that of a process's first thread.
///
/// With one worker there are no threads: everything happens on the caller's.
///
/// When the writer has enough, or a stage fails, no further input is taken up; the workers are
/// waited for, the reader is not: it may be waiting for somebody outside. Until everything is
/// written the reader's thread stays, so that signals which only it accepts find it.
final class OrderedPipeline<Input: Sendable, Output: Sendable>: Sendable {
  typealias Work = (Input) -> Output

  private struct State {
    /// Inputs that no worker has, by their numbers, in order.
    var waiting: [(number: Int, input: Input)] = []
    var finished: [Int: Output] = [:]
    var read = 0
    var isAtEnd = false
    /// What ended the reading: thrown once everything before it is written.
    var readFailure: (any Error)?
    var workFailure: (any Error)?
    var isStopped = false
    /// How many workers wait for input.
    var idle = 0
  }

  private let state = Mutex(State())
  /// Counts the inputs that may be read.
  private let room = DispatchSemaphore(value: 0)
  /// Counts the inputs that wait for a worker.
  private let work = DispatchSemaphore(value: 0)
  /// Tells the writer that something changed.
  private let news = DispatchSemaphore(value: 0)
  /// Counts the workers that ended.
  private let ended = DispatchSemaphore(value: 0)
  private let over = DispatchSemaphore(value: 0)

  private init() {}

  /// Runs to the end of the input.
  /// - Parameters:
  ///   - stop: is set as soon as nothing more is wanted, for workers to look at.
  ///   - read: the next input, nil at the end; called on one thread.
  ///   - makeWorker: makes what a worker does with an input, on the worker's thread.
  ///   - write: takes the results in order, on this thread; false if it wants no more.
  static func run(
    workers: Int,
    stop: StopSign,
    read: @escaping @Sendable () throws -> Input?,
    makeWorker: @escaping @Sendable () throws -> Work,
    write: (Output) throws -> Bool
  ) throws {
    if workers == 1 {
      let work = try makeWorker()
      while let input = try read() {
        guard try write(work(input)) else { return }
      }
    } else {
      let pipeline = OrderedPipeline()
      for _ in 0..<2 * workers + 2 { pipeline.room.signal() }
      Self.start { pipeline.readAll(read) }
      try pipeline.writeAll(workers: workers, stop, makeWorker, write)
    }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 8 << 20
    thread.start()
  }

  // MARK: On the reader's thread

  private func readAll(_ read: () throws -> Input?) {
    do {
      while takesMore() {
        guard let input = try read() else { break }
        state.withLock {
          $0.waiting.append((number: $0.read, input: input))
          $0.read += 1
        }
        work.signal()
        news.signal()
      }
      state.withLock { $0.isAtEnd = true }
    } catch {
      state.withLock {
        $0.readFailure = error
        $0.isAtEnd = true
      }
    }
    news.signal()
    over.wait()
  }

  private func takesMore() -> Bool {
    room.wait()
    return state.withLock { !$0.isStopped }
  }

  // MARK: On the workers' threads

  private func workAll(_ makeWorker: () throws -> Work) {
    defer { ended.signal() }
    do {
      let work = try makeWorker()
      while let (number, input) = take() {
        let output = work(input)
        state.withLock { $0.finished[number] = output }
        news.signal()
      }
    } catch {
      state.withLock { $0.workFailure = error }
      news.signal()
    }
  }

  private func take() -> (Int, Input)? {
    state.withLock { $0.idle += 1 }
    work.wait()
    return state.withLock {
      $0.idle -= 1
      return $0.isStopped || $0.waiting.isEmpty ? nil : $0.waiting.removeFirst()
    }
  }

  // MARK: On the caller's thread

  private func writeAll(
    workers: Int, _ stop: StopSign, _ makeWorker: @escaping @Sendable () throws -> Work,
    _ write: (Output) throws -> Bool
  ) throws {
    var started = 0
    defer {
      stop.set()
      state.withLock { $0.isStopped = true }
      room.signal()
      for _ in 0..<started { work.signal() }
      for _ in 0..<started { ended.wait() }
      over.signal()
    }
    var next = 0
    while true {
      news.wait()
      if let failure = state.withLock({ $0.workFailure }) { throw failure }
      if started < workers, state.withLock({ $0.waiting.count > $0.idle }) {
        Self.start { self.workAll(makeWorker) }
        started += 1
      }
      while let output = state.withLock({ $0.finished.removeValue(forKey: next) }) {
        next += 1
        guard try write(output) else { return }
        room.signal()
      }
      let (isAtEnd, failure) = state.withLock { ($0.isAtEnd && next == $0.read, $0.readFailure) }
      guard isAtEnd else { continue }
      if let failure { throw failure }
      return
    }
  }
}
