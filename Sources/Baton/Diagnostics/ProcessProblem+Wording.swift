import BatonModel

// Every message about processes and what providers make of them.

extension ProcessProblem {
  var severity: Diagnostic.Severity {
    switch self {
    case .unlikelyActivity, .unlikelyState, .noFinalState, .deadEnd, .answersItself: .warning
    default: .error
    }
  }

  var wording: Wording {
    nameWording ?? ruleWording ?? partyWording
  }

  private var nameWording: Wording? {
    switch self {
    case .unknownState(let name, let process, let nearest):
      Wording(
        "unknown-state", "\(process) has no state \"\(name)\"",
        help: Problem.suggestion(nearest) ?? "add it to the states, or leave it out")
    case .unknownActivity(let name, let process, let nearest):
      Wording(
        "unknown-event", "\"\(name)\" is not among the activities of \(process)",
        help: Problem.suggestion(nearest) ?? "add it to `activities`")
    case .unlikelyActivity(let name, let nearest):
      Wording(
        "unlikely-event", "the event \"\(name)\" is named once, here",
        help: Problem.suggestion(nearest))
    case .unlikelyState(let name, let nearest):
      Wording(
        "unlikely-state", "no process has the state \"\(name)\"",
        help: Problem.suggestion(nearest))
    case .namesProvider(let name):
      Wording(
        "process-names-provider",
        "a process is one way for every provider, and cannot name \"\(name)\"",
        help: "say \"provider\" or \"service_provider\"; what differs is an adaptation")
    case .unknownActor(let name, let nearest):
      Wording(
        "unknown-actor", "\"\(name)\" is no party and no role that is declared",
        help: Problem.suggestion(nearest)
          ?? "say \"customer\", \"service_integrator\", \"service_provider\", \"provider\", "
          + "\"provider.group\", \"service_owner\" or a role")
    case .noFinalState(let process):
      Wording(
        "no-final-state", "\(process) has no state in which a case may end",
        help: "write final = true in the last one")
    case .deadEnd(let name):
      Wording(
        "dead-end", "the state \"\(name)\" leads nowhere and is not final",
        help: "say where it leads with `to`, or write final = true")
    default: nil
    }
  }

  private var ruleWording: Wording? {
    switch self {
    case .saidTwice(let title, let keys):
      Wording(
        "several-demands", "\(title) says several things: " + Problem.list(keys),
        help: "write one constraint for each")
    case .noSubject(let title):
      Wording(
        "no-subject", "\(title) says nothing about which event it is",
        help: "name one event first: { \"diagnose\", before = \"resolve\" }")
    case .meansNothing(let key, let template):
      Wording(
        "no-effect", "\"\(key)\" means nothing for \(template)", help: "leave it out")
    case .answersItself(let name):
      Wording(
        "answers-itself", "\(name) stands on both sides, and every such event answers itself",
        help: "leave it out on one side, or say alternating = true")
    case .severalSubjects(let title, let keys):
      Wording(
        "several-demands", "\(title) limits several things: " + Problem.list(keys),
        help: "write one limit for each")
    case .timeInDays:
      Wording(
        "wrong-unit", "how long a case may be in a state is not counted in working days",
        help: "use business_hours")
    case .wantsTwoEvents(let title):
      Wording(
        "wants-two-events", "\(title) compares two events",
        help: "name both: { \"approve\", \"implement\", differ_in = \"person\" }")
    default: nil
    }
  }

  private var partyWording: Wording {
    switch self {
    case .accountedTwice(let name, let first):
      Wording(
        "duplicate-activity",
        "who does \"\(name)\" is said already in \(first.file):\(first.line)",
        help: "say it once")
    case .severalAccountable(let name):
      Wording(
        "several-accountable", "exactly one answers for \"\(name)\", and several are named",
        help: "name one; others can be \"consulted\" or \"informed\"")
    case .nobodyAccountable(let name):
      Wording(
        "nobody-accountable", "nobody answers for \"\(name)\"",
        help: "write accountable = \"service_owner\", or a role")
    case .nobodyResponsible(let name):
      Wording(
        "nobody-responsible", "nobody does \"\(name)\"",
        help: "write responsible = \"provider.group\", a party or a role")
    case .usesNothing(let title):
      Wording(
        "uses-nothing", "\(title) names no variation",
        help: "write uses = \"…\": a provider may differ only where the process has a variation")
    case .noEnd(let title):
      Wording(
        "no-end", "\(title) has no last day",
        help: "write until_date = \"2027-06-30\": what differs is looked at again")
    case .noReason(let title):
      Wording(
        "no-reason", "\(title) gives no reason", help: "write because = \"…\"")
    case .mapsNobody(let title, let nearest):
      Wording(
        "maps-nobody", "\(title) is named after no provider and no source",
        help: Problem.suggestion(nearest)
          ?? "write provider = \"…\" for whose words they are, or source = \"…\"")
    case .mappedTwice(let speaker, let first):
      Wording(
        "mapped-twice",
        "the words of \"\(speaker)\" for this process are said already in \(first.file):\(first.line)",
        help: "say them once")
    case .mapsNothing(let title):
      Wording(
        "maps-nothing", "\(title) maps neither states nor events",
        help: "write states = { WIP = \"in_progress\" } or events = { … }")
    default:
      Wording(
        "no-effect", "a limit of time takes no \"within\"",
        help: "`at_most` is how long a case may be in the state altogether")
    }
  }
}
