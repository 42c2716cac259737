import Baton
import BatonModel

/// What a provider gives back, month by month: promises count in the month in which they were kept or
/// broken, help in the month in which it began.
struct CreditMonths {
  struct Month {
    let name: String
    var kept = 0
    var notKept = 0
    var assists = 0
    /// Cases in which something was kept or not.
    var cases: [Int32] = []
    /// Of the fee, what the provider gives back.
    var share = 0.0
  }

  private let makers: ReportMakers

  init(_ makers: ReportMakers) { self.makers = makers }

  func months(of rule: CreditRule, at place: Int) -> [Month] {
    let measured = makers.measured
    let names = Set(rule.agreements.compactMap { measured.names.known($0) })
    var months: [String: Month] = [:]
    func change(_ milliseconds: Int64, _ body: (inout Month) -> Void) {
      let name = makers.days.month(of: milliseconds)
      body(&months[name, default: Month(name: name)])
    }
    let meant = measured.ofCredits[place].filter { makers.counts[Int($0)] }
    for index in meant {
      for clock in measured.clocks(of: makers.one(index)) where names.contains(clock.agreement) {
        switch clock.result {
        case .kept: change(clock.ended) { $0.see(index) { $0.kept += 1 } }
        case .notKept:
          change(clock.breached) { $0.see(index) { $0.notKept += 1 } }
        case .running, .cancelled: break
        }
      }
    }
    let provider = measured.names.known(rule.provider)
    let inScope = Set(meant)
    for assist in measured.assists
    where assist.party == provider && inScope.contains(assist.index) {
      change(assist.from) { $0.assists += 1 }
    }
    return months.values.sorted { $0.name < $1.name }.map { month in
      var month = month
      month.share = Self.share(of: month, rule)
      return month
    }
  }

  /// The largest share of a step that holds, less what help is worth.
  private static func share(of month: Month, _ rule: CreditRule) -> Double {
    let decided = month.kept + month.notKept
    if decided == 0 { return 0 }
    var share = 0.0
    for step in rule.steps {
      let holds =
        switch step.test {
        // As whole numbers: of 20 promises 19 kept are not below 95 %.
        case .below(let part): Double(month.kept) < (part * Double(decided)).rounded(toTenths: 9)
        case .breaches(let count): month.notKept >= count
        }
      if holds { share = max(share, step.share) }
    }
    return max(share - rule.assistShare * Double(month.assists), 0)
  }
}

extension CreditMonths.Month {
  fileprivate mutating func see(_ index: Int32, _ count: (inout Self) -> Void) {
    count(&self)
    if cases.last != index { cases.append(index) }
  }
}

extension Double {
  /// Without what its last bits have of rounding.
  fileprivate func rounded(toTenths places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
