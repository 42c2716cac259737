#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// C's `%.14g`, which Lua writes numbers with.
enum FourteenDigits {
  static func text(_ number: Double) -> String {
    // The longest is "-1.2345678901234e-308".
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      _ = withVaList([number]) { vsnprintf(start, buffer.count, "%.14g", $0) }
      return String(cString: start)
    }
  }
}
