import Synchronization

/// Things that cost much to make, for threads that need one now and then: each call borrows one that nobody
/// else has.
///
/// One is made when none is free, and kept for the next call; so there are as many as were ever lent at
/// once.
final class Pool<Thing: ~Copyable>: Sendable {
  // A thing moves between threads but is used by one at a time: whoever takes it out of the pool owns it
  // until it is put back.
  private final class Holder: @unchecked Sendable {
    var thing: Thing

    init(_ thing: consuming Thing) {
      self.thing = thing
    }
  }

  private let make: @Sendable () -> Thing
  private let free = Mutex<[Holder]>([])

  init(_ make: @escaping @Sendable () -> Thing) {
    self.make = make
  }

  func lend<Result>(_ body: (inout Thing) -> Result) -> Result {
    let holder = free.withLock { $0.popLast() } ?? Holder(make())
    let result = body(&holder.thing)
    free.withLock { $0.append(holder) }
    return result
  }
}
