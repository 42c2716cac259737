// What is found of processes: their states, constraints, duties and what differs from them.
extension FindingPages {
  static let processes: [FindingPage] = [
    FindingPage(
      "does-not-refine", "an adaptation allows what the process does not",
      meaning: "Some path that the adaptation allows is no path of the process with its variations "
        + "open; a shortest one is told.",
      why: "One way, same way: a provider differs only where the process says it may.",
      mend: "Let the adaptation use variations of the process, or add one there.",
      example:
        "adaptation \"Acme skips diagnosis\" { process = \"incident\", provider = \"acme\", … }"),
    FindingPage(
      "may-not-refine", "an adaptation perhaps allows what the process does not",
      meaning: "A path is allowed if a condition holds of which it is not known whether it can.",
      why: "If it can, the provider has a way of its own that nobody agreed on.",
      mend: "Say the condition declaratively.",
      example:
        "adaptation \"Acme closes at once\" { process = \"incident\", provider = \"acme\", … }"),
    FindingPage(
      "refinement-not-decided", "whether an adaptation keeps to its process is not decided",
      meaning:
        "The search for a path that the process does not allow ended before it had seen all.",
      why: "Nothing is guessed: it may be in order or not.",
      mend: "Use fewer constraints over the same events.",
      example: "adaptation \"Acme's own way\" { … }"),
    FindingPage(
      "contradiction", "constraints of a process contradict each other",
      meaning: "No case that comes to an end can keep all of them.",
      why: "Every case is reported, whatever people do.",
      mend: "Leave one out, or let it hold only when something is so.",
      example: """
        constraint "Diagnosed" { "diagnose", at_least = 1 },
        constraint "Never diagnosed" { never = "diagnose" },
        """),
    FindingPage(
      "contradiction-not-decided", "whether constraints contradict each other is not decided",
      meaning: "The search ended before it had seen all cases; what it spent is told.",
      why: "Nothing is guessed.", mend: "Use fewer constraints over the same events.",
      example: "process \"incident\" { … }"),
    FindingPage(
      "may-conflict", "constraints can get into conflict",
      meaning: "After some events, which are told, not all constraints can be kept any more.",
      why: "People find out when it is too late.",
      mend: "Forbid what leads there, or leave one of them out.",
      example: """
        constraint "Answered" { "ask", followed_by = "answer" },
        constraint "Silent" { never = "answer", after = "close" },
        """),
    FindingPage(
      "conflicts-not-decided", "whether constraints can get into conflict is not decided",
      meaning: "The constraints with common events have more states together than are looked at.",
      why: "While a case runs, a conflict between them may be told late.",
      mend: "Use fewer constraints over the same events.", example: "process \"incident\" { … }"),
    FindingPage(
      "never-activated", "a constraint never has anything to say",
      meaning: "What it is about never happens in the process.",
      why: "It looks like a rule that is kept.", mend: "Name an event that can happen.",
      example: "constraint \"Reviewed\" { \"review\", followed_by = \"approve\" }"),
    FindingPage(
      "always-kept", "a constraint is always kept",
      meaning: "No path of the process breaks it.",
      why: "It demands nothing.", mend: "Leave it out, or name other events.",
      example: "constraint \"Created first\" { \"close\", after = \"create\" }"),
    FindingPage(
      "constraint-not-decided", "whether a constraint can ever matter is not decided",
      meaning: "The search ended before it had seen all cases.",
      why: "Nothing is guessed.", mend: "Use fewer constraints over the same events.",
      example: "process \"incident\" { … }"),
    FindingPage(
      "state-unreached", "no case comes to a state",
      meaning: "No way leads there, or what the way needs is forbidden.",
      why: "Rules about the state say nothing.", mend: "Lead a way there, or leave the state out.",
      example:
        "states = { new = { to = { \"closed\" } }, held = { to = { \"closed\" } }, closed = { final = true } }"
    ),
    FindingPage(
      "state-without-end", "a case in a state never ends",
      meaning: "From the state no final state can be reached.",
      why: "Cases stay open for ever.", mend: "Forbid less, or allow another way on.",
      example:
        "states = { new = { to = { \"held\" } }, held = { to = { \"held\" } }, closed = { final = true } }"
    ),
    FindingPage(
      "dead-end", "a state leads nowhere and is not final",
      meaning: "A case that comes there can neither go on nor end.",
      why: "Cases stay open for ever.", mend: "Say where it leads with to, or write final = true.",
      example: "resolved = {}"),
    FindingPage(
      "no-final-state", "a process has no state in which a case may end",
      meaning: "None of its states is final.", why: "No case is ever over.",
      mend: "Write final = true in the last one.",
      example: "states = { new = { to = { \"new\" } } }"),
    FindingPage(
      "nobody-sets", "a state needs a field that nothing sets",
      meaning: "No source maps the field and no rule sets it.",
      why: "Cases from these sources can never come to the state in order.",
      mend: "Map it in a source, or let classify set it.",
      example: "resolved = { needs = { \"resolution\" } }"),
    FindingPage(
      "never-followed", "no request follows a process",
      meaning: "Processes before it take all its requests.", why: "Nothing is watched by it.",
      mend: "Let the others be about fewer requests.",
      example:
        "process \"incident\" { of = { kind = \"incident\" } }  process \"vital\" { of = { kind = \"incident\", vip = true } }"
    ),
    FindingPage(
      "process-names-provider", "a process names a provider",
      meaning: "A process is one way for every provider.",
      why: "What one provider does differently is agreed, dated and proven to fit.",
      mend: "Say \"provider\" or \"service_provider\"; what differs is an adaptation.",
      example: "process \"incident\" { resolved = { by = { \"acme\" } } }"),
    FindingPage(
      "unlikely-event", "an event is named once, and resembles another",
      meaning: "Without a list of activities every name is one; this one looks like a slip.",
      why: "A constraint about an event that nobody sends is kept always.",
      mend: "Correct the name, or list the activities.",
      example: "constraint \"Accepted\" { \"asign\", followed_by = \"accept\" }"),
    FindingPage(
      "unlikely-state", "a condition asks for a state that no process has",
      meaning: "A known state resembles it.", why: "The condition never holds.",
      mend: "Correct the name.", example: "stop_when = { state = \"resolvd\" }"),
    FindingPage(
      "unknown-state", "a process has no such state",
      meaning: "A way, a mapping or a constraint names a state that is not declared.",
      why: "It leads nowhere.", mend: "Add it to the states, or correct the name.",
      example: "new = { to = { \"asigned\" } }"),
    FindingPage(
      "unknown-event", "a process has no such activity",
      meaning: "Its activities are listed, and this is none of them.",
      why: "What is demanded of it never happens.",
      mend: "Add it to activities, or correct the name.",
      example: "activities = { \"assign\" }, constraint \"c\" { never = \"asign\" }"),
    FindingPage(
      "unknown-actor", "nobody of this name can act in a process",
      meaning: "It is no party and no role that is declared.", why: "Nobody could do it.",
      mend: "Say a party, \"provider\", \"provider.group\", \"service_owner\" or a declared role.",
      example: "resolved = { by = { \"providr\" } }"),
    FindingPage(
      "duplicate-activity", "who does an activity is said twice",
      meaning: "Two entries of raci are about one activity.", why: "They may differ.",
      mend: "Say it once.", example: "raci { accept = { … }, accept = { … } }"),
    FindingPage(
      "nobody-accountable", "nobody answers for an activity",
      meaning: "An entry of raci names nobody who is accountable.",
      why: "Exactly one answers for each activity.",
      mend: "Write accountable = \"service_owner\", or a role.",
      example: "raci { accept = { responsible = \"provider.group\" } }"),
    FindingPage(
      "several-accountable", "several answer for an activity",
      meaning: "accountable names more than one.", why: "Where several answer, nobody does.",
      mend: "Name one; others can be consulted or informed.",
      example: "raci { accept = { accountable = { \"cio\", \"service_owner\" } } }"),
    FindingPage(
      "nobody-responsible", "nobody does an activity",
      meaning: "An entry of raci names nobody who is responsible.", why: "It is done by chance.",
      mend: "Write responsible = \"provider.group\", a party or a role.",
      example: "raci { accept = { accountable = \"service_owner\" } }"),
    FindingPage(
      "no-subject", "a constraint does not say which event it is about",
      meaning: "It says what must follow, and not what it follows on.", why: "It demands nothing.",
      mend: "Name one event first.", example: "constraint \"c\" { followed_by = \"accept\" }"),
    FindingPage(
      "several-demands", "a constraint says several things",
      meaning: "Each constraint is one sentence.", why: "What was broken could not be told.",
      mend: "Write one constraint for each.",
      example: "constraint \"c\" { \"assign\", followed_by = \"accept\", before = \"resolve\" }"),
    FindingPage(
      "wants-two-events", "a rule that compares two events names one",
      meaning: "four_eyes and its like compare who does one thing and another.",
      why: "One event differs from nothing.", mend: "Name both.",
      example: "four_eyes \"c\" { \"approve\", differ_in = \"person\" }"),
    FindingPage(
      "answers-itself", "an event stands on both sides of a constraint",
      meaning: "Every such event answers itself.", why: "The constraint is always kept.",
      mend: "Leave it out on one side, or say alternating = true.",
      example: "constraint \"c\" { \"update\", followed_by = \"update\" }"),
    FindingPage(
      "no-effect", "a key of a constraint means nothing for it",
      meaning: "The template does not take it.", why: "It looks as if it limited something.",
      mend: "Leave it out.", example: "constraint \"c\" { never = \"close\", directly = true }"),
    FindingPage(
      "uses-nothing", "an adaptation names no variation",
      meaning: "A provider may differ only where the process has a variation.",
      why: "Without one it changes nothing.", mend: "Write uses = \"…\".",
      example: "adaptation \"Acme\" { process = \"incident\", provider = \"acme\" }"),
    FindingPage(
      "no-end", "what differs has no last day",
      meaning: "Adaptations and waivers end.", why: "What differs is looked at again.",
      mend: "Write until_date = \"2027-06-30\".", example: "waiver \"Move\" { … }"),
    FindingPage(
      "no-reason", "what differs gives no reason",
      meaning: "Adaptations and waivers say why.", why: "Whoever finds it asks.",
      mend: "Write because = \"…\".", example: "waiver \"Move\" { until_date = \"2026-12-06\" }"),
    FindingPage(
      "mapped-twice", "the words of a provider for a process are said twice",
      meaning: "Two mappings speak of the same provider or source and process.",
      why: "They may differ.", mend: "Say them once.",
      example: "mapping \"acme\" { … }  mapping \"acme 2\" { provider = \"acme\", … }"),
    FindingPage(
      "maps-nobody", "a mapping is named after nobody",
      meaning: "Its name is no provider and no source.", why: "Nobody's words are translated.",
      mend: "Write provider = \"…\" or source = \"…\".", example: "mapping \"acmee\" { … }"),
    FindingPage(
      "maps-nothing", "a mapping translates nothing",
      meaning: "It has neither states nor events.", why: "It changes nothing.",
      mend: "Write states = { WIP = \"in_progress\" } or events = { … }.",
      example: "mapping \"acme\" { process = \"incident\" }"),
    FindingPage(
      "wrong-unit", "time in a state is not counted in working days",
      meaning: "How long a case may be in a state takes hours or business hours.",
      why: "Working days have no length.", mend: "Use business_hours.",
      example: "pending = { at_most = business_days(2) }"),
  ]
}
