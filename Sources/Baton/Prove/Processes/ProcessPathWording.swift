/// Paths in words: events as they are quoted in rules, states as rules name their entering.
enum ProcessPathWording {
  static func step(_ step: ProcessStep, _ rule: ProcessRule) -> String {
    let state = step.state.map { "enter \"\(rule.states[$0].name)\"" }
    let event = step.event.map { "\"\($0)\"" }
    return switch (event, state) {
    case (nil, nil): "any other event"
    case (nil, let state?): state
    case (let event?, nil): event
    case (let event?, let state?): "\(event) (\(state))"
    }
  }

  static func path(_ steps: [ProcessStep], _ rule: ProcessRule) -> String {
    steps.map { step($0, rule) }.joined(separator: " → ")
  }
}
