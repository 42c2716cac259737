#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Time that this thread spent on a processor: other work on the machine does not count.
enum ProcessorClock {
  /// Seconds since an arbitrary start.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = seconds
    try body()
    return seconds - start
  }

  /// The best of several passes, for at least `budget` seconds in all and at least three passes:
  /// whatever disturbs a pass makes it slower, never faster.
  static func best(budget: Double = 2, _ pass: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    var spent = 0.0
    var passes = 0
    while spent < budget || passes < 3 {
      let seconds = try seconds(pass)
      best = min(best, seconds)
      spent += seconds
      passes += 1
    }
    return best
  }
}
