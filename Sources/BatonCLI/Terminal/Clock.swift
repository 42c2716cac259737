import BatonTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The only clocks of the tool; nothing below the commands reads one.
enum Clock {
  /// What the wall clock says.
  static var now: Instant {
    let time = read(CLOCK_REALTIME)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Milliseconds on a clock that never jumps, for progress.
  static var ticks: Int {
    let time = read(CLOCK_MONOTONIC)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
