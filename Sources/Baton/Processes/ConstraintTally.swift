/// What became of each constraint of a process in the cases of a log.
///
/// Flat: a case costs one pass over its constraints.
package struct ConstraintTally: Sendable {
  package private(set) var cases = 0
  /// Cases in which it was broken, whatever became of that.
  package private(set) var broken: [Int]
  /// Cases in which nothing asked for it and nothing broke it.
  package private(set) var notApplicable: [Int]
  /// Cases in which it was activated, and how often it was in all of them.
  package private(set) var activatedCases: [Int]
  package private(set) var activations: [Int]
  /// Of the case before: how many constraints were asked for, and how many of them were broken.
  package private(set) var lastApplicable = 0
  package private(set) var lastBroken = 0

  package init(constraints: Int) {
    broken = Array(repeating: 0, count: constraints)
    notApplicable = broken
    activatedCases = broken
    activations = broken
  }

  mutating func add(activations own: Span<UInt32>, isBroken: Span<Bool>) {
    cases += 1
    (lastApplicable, lastBroken) = Self.add(
      own, isBroken, &broken, &notApplicable, &activatedCases, &activations)
  }

  private static func add(
    _ own: Span<UInt32>, _ isBroken: Span<Bool>, _ broken: inout [Int],
    _ notApplicable: inout [Int], _ activatedCases: inout [Int], _ activations: inout [Int]
  ) -> (applicable: Int, broken: Int) {
    var broken = broken.mutableSpan
    var notApplicable = notApplicable.mutableSpan
    var activatedCases = activatedCases.mutableSpan
    var activations = activations.mutableSpan
    var applicable = 0
    var violated = 0
    for number in 0..<own.count {
      let count = Int(own[number])
      let isActivated = count > 0 ? 1 : 0
      let isViolated = isBroken[number] ? 1 : 0
      activations[number] &+= count
      activatedCases[number] &+= isActivated
      broken[number] &+= isViolated
      notApplicable[number] &+= 1 &- (isActivated | isViolated)
      applicable &+= isActivated | isViolated
      violated &+= isViolated
    }
    return (applicable, violated)
  }
}
