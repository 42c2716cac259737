// The words about what follows a decision: what is promised and by when, who comes next, who has it.
extension Vocabulary {
  static let agreements: [Word] = [
    Word(
      "sla", .declaration, named: true, follows: true, keys: ruleKeys + clockKeys,
      summary: "promises the customer that something is done in time",
      example: "sla \"Vital services are restored in four hours\" "
        + "{ metric = \"time_to_restore\", within = hours(4) }"),
    Word(
      "ola", .declaration, named: true, follows: true, keys: ruleKeys + [providers] + clockKeys,
      summary: "is a provider's promise to the others who serve the customer",
      example: "ola \"Acme acknowledges in half an hour\" "
        + "{ with = \"acme\", metric = \"time_to_acknowledge\", within = minutes(30) }"),
    Word(
      "underpinning_contract", .declaration, named: true, follows: true,
      keys: ruleKeys + [providers] + clockKeys,
      summary: "is an external provider's promise by contract",
      example: "underpinning_contract \"Fuji repairs in two days\" "
        + "{ with = \"fuji\", metric = \"time_to_resolve\", within = business_days(2) }"),
    Word(
      "xla", .declaration, named: true, follows: true,
      keys: ruleKeys + [providers] + clockKeys + [
        key("weights", "measures and surveys with their weights, instead of a clock"),
        key("at_least", "of these: the index that is wanted, from 0 to 100"),
        key("per", "of these: by what cases are told apart"),
      ],
      summary: "promises what the customer is to experience",
      example: "xla \"News every hour\" { metric = \"next_update\", within = hours(1) }"),
  ]

  static let continuations: [Word] = [
    Word(
      "escalation", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("on", "an agreement to whose clock it belongs, or a list of such"),
        key("repeat_times", "how often the last steps after others are taken again"),
        key("repeat_after", "a duration until they are; absent: the first one's"),
        key("stop_on", "an event that stops it, or a list of such"),
        key("stop_when", "conditions that stop it"),
        key("quiet", "a calendar: nobody is told anything while it is closed"),
      ],
      summary: "is a ladder: who comes next when time runs out or nobody answers",
      example: "escalation \"Vital ladder\" { on = \"Vital services are restored in four hours\", "
        + "at(\"75%\", { hierarchical = \"cio\" }) }"),
    Word(
      "rota", .declaration, named: true, follows: true,
      keys: [
        key("timezone", "an IANA time zone"),
        key("layers", "a list of tables with people who take turns; later ones win"),
        key("overrides", "a list of tables with who is on call instead"),
      ],
      summary: "says who is on call when",
      example: "rota \"network\" { layers = { { people = { \"fuji/depot\" } } } }"),
    Word(
      "handoff", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("from", "a provider, \"service_integrator\", \"customer\", or a list of such"),
        key("to", "the same"),
        key("needs", "a list of the request's fields that must be filled in"),
        key("acknowledge_within", "a duration"), key("calendar", "a calendar, for business time"),
        key("bounces_at_most", "how often a case may go back to who had it"),
        key("handoffs_at_most", "how often a case may be handed over"),
        key("within", "a duration in which these are counted"),
        key("otherwise", "who takes over when one of them is passed"),
      ],
      summary: "says what must be in order when a case goes from one provider to another",
      example: "handoff \"Complete and quick\" { needs = { \"configuration_item\" }, "
        + "acknowledge_within = minutes(30), bounces_at_most = 1 }"),
    Word(
      "dispute", .declaration, named: true, follows: true,
      keys: ruleKeys + [
        key("settled_by", "a role; absent: the one that is accountable for the case"),
        key("within", "a duration; absent: it has no end"),
        key("calendar", "a calendar, for business time"),
        key("otherwise", "a role that decides when it was not settled in time"),
      ],
      summary: "says who settles a dispute about who is to act or to pay, and by when",
      example: "dispute \"Who pays is settled within a day\" { settled_by = \"service-manager\", "
        + "within = business_days(1), calendar = \"office\", otherwise = \"cio\" }"),
    Word(
      "plan", .declaration, named: true, follows: true, keys: ruleKeys + [key("level", "a level")],
      summary: "says of which tasks a piece of work is made, and what waits for what",
      example: "plan \"New starter\" { task \"account\" { to = \"contoso/identity\" }, "
        + "task \"laptop\" { to = \"fuji/depot\", after = \"account\" } }"),
  ]

  static let offsets: [Word] = [
    Word(
      "before", .offset, summary: "so much time before a target is due",
      example: "before(minutes(30))"),
    Word(
      "past", .offset, summary: "so much time after a target was due",
      example: "past(minutes(30))"),
  ]

  /// How somebody wants to be told.
  static let messageKeys = [
    key("hours", "a calendar: messages wait until it is open"),
    key("batch", "a duration in which what comes after the first is one message"),
    key("messages_a_day", "how many messages a day may have; the others wait for the next"),
  ]

  private static let providers = key("with", "a provider, or a list of providers who share it")

  /// What every agreement may say of its clock.
  private static let clockKeys = [
    key(
      "metric",
      "\"time_to_acknowledge\", \"time_to_own\", \"first_response\", \"next_update\", "
        + "\"time_to_restore\" or \"time_to_resolve\""),
    key("within", "a duration"),
    key("calendar", "a calendar, for business time; absent: the hours of the group that has it"),
    key("boundary", "\"earliest\", or \"next_open\": business time that ends at a close"),
    key("supports", "an agreement that it helps to keep, or a list of such"),
    key("start_when", "conditions; absent: the case opens"),
    key("stop_when", "conditions; absent: what the metric says"),
    key("cancel_when", "conditions"),
    key("reset_when", "conditions under which the clock begins anew"),
    key("pause_when", "conditions"),
    key("resume_when", "conditions, or \"not_paused\""),
    key(
      "pause_on",
      "a list of \"customer\", \"provider\", \"third_party\", \"change_window\", \"parts\""),
    key("start_from", "a field with an instant from which on the clock counts"),
    key("retroactive_pause", "false: pauses before the clock began count against it"),
    key("notify_if_born_breached", "false: nothing is told of a clock that begins too late"),
    key("on_change", "\"carry_elapsed\", \"keep\", \"restart\" or \"retroactive\""),
    key("on_reopen", "\"resume\", \"new_cycle\" or \"restart\""),
    key("warn_at", "a list of \"75%\", before(minutes(30)) and past(minutes(30))"),
  ]
}
