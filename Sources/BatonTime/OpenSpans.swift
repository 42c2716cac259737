/// The open time of some years as disjoint spans in order, with the working time before each of them:
/// every question is a binary search.
///
/// 24 bytes a span, so a year of weekdays takes 6 KB; spans that touch are one, so a calendar that
/// never closes has one. Never changed once made.
final class OpenSpans: Sendable {
  /// The dates whose hours are in here, and the instants between which nothing is missing.
  let days: Range<Int>
  let covered: ClosedRange<Instant>
  let opens: [Int64]
  let closes: [Int64]
  /// Milliseconds of working time before each span opens; one more for behind the last.
  let before: [Int64]

  /// - Parameter days: days since 1970, not empty.
  init(of hours: DayHours, in zone: Zone, days: Range<Int>) {
    self.days = days
    var opens: [Int64] = []
    var closes: [Int64] = []
    for day in days {
      let date = CivilDate(daysSince1970: day)
      let spans = hours[date].map { hours.span($0, on: date) }.filter { !$0.isEmpty }
      // Openings rise from day to day as well: a clock put back shows a time twice, and it is the
      // first that opens.
      for span in spans.sorted(by: { $0.open < $1.open }) {
        if let last = closes.last, span.open.milliseconds <= last {
          closes[closes.count - 1] = max(last, span.close.milliseconds)
        } else {
          opens.append(span.open.milliseconds)
          closes.append(span.close.milliseconds)
        }
      }
    }
    var before: [Int64] = [0]
    before.reserveCapacity(opens.count + 1)
    for (open, close) in zip(opens, closes) {
      before.append(before[before.count - 1] + close - open)
    }
    self.opens = opens
    self.closes = closes
    self.before = before
    // Hours of the days around may reach a day into these.
    covered =
      zone.startOfDay(
        CivilDate(daysSince1970: days.lowerBound + 2))...zone.startOfDay(
        CivilDate(daysSince1970: days.upperBound - 1))
  }

  /// How many spans open at an instant or before it.
  func count(openingBy instant: Instant) -> Int {
    var low = 0
    var high = opens.count
    while low < high {
      let middle = (low + high) / 2
      if opens[middle] <= instant.milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Milliseconds of working time between the first span and an instant.
  func workingTime(until instant: Instant) -> Int64 {
    let count = count(openingBy: instant)
    if count == 0 { return 0 }
    return before[count - 1] + min(instant.milliseconds, closes[count - 1]) - opens[count - 1]
  }

  /// The first span by whose end so much working time has passed, more than 0; nil if there is none.
  func span(reaching workingTime: Int64) -> Int? {
    var low = 0
    var high = opens.count
    while low < high {
      let middle = (low + high) / 2
      if before[middle + 1] < workingTime { low = middle + 1 } else { high = middle }
    }
    return low < opens.count ? low : nil
  }
}
