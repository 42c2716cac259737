/// How much a violated policy matters.
public enum PolicySeverity: String, Sendable, Hashable, Codable, CaseIterable {
  case violation
  case warning
  case information
}
