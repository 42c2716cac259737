import BatonDeclare

// The words about the process: one way, same way, for every provider.
extension Vocabulary {
  static let processes: [Word] = [
    Word(
      "process", .declaration, named: true,
      keys: [
        key("of", "conditions: which requests follow it; absent: all"),
        key("owner", "a role: who answers for the process"), because,
        key("states", "its states by name, the first one where a case begins"),
        key("activities", "a list of events; absent: any"),
        key("calendar", "a calendar, for the business time of its constraints and limits"),
      ],
      summary: "says how every provider works: states, what must come before what, who may do what",
      example: "process \"incident\" { of = { kind = \"incident\" }, "
        + "states = { new = { to = { \"resolved\" } }, resolved = { final = true } } }"),
    Word(
      "mapping", .declaration, named: true,
      keys: [
        key("process", "a process"),
        key("provider", "a provider; absent: the one that the mapping is named after"),
        key("source", "a source: for all that comes from there"),
        key("states", "their states and ours"),
        key("events", "their events and ours"), because,
      ],
      summary: "says what a provider's own words are in the process",
      example: "mapping \"acme\" { process = \"incident\", states = { WIP = \"in_progress\" } }"),
    Word(
      "adaptation", .declaration, named: true,
      keys: [
        key("process", "a process"), key("provider", "a provider"),
        key("uses", "a variation of the process, or a list of such"),
        key("allows", "states with what they may lead to beside"),
        key("forbids", "states with what they may not lead to"),
        key("skips", "constraints that need not hold, or a list of such"),
        key("cost", "a number: what it costs a year"),
        key("requested_on", "a date: when the provider asked for it"),
      ] + dated,
      summary: "lets a provider differ from the process where the process allows it",
      example: "adaptation \"Acme fixes directly\" { process = \"incident\", provider = \"acme\", "
        + "uses = \"direct-fix\", until_date = \"2027-06-30\", because = \"annex C\" }"),
    Word(
      "waiver", .declaration, named: true,
      keys: [
        key("process", "a process"), key("provider", "a provider; absent: every one"),
        key("constraint", "a constraint or a limit of the process, or a list of such"),
      ] + dated,
      summary: "tolerates a deviation until a date; it is counted all the same",
      example: "waiver \"Migration\" { process = \"incident\", provider = \"acme\", "
        + "constraint = \"Accepted in time\", until_date = \"2026-12-06\", because = \"a move\" }"),
  ]

  static let processParts: [Word] = [
    Word(
      "constraint", .part, named: true, parent: "process",
      keys: [
        key("before", "an event that it must come before"),
        key("followed_by", "an event that must come after it"),
        key("preceded_by", "an event that must come before it"),
        key("needs", "an event that must occur too, before or after"),
        key("together_with", "an event: both occur, or neither"),
        key("never", "an event that must not occur"),
        key("after", "beside never: an event after which it must not"),
        key("with", "beside never: an event beside which it must not"),
        key("any", "a list of two events of which one or both must occur"),
        key("one", "a list of two events of which exactly one must occur"),
        key("at_least", "a whole number: how often it must occur"),
        key("at_most", "a whole number: how often it may occur"),
        key("exactly", "a whole number: how often it must occur, and no more"),
        key("comes_first", "true: it is what every case begins with"),
        key("comes_last", "true: it is what every case ends with"),
        key("directly", "true: with nothing in between"),
        key("alternating", "true: without itself in between"),
        key("within", "a duration"), key("calendar", "a calendar, for business time"),
        key("when", "conditions of the event that the constraint is about"),
        key("target_when", "conditions of the other event"),
        key("same", "what must be equal in both events: \"person\", \"group\", a field"),
        key("differ_in", "what must differ in both events"),
      ] + judged,
      summary: "says what must come before, after or with what",
      example: "constraint \"Diagnosed first\" { \"diagnose\", before = \"resolve\" }"),
    Word(
      "limit", .part, named: true, parent: "process",
      keys: [
        key("handoffs_of", "\"provider\", \"group\", \"person\" or a field: how often it changes"),
        key("bounces_of", "the same: how often it changes back to the one before"),
        key("visits_of", "a state: how often it is entered"),
        key("time_in", "a state: how long a case is in it altogether"),
        key("events_of", "an event: how often it occurs"),
        key("at_most", "a whole number; of time_in a duration"),
        key("within", "a duration in which these are counted"),
        key("calendar", "a calendar, for business time"),
      ] + judged,
      summary: "says how often, or how long, is too much",
      example: "limit \"Three handoffs at most\" { handoffs_of = \"provider\", at_most = 3 }"),
    Word(
      "four_eyes", .part, named: true, parent: "process",
      keys: [key("differ_in", "\"person\", \"party\", \"group\" or a field, or a list of such")]
        + judged,
      summary: "says which two events must not be by the same",
      example: "four_eyes \"Who builds does not approve\" "
        + "{ \"approve\", \"implement\", differ_in = \"person\" }"),
    Word(
      "same", .part, named: true, parent: "process",
      keys: [key("equal_in", "\"person\", \"party\", \"group\" or a field, or a list of such")]
        + judged,
      summary: "says which two events must be by the same",
      example: "same \"Who resolves also closes\" { \"resolve\", \"close\", equal_in = \"group\" }"),
    Word(
      "invariant", .part, named: true, parent: "process",
      keys: [
        key("when", "conditions; absent: always"),
        key("forbid", "conditions that must not hold"),
        key("require", "conditions that must hold"),
      ] + judged,
      summary: "says what must hold after every event",
      example: "invariant \"Resolved with a resolution\" { when = { state = \"resolved\" }, "
        + "require = { resolution = present } }"),
    Word(
      "variation", .part, named: true, parent: "process",
      keys: [
        key("allows", "states with what they may lead to beside"),
        key("skips", "constraints that need not hold, or a list of such"),
        key("when", "conditions; absent: always"), because,
      ],
      summary: "is a point at which a provider may differ, if an adaptation says so",
      example: "variation \"direct-fix\" { allows = { assigned = { to = { \"resolved\" } } } }"),
    Word(
      "raci", .part, parent: "process",
      summary: "says for each event who does it, who answers for it, who is asked, who is told",
      example: "raci { accept = { responsible = \"provider.group\", "
        + "accountable = \"service_owner\" } }"),
    Word(
      "enter", .activity, summary: "is the entering of a state, as an event",
      example: "enter \"resolved\""),
  ]

