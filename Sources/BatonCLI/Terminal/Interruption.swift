import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C while requests are decided: the line in hand is finished, then the command ends.
///
/// The handler sets a flag and puts an empty file in the place of the input, so that a read which
/// waits for a slow pipe ends as well. A second Ctrl-C ends the process at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)
  private static let input = Atomic<Int32>(-1)
  private static let empty = Atomic<Int32>(-1)

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// From here on Ctrl-C is a request.
  /// - Parameter descriptor: the input that a waiting read is to leave.
  static func watch(input descriptor: Int32) {
    // Also touches all three, so that the handler finds them made.
    flag.store(false, ordering: .relaxed)
    empty.store(open("/dev/null", O_RDONLY | O_CLOEXEC), ordering: .relaxed)
    input.store(descriptor, ordering: .relaxed)
    // Whoever started this may have blocked the signal, and a child inherits that.
    accept()
    signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      let empty = Interruption.empty.load(ordering: .relaxed)
      let input = Interruption.input.load(ordering: .relaxed)
      if empty >= 0, input >= 0 { _ = dup2(empty, input) }
      signal(SIGINT, SIG_DFL)
    }
  }

  /// From here on this thread gets the signal: only the one that reads may, because a read that
  /// waits is only left by the thread that the signal interrupts.
  static func accept() { mask(SIG_UNBLOCK, SIGINT) }

  /// From here on neither this thread gets the signal nor those that it starts.
  static func leaveToReader() { mask(SIG_BLOCK, SIGINT) }

  /// From here on Ctrl-C and a request to terminate end the process at once, also if whoever started
  /// it had blocked them.
  static func endAtOnce() { mask(SIG_UNBLOCK, SIGINT, SIGTERM) }

  private static func mask(_ how: Int32, _ numbers: Int32...) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(how, &signals, nil)
  }
}
