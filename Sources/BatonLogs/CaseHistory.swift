/// Which cases there have been, to see when one starts again: a hash for each, up to a number of
/// cases.
struct CaseHistory {
  enum Answer { case new, again, forgotten }

  /// 16 MiB and a little of hashes.
  static let capacity = 1 << 20

  private var digests: Set<UInt64> = []
  private var isForgotten = false

  /// Notes a case; `forgotten` is said once, when it is the first that cannot be kept.
  mutating func note(_ digest: UInt64) -> Answer {
    if digests.contains(digest) { return .again }
    if digests.count < Self.capacity {
      digests.insert(digest)
      return .new
    }
    if isForgotten { return .new }
    isForgotten = true
    return .forgotten
  }
}
