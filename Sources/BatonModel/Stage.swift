/// The stages of a decision, in the order in which they run. A stage sees what earlier ones set.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
  case classify
  case prioritise = "priority"
  case route
  case plan
  case approve = "approval"
  case agreements
  case escalation
  case policy
}
