import BatonModel

/// What a decision must say, as far as it is compared: a line of `answers.txt` in a rule base's
/// folder.
struct Answer: Equatable {
  var route: String
  var priority: Int
  /// How many fields are classified, approvals needed and policies broken.
  var classified = 0
  var approvals = 0
  var policies = 0

  var line: String { "\(route) \(priority) \(classified) \(approvals) \(policies)" }
}

extension Answer {
  /// What a decision says; one with errors says nothing.
  init(_ decision: Decision) {
    self.init(
      route: decision.errors.isEmpty ? decision.why[.route]?.rule ?? "" : "",
      priority: decision.priority ?? 0, classified: decision.classified.count,
      approvals: decision.approvals.count, policies: decision.policies.count)
  }
}

extension Workload {
  /// The workload as a form has it: functions that run in Lua stand behind a service in every rule
  /// but the last, so that a request meets one in two hundred of them.
  func adapted(to form: RuleBaseForm) -> Workload {
    guard form == .opaque else { return self }
    var rules = self.rules
    for number in rules.indices.dropLast() where rules[number].eq.service == nil {
      rules[number].eq.service = Self.service(number % Self.serviceCount)
    }
    return Workload(rules: rules, requests: requests)
  }

  /// The answers of a form of the rule base.
  func answers(in form: RuleBaseForm) -> [Answer] {
    let stages = form == .stages ? OtherStages(routes: rules.count) : nil
    return requests.enumerated().map { number, request in
      var answer = stages?.answer(request) ?? Answer(route: "", priority: request.priority)
      if answer.priority == request.priority {
        answer.route = answers[number]
      } else {
        var seen = request
        seen.priority = answer.priority
        answer.route = first(for: seen) ?? ""
      }
      return answer
    }
  }

  /// Whether looking at every rule gives the answers that came with the workload.
  var isRight: Bool { answers == requests.map { first(for: $0) ?? "" } }

  /// The id of the first rule that holds.
  func first(for request: Ticket) -> String? {
    rules.first { $0.holds(for: request) }?.id
  }
}
