// The words that stand inside a declaration and nowhere else, and the tables inside declarations that
// have keys of their own.
extension Vocabulary {
  static let parts: [Word] = [
    Word(
      "at", .part, parent: "escalation",
      summary: "a step when so much of the target's time is used up",
      example: "at(\"75%\", { hierarchical = \"cio\" })"),
    Word(
      "after", .part, parent: "escalation",
      summary: "a step so long after the one before it, or after the ladder starts",
      example: "after(minutes(30), { functional = \"acme/l3\" })"),
    Word(
      "task", .part, named: true, parent: "plan",
      keys: [
        key("to", "a group \"provider/group\", a provider, a receiver or on_call \"rota\""),
        key("within", "a duration"), key("calendar", "a calendar, for business time"),
        key("after", "a task that it waits for, or a list of such"),
        key("any", "true: one of the tasks that it waits for is enough"),
        key("if_failed", "\"stop\", \"continue\", \"skip\" or a task that is done instead"),
        key("optional", "true: the plan is done without it"),
        key("because", "a text: the reason people will read"),
      ],
      summary: "is one piece of a plan's work",
      example: "task \"laptop\" { to = \"fuji/depot\", within = days(3) }"),
  ]

  /// What a step of a ladder says.
  static let step = Word(
    "step", .table,
    keys: [
      key("functional", "a group, a provider, a receiver or on_call \"rota\": who can do it"),
      key("hierarchical", "a role: who may decide"),
      key("notify", "a list of roles, parties, receivers and groups"),
      key("when", "conditions; else the step is passed over"),
      key("because", "a text: the reason people will read"),
    ],
    summary: "says who comes next, and who is told",
    example: "{ hierarchical = \"cio\", notify = { \"customer\" } }")

  /// What a layer of a rota says.
  static let layer = Word(
    "layer", .table,
    keys: [
      key("people", "a list of texts, who take turns in this order"),
      key("handover", "when turns change, \"mon 09:00\" or \"09:00\""),
      key("every", "how long a turn lasts, days(7) or hours(12)"),
      key("from_date", "a date, from which on the first of them has the first turn"),
      key("hours", "a calendar: the layer is in force while it is open"),
    ],
    summary: "says who take turns",
    example: "{ people = { \"ann\", \"bo\" }, handover = \"mon 09:00\", every = days(7), "
      + "from_date = \"2026-01-05\" }")

  /// What an exception in a rota says.
  static let substitution = Word(
    "override", .table,
    keys: [
      key("from", "an instant"), key("to", "an instant, at which it is over"),
      key("person", "a text: who is on call then"),
    ],
    summary: "puts somebody in another's place for a while",
    example: "{ from = \"2026-12-24T09:00\", to = \"2026-12-27T09:00\", person = \"cy\" }")

  /// What happens in a scenario's timeline.
  static let timelineEvent = Word(
    "timeline", .table,
    keys: [
      key("at", "an instant, or a length since the opening, \"+1d 30m\""),
      key("event", "the event's name"),
      key("by", "a party, or a table with party, group, person, role"),
      key("set", "fields and their values"), key("reason", "a text"), key("id", "a text"),
      key("to", "a group or a provider"), key("person", "a text"), key("task", "a task's name"),
    ],
    summary: "happens to the case",
    example: "{ at = \"+10m\", event = \"accept\", by = \"acme\" }")

  /// What must follow in a scenario's timeline.
  static let timelineExpectation = Word(
    "timeline", .table,
    keys: [
      key("at", "an instant, or a length since the opening, \"+1d 30m\""),
      key("escalated", "to whom then, or a list of such"),
      key("notified", "who is told then, or a list of such"),
      key("breached", "an agreement that is not kept, a list of such, or true for any"),
      key("kept", "an agreement that is kept, a list of such, or true for any"),
      key("deviates", "a rule of the process that is not kept, a list of such, or true for any"),
      key("warned", "an agreement of whose time a share is used up, a list of such, or true"),
      key("assigned", "who has the case from then on"),
      key("offered", "to whom it is offered then"),
      key("late", "who did not acknowledge an offer until then, or true for anybody"),
      key("invited", "who is asked to join a swarm then, or a list of such"),
      key("opened", "the record that it leads to then, by its id or its kind"),
      key("priority", "its priority then"), key("state", "its state then"),
      key("due", "when a clock is due as it runs then, or agreements with such instants"),
      key("paused", "what it waits for then, true for anything, false if it does not"),
    ],
    summary: "must follow",
    example: "{ at = \"+2h\", escalated = \"acme/payroll-l3\" }")
}
