import Dispatch
import Foundation
import Synchronization

/// Work on even stretches of many things, each on a thread of its own; the results come in the order of
/// the stretches.
enum ParallelStretches {
  /// - Parameters:
  ///   - jobs: how many threads at most; with one everything happens on the caller's.
  static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let parts = max(min(jobs, count), 1)
    let stretches = (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    guard parts > 1 else { return stretches.map(body) }
    let results = Mutex<[Int: Result]>([:])
    let group = DispatchGroup()
    for (number, stretch) in stretches.enumerated() {
      group.enter()
      let thread = Thread {
        let result = body(stretch)
        results.withLock { $0[number] = result }
        group.leave()
      }
      // Conditions and values nest, which the small stacks of new threads are not made for.
      thread.stackSize = 8 << 20
      thread.start()
    }
    group.wait()
    return results.withLock { all in stretches.indices.compactMap { all[$0] } }
  }
}
