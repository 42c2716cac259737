import BatonModel

// How a report grows while a log is read.
extension ConformanceReport {
  mutating func count(_ deviation: Deviation) {
    switch deviation.standing {
    case .counts where deviation.isViolation: violations += 1
    case .counts: remarks += 1
    case .adapted: adapted += 1
    case .waived: waived += 1
    }
  }

  mutating func close(_ one: OpenCase, isCut: Bool) {
    if isCut { cutCases += 1 }
    if one.violations > 0 { violatedCases += 1 }
    if one.process != nil, one.violations + one.others == 0 { cleanCases += 1 }
    handovers += one.flow.handovers
    if one.flow.handovers > 0 { casesHandedOver += 1 }
    returns += one.flow.returns
    if one.flow.returns > 0 { casesReturned += 1 }
    reopenings += one.reopenings
    if one.reopenings > 0 { casesReopened += 1 }
    guard one.process != nil else { return }
    switch one.reopenings > 0 ? .dissatisfied : one.voice {
    case .silent: break
    case .confirmed: expectedCases += 1
    case .dissatisfied: unexpectedCases += 1
    }
  }

  /// Whether a case would be among those shown: those with the lowest fitness, then with the most
  /// violations; of equals the first.
  func isAmongWorst(_ fitness: Double?, _ violations: Int) -> Bool {
    guard violations > 0 else { return false }
    guard worst.count == ConformanceRun.mostWorst, let last = worst.last else { return true }
    return Self.isWorse(fitness, violations, last.fitness, last.violations)
  }

  private static func isWorse(_ one: Double?, _ more: Int, _ other: Double?, _ less: Int) -> Bool {
    (one ?? 1, -more) < (other ?? 1, -less)
  }

  mutating func addWorst(_ result: CaseResult) {
    guard isAmongWorst(result.fitness, result.violations) else { return }
    let place =
      worst.firstIndex {
        Self.isWorse(result.fitness, result.violations, $0.fitness, $0.violations)
      } ?? worst.count
    worst.insert(result, at: place)
    if worst.count > ConformanceRun.mostWorst { worst.removeLast() }
  }
}
