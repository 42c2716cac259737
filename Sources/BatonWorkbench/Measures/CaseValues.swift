import Baton
import BatonModel

/// What is measured of single cases: one number for each, or nothing where the history does not tell.
///
/// Times are milliseconds, yes and no are 1 and 0, shares are parts of 1.
struct CaseValues {
  let measured: MeasuredCases
  private let surveys: [SurveyRule]
  /// By case, the first survey that it is about, where there is any.
  private let surveyOf: [Int32: Int]
  private let rates: WorkRates

  init(_ measured: MeasuredCases, _ engine: Engine) {
    self.measured = measured
    surveys = engine.surveys
    rates = WorkRates(measured, engine)
    var surveyOf: [Int32: Int] = [:]
    for place in surveys.indices.reversed() {
      for index in measured.ofSurveys[place] { surveyOf[index] = place }
    }
    self.surveyOf = surveyOf
  }

  /// - Parameter agreement: of those that are about promises, the only one that counts.
  func value(of quantity: Quantity, agreement: String?, _ index: Int) -> Double? {
    switch quantity {
    case .field(let name, let isYesNo): field(name, isYesNo: isYesNo, index)
    case .known(let known): value(of: known, agreement: agreement, index)
    }
  }

  private func field(_ name: String, isYesNo: Bool, _ index: Int) -> Double? {
    guard isYesNo else { return measured.number(name, of: index) }
    return measured.text(name, of: index).map { $0 == "true" ? 1 : 0 }
  }

  private func value(
    of known: Quantity.Known, agreement: String?, _ index: Int
  ) -> Double? {
    let one = measured.cases[index]
    switch known {
    case .cases: return 1
    case .timeToRestore: return one.time(to: one.restored).map(Double.init)
    case .timeToResolve: return one.time(to: one.resolved).map(Double.init)
    case .firstResponse: return one.time(to: one.answered).map(Double.init)
    case .leadTime: return one.ending == .closed && one.hasTime ? Double(one.length) : nil
    case .workingTime, .waitingTime, .handoffTime, .customerTime, .thirdPartyTime, .disputeTime,
      .closedTime, .unknownTime:
      return known.kind.flatMap { time(of: $0, one) }.map(Double.init)
    case .workCost: return cost(one)?.reduce(0) { $0 + $1.value }
    case .flowEfficiency:
      guard one.ending == .closed, one.length > 0, let worked = time(of: .working, one) else {
        return nil
      }
      return Double(worked) / Double(one.length)
    case .backlogAge: return one.ending == .open && one.hasTime ? Double(one.length) : nil
    case .handoffs: return Double(one.handoffs)
    case .bounces: return Double(one.bounces)
    case .reopened: return one.ending == .untold ? nil : one.reopenings > 0 ? 1 : 0
    case .firstContact:
      if one.resolved == MeasuredCase.never { return nil }
      return one.handoffs == 0 && one.reopenings == 0 ? 1 : 0
    case .deflected:
      if one.resolved == MeasuredCase.never { return nil }
      return one.reopenings > 0 ? 0 : wasWithNobody(one).map { $0 ? 1 : 0 }
    case .agreementMet: return promises(agreement, one).map { $0.notKept == 0 ? 1 : 0 }
    case .breaches: return promises(agreement, one).map { Double($0.notKept) }
    case .violations: return one.hasProcess ? Double(one.violations) : nil
    case .adapted: return one.hasProcess ? one.isAdapted ? 1 : 0 : nil
    case .standard: return one.hasProcess ? one.isAdapted || one.violations > 0 ? 0 : 1 : nil
    case .complaints: return one.voice == .dissatisfied ? 1 : 0
    case .surveyScore: return score(index)?.score
    // It is one of time: no case has a part of it.
    case .availability: return nil
    }
  }

  /// The answer to the survey that a case is about.
  func score(_ index: Int) -> (survey: SurveyRule, score: Double)? {
    guard let place = surveyOf[Int32(index)],
      let score = measured.number(surveys[place].score, of: index)
    else { return nil }
    return (surveys[place], score)
  }

