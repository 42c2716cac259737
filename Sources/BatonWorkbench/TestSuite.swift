package import Baton

/// All tests of a rule base as scenarios: those that it declares, its golden decisions, and the cases of
/// its logs; and what is wrong with the files of these.
package struct TestSuite {
  package private(set) var scenarios: [Scenario]
  package private(set) var mistakes: [ScenarioResult] = []

  package init(_ load: RuleBaseLoad, by engine: Engine) {
    scenarios = load.scenarios
    for golden in load.goldens.map({ GoldenDecisions($0, by: engine) }) {
      scenarios += golden.scenarios
      mistakes += golden.mistakes
    }
    for logged in load.logged {
      let reading = LoggedCaseReader(logged, by: engine)
      scenarios += reading.scenarios
      mistakes += reading.mistakes
    }
  }
}
