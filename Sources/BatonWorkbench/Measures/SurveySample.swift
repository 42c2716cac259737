import Baton
import BatonModel

/// Whom a survey asks: a part of the cases that are done, the same for every run, and nobody twice
/// while a cool-down lasts.
enum SurveySample {
  /// The cases asked about, in the order in which they were done.
  /// - Parameter cases: those that the survey is about.
  static func asked(
    by survey: SurveyRule, _ cases: [Int32], _ measured: MeasuredCases, _ engine: Engine
  ) -> [Int32] {
    let done = cases.filter { measured.cases[Int($0)].done != MeasuredCase.never }.sorted {
      let (one, other) = (measured.cases[Int($0)].done, measured.cases[Int($1)].done)
      return one != other ? one < other : $0 < $1
    }
    var last: [String: Int64] = [:]
    return done.filter { index in
      let one = measured.cases[Int(index)]
      guard engine.isSampled(one.id, by: survey) else { return false }
      guard let coolDown = survey.coolDown,
        let person = measured.text("requester", of: Int(index))
          ?? measured.text("customer", of: Int(index))
      else { return true }
      if let before = last[person], one.done - before < coolDown { return false }
      last[person] = one.done
      return true
    }
  }
}

extension MeasuredCase {
  /// When it was solved, or closed without that; ``never`` while it is not.
  var done: Int64 { resolved != Self.never ? resolved : ending == .closed ? end : Self.never }
}