  /// Promises of a case that were kept and not; nil if none is decided.
  func promises(_ agreement: String?, _ one: MeasuredCase) -> (kept: Int, notKept: Int)? {
    let wanted = agreement.map { measured.names.known($0) ?? NameTable.none }
    var (kept, notKept) = (0, 0)
    for clock in measured.clocks(of: one) where wanted.map({ $0 == clock.agreement }) ?? true {
      switch clock.result {
      case .kept: kept += 1
      case .notKept: notKept += 1
      case .running, .cancelled: break
      }
    }
    return kept + notKept == 0 ? nil : (kept, notKept)
  }

  /// Whether no unit and no provider ever had a case; nil where the history does not say who did.
  private func wasWithNobody(_ one: MeasuredCase) -> Bool? {
    func isSomebody(_ party: UInt32, _ unit: UInt32) -> Bool {
      if unit != NameTable.none { return true }
      guard let name = measured.names[party], case .provider = Party(named: name) else {
        return false
      }
      return true
    }
    if isSomebody(one.party, one.unit) { return false }
    var isKnown = one.party != NameTable.none
    for span in measured.spans(of: one) {
      if isSomebody(span.party, span.unit) { return false }
      if span.party == NameTable.none { isKnown = false }
    }
    return isKnown ? true : nil
  }

  // MARK: Time

  /// Milliseconds of a kind; nil where the kind of a part of the time is not known.
  private func time(of kind: Stretch.Kind, _ one: MeasuredCase) -> Int64? {
    guard one.hasTime else { return nil }
    var time: Int64 = 0
    for span in measured.spans(of: one) {
      if span.kind == .unknown, kind != .unknown { return nil }
      span.forEachKind { if $0 == kind { time += $1 } }
    }
    return time
  }

  /// What the work of each party on a case costs; nil where it is not known who worked, or at what rate.
  private func cost(_ one: MeasuredCase) -> [(party: UInt32, value: Double)]? {
    guard one.hasTime else { return nil }
    var parts: [(party: UInt32, value: Double)] = []
    for span in measured.spans(of: one) {
      if span.kind == .unknown { return nil }
      guard span.kind == .working, span.worked > 0 else { continue }
      guard let rate = rates.rate(of: span) else { return nil }
      let value = Double(span.worked) / 3_600_000 * rate
      if let place = parts.firstIndex(where: { $0.party == span.party }) {
        parts[place].value += value
      } else {
        parts.append((span.party, value))
      }
    }
    return parts
  }

  /// The part of each party in what a case has of a quantity, those of nobody known included.
  func parts(of quantity: Quantity, _ index: Int) -> [(party: UInt32, value: Double)] {
    let one = measured.cases[index]
    guard case .known(let known) = quantity,
      value(of: known, agreement: nil, index) != nil
    else { return [] }
    if known == .workCost { return cost(one) ?? [] }
    var parts: [(party: UInt32, value: Double)] = []
    for span in measured.spans(of: one) {
      var time: Int64 = 0
      if let kind = known.kind {
        span.forEachKind { if $0 == kind { time += $1 } }
      } else {
        time = span.length
      }
      guard time > 0 else { continue }
      if let place = parts.firstIndex(where: { $0.party == span.party }) {
        parts[place].value += Double(time)
      } else {
        parts.append((span.party, Double(time)))
      }
    }
    return parts
  }
}

extension Quantity.Known {
  /// The kind of time that it is about; nil for another quantity, and for the whole time.
  fileprivate var kind: Stretch.Kind? {
    switch self {
    case .workingTime: .working
    case .waitingTime: .waiting
    case .handoffTime: .handoff
    case .customerTime: .customer
    case .thirdPartyTime: .thirdParty
    case .disputeTime: .dispute
    case .closedTime: .closedHours
    case .unknownTime: .unknown
    default: nil
    }
  }
}
