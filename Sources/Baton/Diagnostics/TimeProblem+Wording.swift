import BatonModel

// Every message about rules of what follows a decision.

extension TimeProblem {
  var severity: Diagnostic.Severity {
    switch self {
    case .noEffect, .orphanTask, .unlikelyEvent: .warning
    default: .error
    }
  }

  var wording: Wording {
    lengthWording ?? ladderWording ?? rotaWording ?? planWording ?? togetherWording
      ?? agreementWording
  }

  private var lengthWording: Wording? {
    switch self {
    case .needsElapsed(let key, let found):
      Wording(
        "needs-elapsed", "\"\(key)\" takes elapsed time, found \(found.words)",
        help: "use seconds, minutes, hours or days")
    case .noCalendar(let span, let takesOne):
      Wording(
        "no-calendar",
        "\(span.words) needs a calendar, and no group that may have the work has hours",
        help: (takesOne ? "write calendar = \"name\", or give" : "give") + " a group `hours`")
    case .namesNoCalendar(let span):
      Wording(
        "no-calendar", "\(span.words) needs a calendar", help: "write calendar = \"name\"")
    case .noEffect(let key, let span):
      Wording(
        "no-effect", "\(span.words) is elapsed time: \"\(key)\" changes nothing",
        help: "use business_hours or business_days, or leave \"\(key)\" out")
    case .percentOutside(let text):
      Wording(
        "threshold-outside", "a threshold is more than 0% and at most 100%, found \"\(text)\"",
        help: "what comes after the end is past(minutes(30))")
    case .beforeTheStart(let title, let span):
      Wording(
        "threshold-outside", "this is before \(title) starts, which lasts \(span.words)",
        help: "count less time back from the end, or leave it out")
    default: nil
    }
  }

  private var agreementWording: Wording {
    switch self {
    case .unlikelyEvent(let name, let nearest):
      Wording(
        "unlikely-event", "\"\(name)\" is no event that is known",
        help: Problem.suggestion(nearest))
    case .expectsNothing:
      Wording(
        "no-outcome", "nothing happens here and nothing is expected",
        help: "add an \"event\", or what must follow: escalated = \"cio\"")
    case .withNotTaken(let title):
      Wording(
        "with-not-taken", "\(title) is with the customer: it takes no \"with\"",
        help: "what a provider promises is an ola or an underpinning_contract")
    case .noInstant(let name, let type):
      Wording(
        "no-instant", "a clock cannot start from \"\(name)\", which takes \(type)",
        help: "name a field that takes an instant, such as \"opened_at\"")
    case .supportCircle(let names):
      Wording(
        "support-circle", "agreements support each other in a circle: " + Self.way(names))
    default:
      Wording(
        "event-elsewhere", "\"event\" is known only while a case moves on",
        help: "sla, ola, underpinning_contract, xla, escalation, handoff, dispute, plan, reply, "
          + "knowledge, follow_up and swarm may ask for it")
    }
  }

  private var ladderWording: Wording? {
    switch self {
    case .outsideItsParent(let title, let parent):
      Wording(
        "misplaced", "\(title) belongs inside \(Problem.a(parent)), and nowhere else",
        help: "put it between the braces of \(parent) \"name\" { … }")
    case .atWithoutTarget(let title):
      Wording(
        "at-without-target", "`at` needs a target, and \(title) is on none",
        help: "write on = \"the agreement's name\", or use after(minutes(30), { … })")
    case .bothKinds:
      Wording(
        "both-kinds", "a step is functional or hierarchical, not both",
        help: "write two steps at the same time")
    case .emptyStep:
      Wording(
        "no-outcome", "this step decides nothing",
        help: "add one of \"functional\", \"hierarchical\", \"notify\"")
    case .repeatsNothing:
      Wording(
        "repeats-nothing", "nothing can be repeated: the last step is no `after`",
        help: "only `after` steps behind the last `at` are taken again")
    case .repeatsAtOnce:
      Wording(
        "repeats-nothing", "all repeats are at the same instant",
        help: "write repeat_after = minutes(15)")
    case .repeatAfterAlone:
      Wording(
        "repeats-nothing", "\"repeat_after\" has a meaning only beside \"repeat_times\"",
        help: "add repeat_times = 2")
    case .nobodyToTell(let name, let nearest):
      Wording(
        "nobody-to-tell", "\"\(name)\" is no role, party, receiver, provider or group",
        help: Problem.suggestion(nearest) ?? "declare it first")
    default: nil
    }
  }

  private var rotaWording: Wording? {
    switch self {
    case .noFirstTurn:
      Wording(
        "no-first-turn", "nobody can tell whose turn it is without a first day",
        help: "add from_date = \"2026-01-05\", from which on the first of the people has it")
    case .badHandover(let found):
      Wording(
        "bad-handover",
        "\"handover\" takes a time such as \"09:00\" or \"mon 09:00\", found \(found)")
    case .instantsReversed:
      Wording("dates-reversed", "\"to\" is not after \"from\": it is never in force")
    case .onCallIsNoTarget(let rota, let person):
      Wording(
        "route-to-nobody",
        "rota \"\(rota)\" has \"\(person)\", who is no group, provider or receiver",
        help: "a route leads to groups: name groups in the rota, or a group here")
    default: nil
    }
  }

  private var planWording: Wording? {
    switch self {
    case .onlyBeside(let key, let others):
      Wording(
        "no-effect",
        "\"\(key)\" has a meaning only beside "
          + others.map { "\"\($0)\"" }.joined(separator: " or "))
    case .taskCircle(let title, let names):
      Wording(
        "task-circle", "tasks of \(title) wait for each other in a circle: " + Self.way(names))
    case .orphanTask(let title):
      Wording(
        "orphan-task", "\(title) waits for no task of its plan, and none waits for it",
        help: "say what comes `after` it, or let it be if it stands alone")
    case .reservedTask(let name):
      Wording(
        "reserved-name", "a task cannot be named \"\(name)\", which says what a failure means",
        help: "give it another name")
    default: nil
    }
  }

  private var togetherWording: Wording? {
    switch self {
    case .nobodyCertified(let names):
      Wording(
        "nobody-certified",
        "none of these groups is certified for "
          + names.map { "\"\($0)\"" }.joined(separator: ", "),
        help: "write certified = { [\"\(names.first ?? "")\"] = \"2027-12-31\" } "
          + "at a group, with its last day")
    default: nil
    }
  }

  private static func way(_ names: [String]) -> String { names.joined(separator: " > ") }
}