  /// DECLARE's names, for those who know them.
  static let templates: [Word] =
    [
      Word(
        exactlyOne, .template, summary: "a occurs once, and no more", example: "exactly_one(\"a\")")
    ]
    + Template.allCases.map { template in
      let activities = template.isUnary ? "\"a\"" : "\"a\", \"b\""
      return Word(
        template.word, .template, summary: template.meaning,
        example: "\(template.word)(\(activities)\(template.isCounting ? ", 2" : ""))")
    }

  /// ``Template/exactly`` once, by a name of its own.
  static let exactlyOne = "exactly_one"

  /// What a state says.
  static let processState = Word(
    "state", .table,
    keys: [
      key("to", "a list of states, or states with the event that leads there"),
      key("needs", "a list of the request's fields that must be filled in"),
      key("by", "who may enter it: parties, roles, \"provider\" or \"provider.group\""),
      key("final", "true: a case may end in it"),
      key("because", "a text: the reason people will read"),
    ],
    summary: "says where a case may go on to, and what it needs",
    example: "in_progress = { to = { \"pending\", \"resolved\" } }")

  /// How the log of a source is written.
  static let sourceLog = Word(
    "log", .table,
    keys: [
      key("case", "their name of the case, or path(…)"),
      key("activity", "their name of what happened, or a list of such to be joined by \"/\""),
      key("at", "their name of when it happened"),
      key("party", "their name of the organisation that did it"),
      key("unit", "their name of the group that did it"),
      key("person", "their name of who did it"),
      key("of_case", "a list of their names that describe the case and not the event"),
      key("sorted", "true: the log has each case's events together"),
      key("object_type", "of OCEL, the type of the objects that are the cases"),
      key(
        "counts_as",
        "their activities or states, and as what the time after them counts: "
          + "\"working\", \"waiting\", \"handoff\", \"customer\", \"third_party\", "
          + "\"dispute\" or \"end\""),
    ],
    summary: "says where a log of events has what is needed to check it",
    example:
      "log = { case = \"number\", activity = { \"status\", \"sub_status\" }, at = \"changed\" }")

  /// What a way from one state to another says.
  static let transition = Word(
    "transition", .table,
    keys: [
      key("event", "an event, or a list of such"), key("when", "conditions"),
      key("by", "who may do it"), key("because", "a text: the reason people will read"),
    ],
    summary: "says how a case comes from one state to the next",
    example: "resolved = { event = \"resolve\", by = \"service_provider\" }")

  /// What a variation or an adaptation changes in a state.
  static let stateChange = Word(
    "state", .table, keys: [key("to", "a list of states, or states with how they are reached")],
    summary: "says where a case may, or may not, go on to beside",
    example: "assigned = { to = { \"resolved\" } }")

  /// Who does what in an activity.
  static let responsibility = Word(
    "raci", .table,
    keys: [
      key("responsible", "who does it"), key("accountable", "the one who answers for it"),
      key("consulted", "who is asked before"), key("informed", "who is told after"),
    ],
    summary: "says who does something and who answers for it",
    example: "accept = { responsible = \"provider.group\", accountable = \"service_owner\" }")

  private static let because = key("because", "a text: the reason people will read")

  private static let dated = [
    key("from_date", "a date, the first day it is in force"),
    key("until_date", "a date, the last day it is in force"),
    because, key("owner", "a text: who answers for it"),
  ]

  /// How what is found is meant.
  private static let judged = [
    because, key("owner", "a text: who answers for the rule"),
    key("from_date", "a date, the first day it is in force"),
    key("until_date", "a date, the last day it is in force"),
    key("mode", "\"enforced\" or \"advisory\""),
    key("severity", "\"violation\", \"warning\" or \"information\""),
    key("tags", "a list of texts"),
  ]
}
