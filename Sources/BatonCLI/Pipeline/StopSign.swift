import Synchronization

/// Tells workers that what they do is no longer wanted. Ctrl-C tells them too.
final class StopSign: Sendable {
  private let flag = Atomic<Bool>(false)

  func set() { flag.store(true, ordering: .relaxed) }

  var isSet: Bool { flag.load(ordering: .relaxed) || Interruption.isRequested }
}
