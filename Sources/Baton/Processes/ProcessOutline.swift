/// What is drawn of a process: its states, what leads from one to another, and until when.
package struct ProcessOutline: Sendable {
  package struct State: Sendable {
    package let name: String
    package let isFinal: Bool
    /// Who may enter it, as rules write it.
    package let by: [String]
    package let needs: [String]
    /// What must follow on its entering and until when, and how long a case may be in it.
    package let deadlines: [String]
  }

  package struct Way: Sendable {
    package let from: Int
    package let target: Int
    /// Empty: by any.
    package let events: [String]
    package let by: [String]
    /// Whether it is open only where something is so.
    package let isConditional: Bool
    /// Until when what takes it must come, or something after it.
    package let deadlines: [String]
    /// The variation that opens it; nil for everybody's.
    package let variation: String?
  }

  package let name: String
  package let states: [State]
  package let ways: [Way]
  /// Rules that are at no state and no way of the drawing: their names, and what they say.
  package let rules: [(name: String, sentence: String)]
}

extension Engine {
  /// The outline of a process, by its position in ``processNames``.
  package func outline(ofProcess position: Int) -> ProcessOutline {
    OutlineMaker(rule: caseRules.processes[position].rule, fields: decider.rules.fields).outline()
  }
}
