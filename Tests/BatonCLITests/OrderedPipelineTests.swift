// Stages that only count and wait: order, bounds, ends and failures of the pipeline.

import Foundation
import Synchronization
import Testing

@testable import BatonCLI

@Suite struct OrderedPipelineTests {
  private struct Broken: Error, Equatable { let number: Int }

  /// Numbers from 0 on, and how far they were read.
  private final class Numbers: Sendable {
    private let next = Mutex(0)
    let count: Int
    let failsAtEnd: Bool

    init(_ count: Int, failsAtEnd: Bool = false) {
      self.count = count
      self.failsAtEnd = failsAtEnd
    }

    var read: Int { next.withLock { $0 } }

    func take() throws -> Int? {
      try next.withLock { next in
        guard next < count else {
          if failsAtEnd { throw Broken(number: count) }
          return nil
        }
        defer { next += 1 }
        return next
      }
    }
  }

  private static func uneven(_ number: Int) -> Int {
    // Later inputs are often done before earlier ones.
    if number % 7 == 0 { Thread.sleep(forTimeInterval: 0.001) }
    return number * 3
  }

  @Test(arguments: [1, 2, 3, 7, 40])
  func resultsComeInTheOrderOfTheInput(workers: Int) throws {
    for count in [0, 1, 2, 300] {
      let numbers = Numbers(count)
      var written: [Int] = []
      try OrderedPipeline<Int, Int>.run(
        workers: workers, stop: StopSign(), read: { try numbers.take() },
        makeWorker: { { Self.uneven($0) } },
        write: {
          written.append($0)
          return true
        })
      #expect(written == (0..<count).map { $0 * 3 })
    }
  }

  @Test(arguments: [1, 2, 7])
  func whatEndsTheReadingIsThrownBehindTheResults(workers: Int) throws {
    let numbers = Numbers(50, failsAtEnd: true)
    var written: [Int] = []
    #expect(throws: Broken(number: 50)) {
      try OrderedPipeline<Int, Int>.run(
        workers: workers, stop: StopSign(), read: { try numbers.take() },
        makeWorker: { { Self.uneven($0) } },
        write: {
          written.append($0)
          return true
        })
    }
    #expect(written.count == 50)
  }

  @Test(arguments: [2, 3, 7])
  func readingStaysAFewInputsAhead(workers: Int) throws {
    let numbers = Numbers(500)
    var written = 0
    var ahead = 0
    try OrderedPipeline<Int, Int>.run(
      workers: workers, stop: StopSign(), read: { try numbers.take() },
      makeWorker: { { $0 } },
      write: { _ in
        // A slow writer: everybody before it has time to run ahead.
        if written % 50 == 0 { Thread.sleep(forTimeInterval: 0.005) }
        ahead = max(ahead, numbers.read - written)
        written += 1
        return true
      })
    #expect(written == 500)
    #expect(ahead <= 2 * workers + 2)
  }

  @Test(arguments: [1, 2, 7])
  func aWriterThatHasEnoughEndsIt(workers: Int) throws {
    let numbers = Numbers(1_000_000)
    let stop = StopSign()
    var written = 0
    try OrderedPipeline<Int, Int>.run(
      workers: workers, stop: stop, read: { try numbers.take() },
      makeWorker: { { $0 } },
      write: { _ in
        written += 1
        return written < 10
      })
    #expect(written == 10)
    #expect(numbers.read < 1000)
    #expect(stop.isSet || workers == 1)
  }

  @Test(arguments: [1, 2, 7])
  func failuresOfWritersAndWorkersAreThrown(workers: Int) throws {
    let numbers = Numbers(100)
    #expect(throws: Broken(number: 6)) {
      try OrderedPipeline<Int, Int>.run(
        workers: workers, stop: StopSign(), read: { try numbers.take() },
        makeWorker: { { $0 } },
        write: { if $0 == 6 { throw Broken(number: 6) } else { true } })
    }
    #expect(throws: Broken(number: -1)) {
      try OrderedPipeline<Int, Int>.run(
        workers: workers, stop: StopSign(), read: { try numbers.take() },
        makeWorker: { throw Broken(number: -1) }, write: { _ in true })
    }
  }

  @Test func aReaderThatWaitsForSomebodyIsNotWaitedFor() throws {
    let gate = DispatchSemaphore(value: 0)
    let numbers = Numbers(3)
    var written = 0
    try OrderedPipeline<Int, Int>.run(
      workers: 2, stop: StopSign(),
      read: {
        let number = try numbers.take()
        if number == nil { gate.wait() }
        return number
      },
      makeWorker: { { $0 } },
      write: { _ in
        written += 1
        return written < 3
      })
    #expect(written == 3)
    gate.signal()
  }

  /// Each call takes at least 256 bytes of stack.
  private static func depth(_ left: Int) -> Int {
    let some = InlineArray<32, Int>(repeating: left)
    return left == 0 ? some[0] : 1 + depth(left - 1) + (some[31] - left)
  }

  @Test func workersHaveRoomForDeepCalls() throws {
    // More than 1 MiB, where threads often have half a one.
    let numbers = Numbers(4)
    var all: [Int] = []
    try OrderedPipeline<Int, Int>.run(
      workers: 2, stop: StopSign(), read: { try numbers.take() },
      makeWorker: { { _ in Self.depth(4000) } },
      write: {
        all.append($0)
        return true
      })
    #expect(all == [4000, 4000, 4000, 4000])
  }
}
