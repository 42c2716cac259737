/// What a target measures: from its start to what.
public enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
  /// Until somebody says that the request has come in.
  case timeToAcknowledge = "time_to_acknowledge"
  /// Until a person has it.
  case timeToOwn = "time_to_own"
  /// Until the customer is answered.
  case firstResponse = "first_response"
  /// Until the customer hears the next news, again and again.
  case nextUpdate = "next_update"
  /// Until the service works again, if only around the cause.
  case timeToRestore = "time_to_restore"
  /// Until the request is resolved.
  case timeToResolve = "time_to_resolve"
}
