import BatonModel
import Testing

@testable import Baton

@Suite struct TruthTests {
  private static let yes = HandMade.function(1)
  private static let no = HandMade.function(2)
  private static let errs = HandMade.function(3)
  private static let never = Condition.not(.always)

  struct Case: Sendable {
    let name: String
    let condition: Condition
    let truth: Truth
    /// Which functions run, in order.
    let asked: [Int]
  }

  static let cases: [Case] = [
    Case(name: "always", condition: .always, truth: .yes, asked: []),
    Case(name: "empty all", condition: .all([]), truth: .yes, asked: []),
    Case(name: "empty any", condition: .any([]), truth: .no, asked: []),
    Case(name: "error", condition: errs, truth: .error, asked: [3]),
    Case(name: "not error", condition: .not(errs), truth: .error, asked: [3]),
    Case(name: "error and no", condition: .all([errs, no]), truth: .no, asked: [3, 2]),
    Case(name: "no and error", condition: .all([no, errs]), truth: .no, asked: [2]),
    Case(name: "error and yes", condition: .all([errs, yes]), truth: .error, asked: [3, 1]),
    Case(name: "error or yes", condition: .any([errs, yes]), truth: .yes, asked: [3, 1]),
    Case(name: "yes or error", condition: .any([yes, errs]), truth: .yes, asked: [1]),
    Case(name: "error or no", condition: .any([errs, no]), truth: .error, asked: [3, 2]),
    Case(name: "declared no ends it", condition: .all([yes, never]), truth: .no, asked: []),
    Case(name: "declared yes ends it", condition: .any([errs, .always]), truth: .yes, asked: []),
    Case(
      name: "a declared part deep inside ends it before any function runs",
      condition: .all([.any([never, errs]), .all([yes, never])]), truth: .no, asked: []),
    Case(
      name: "not (error and no) holds", condition: .not(.all([errs, no])), truth: .yes,
      asked: [3, 2]),
  ]

  @Test("three-valued logic, and which functions run", arguments: cases)
  func logic(testCase: Case) {
    let facts = HandMade().bind([])
    let scripted = Scripted(truths: [1: true, 2: false])
    var evaluation = Evaluation(functions: scripted)
    let truth = Matcher([testCase.condition], facts.schema).truth(of: 0, in: facts, &evaluation)
    #expect(truth == testCase.truth, "\(testCase.name)")
    #expect(scripted.log.asked == testCase.asked, "\(testCase.name)")
    #expect(evaluation.faults.count == testCase.asked.count { $0 == 3 })
  }
}
