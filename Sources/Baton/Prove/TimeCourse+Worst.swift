/// The start from which a chain of links exceeds a target the most.
struct WorstStart: Sendable, Hashable {
  let start: Int64
  /// When the chain is done; ``TimeCourse/never`` beyond what is looked at.
  let done: Int64
  /// When the target is due.
  let due: Int64

  /// How much later than due it is done; negative if it is done sooner.
  var overrun: Int64 {
    if due == TimeCourse.never { return .min }
    return done == TimeCourse.never ? .max : done - due
  }
}

extension TimeCourse {
  /// The start from which this is done latest, measured against another course; of several the
  /// earliest stretch of them, and of that the last instant, for a stretch begins just after an
  /// opportunity was missed and ends when people stop working.
  ///
  /// Exact: in each common piece the difference rises, falls or stays, so it is greatest at an end.
  /// - Returns: nil if they have no start in common.
  func worst(against target: TimeCourse) -> WorstStart? {
    var worst: WorstStart?
    var mayGoOn = false
    let first = max(starts.lowerBound, target.starts.lowerBound)
    forEachCommonPiece(target) { mine, theirs, start, last in
      func at(_ start: Int64) -> WorstStart {
        WorstStart(start: start, done: mine.end(from: start), due: theirs.end(from: start))
      }
      let (begin, end) = (at(start), at(last))
      let greatest = max(begin.overrun, end.overrun)
      guard let known = worst else {
        worst = end.overrun == greatest ? end : begin
        mayGoOn = end.overrun == greatest
        return
      }
      if greatest > known.overrun {
        worst = end.overrun == greatest ? end : begin
        mayGoOn = end.overrun == greatest
      } else if mayGoOn, begin.overrun == known.overrun, begin.start == known.start + 1 {
        worst = end.overrun == known.overrun ? end : begin
        mayGoOn = end.overrun == known.overrun
      } else {
        mayGoOn = false
      }
    }
    // The same from every start: then from the first.
    if let known = worst, known.start == min(last, target.last),
      known.overrun == overrun(first, target)
    {
      let all = isConstant(against: target)
      if all {
        return WorstStart(start: first, done: end(from: first), due: target.end(from: first))
      }
    }
    return worst
  }

  private func overrun(_ start: Int64, _ target: TimeCourse) -> Int64 {
    WorstStart(start: start, done: end(from: start), due: target.end(from: start)).overrun
  }

  private func isConstant(against target: TimeCourse) -> Bool {
    var values: Set<Int64> = []
    forEachCommonPiece(target) { mine, theirs, start, last in
      for start in [start, last] {
        values.insert(
          WorstStart(start: start, done: mine.end(from: start), due: theirs.end(from: start))
            .overrun)
      }
    }
    return values.count == 1
  }
}
