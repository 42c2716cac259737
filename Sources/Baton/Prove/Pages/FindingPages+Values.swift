// What is wrong with the values of declarations, and with the names in them.
extension FindingPages {
  static let values: [FindingPage] = [
    FindingPage(
      "unknown-name", "a name that is declared nowhere",
      meaning:
        "A rule names a service, group, role, calendar, agreement or another thing, and none "
        + "of that name is declared. The nearest known name is told.",
      why: "A rule about a name that does not exist would never match.",
      mend: "Correct the name, or declare it.",
      example: "route \"Payroll\" { when = { service = \"payrol\" }, to = \"acme/desk\" }"),
    FindingPage(
      "unknown-field", "a field that is declared nowhere",
      meaning: "Neither requests nor the record that is referred to have a field of this name.",
      why: "A condition on it would never hold.",
      mend: "Correct the name, or declare it with field.",
      example: "when = { servise = \"mail\" }"),
    FindingPage(
      "unknown-attribute", "a record has no such attribute",
      meaning: "A kind of record has no field of this name.", why: "Nobody would read it.",
      mend: "Correct the name, or declare it: field \"…\" { type = …, of = … }.",
      example: "service \"mail\" { critcality = \"vital\" }"),
    FindingPage(
      "unknown-key", "a word takes no such key",
      meaning: "The declaration has a key that means nothing there.",
      why: "It would have no effect.",
      mend: "Correct the key; those that it takes are told.",
      example: "route \"Mail\" { wen = { service = \"mail\" }, to = \"acme/desk\" }"),
    FindingPage(
      "unknown-level", "a level of routes that is not declared",
      meaning: "It is none of the levels.", why: "Its place in the order would be unknown.",
      mend: "Use one of them, or declare it with levels.",
      example: "route \"Gold\" { level = \"sgment\", … }"),
    FindingPage(
      "unknown-zone", "a time zone that is not known",
      meaning: "It is no zone of the IANA time zone database.", why: "Hours would have no place.",
      mend: "Write a name such as \"Europe/London\".", example: "rulebase { timezone = \"London\" }"
    ),
    FindingPage(
      "ambiguous-name", "a provider and a receiver have the same name",
      meaning: "to names either.", why: "Nobody could tell who is meant.",
      mend: "Give the receiver another name.",
      example: "provider \"acme\" { … }  receiver \"acme\" {}"),
    FindingPage(
      "duplicate-name", "a name is declared twice",
      meaning: "Two declarations of a kind have the same name.",
      why: "Decisions and other rules name them.", mend: "Give one of them another name.",
      example: "route \"Mail\" { … }  route \"Mail\" { … }"),
    FindingPage(
      "reserved-name", "a name that has a meaning already",
      meaning: "A task of a plan cannot have it.", why: "It says what a failure means.",
      mend: "Give it another name.", example: "task \"plan\" { … }"),
    FindingPage(
      "slash-in-name", "a name with a slash in it",
      meaning: "A slash stands between a provider and its group.",
      why: "Targets could not be read.",
      mend: "Write it without.", example: "provider \"acme/uk\" { … }"),
    FindingPage(
      "undeclared-accountable", "a role is named by accountable alone",
      meaning: "It is declared nowhere, and taken as a role of the customer.",
      why: "A slip in the name would make a second role.",
      mend: "Declare it: role \"…\" { party = \"customer\" }.",
      example: "service \"mail\" { accountable = \"hr-directer\" }"),
    FindingPage(
      "built-in-field", "a field that exists already",
      meaning: "The name is a built-in field.", why: "It cannot have two types.",
      mend: "Leave the declaration out, or use another name.",
      example: "field \"priority\" { type = \"text\" }"),
    FindingPage(
      "wrong-type", "a value of another type is wanted",
      meaning: "The key or field takes values of one type.",
      why: "Values of different types are never equal: the rule would never match.",
      mend: "Write a value of that type.", example: "when = { priority = \"high\" }"),
    FindingPage(
      "out-of-range", "a number that cannot be",
      meaning: "The key takes numbers of a range.", why: "Beyond it they mean nothing.",
      mend: "Write a number in the range.", example: "approval \"CAB\" { needs = 0, … }"),
    FindingPage(
      "not-one-of", "a value that is none of those that can be",
      meaning: "The field or key has few values.", why: "The rule would never match.",
      mend: "Use one of them; they are told.", example: "when = { kind = \"incidnet\" }"),
    FindingPage(
      "empty-list", "an empty list as a value",
      meaning: "Nothing can ever be in it.", why: "The rule would never match.",
      mend: "Add a value, or leave the field out.", example: "customer = { region = {} }"),
    FindingPage(
      "list-has-nil", "a value in a list is nil",
      meaning: "The list has a hole, mostly a variable without a value.",
      why: "What stands behind the hole may be lost.", mend: "Give it a value.",
      example: "region = { uk, \"IE\" }   -- no local is called uk"),
    FindingPage(
      "value-is-nil", "a value is nil",
      meaning: "The key is as if it were not there.", why: "The rule would say less than it reads.",
      mend: "Give it a value, or leave it out.", example: "when = { service = payroll }"),
    FindingPage(
      "empty-range", "no value is in a range",
      meaning: "The bounds exclude each other.", why: "The rule would never match.",
      mend: "Put the smaller first.", example: "size = between(5, 1)"),
    FindingPage(
      "matcher-type", "a matcher cannot test this field",
      meaning: "The matcher is for values of another type.", why: "It would never hold.",
      mend: "Use one for the field's type.", example: "vip = above(3)"),
    FindingPage(
      "matcher-arguments", "a matcher is not used right",
      meaning: "It takes other values, or another number of them.",
      why: "What is meant is unclear.",
      mend: "Write it as the example that is told.", example: "size = between(1)"),
    FindingPage(
      "priority-order", "an order of priorities that is unclear",
      meaning: "1 is the most urgent: above and below can be read either way.",
      why: "Half of all readers would get it wrong.",
      mend: "Use more_urgent_than or less_urgent_than.", example: "when = { priority = above(3) }"),
    FindingPage(
      "bad-expression", "a text is no regular expression",
      meaning: "matches takes the syntax of RE2.", why: "It could not be looked for.",
      mend: "Correct it where the reason says.", example: "summary = matches \"INC[0-9\""),
    FindingPage(
      "not-a-condition", "something that is no condition",
      meaning: "when takes fields and what they must be, whole conditions, and functions.",
      why: "What is meant is unclear.", mend: "Write a field and what it must be.",
      example: "when = { \"incident\" }"),
    FindingPage(
      "mixed-table", "a table mixes names and entries",
      meaning: "Names must all hold, entries are alternatives: both in one table is unclear.",
      why: "Two readers would read two things.",
      mend: "Put the alternatives in any_of.",
      example: "when = { kind = \"incident\", { vip = true } }"),
    FindingPage(
      "no-members", "a field that refers to no record is asked for members",
      meaning: "Only a field that names a record has fields of its own behind it.",
      why: "Nothing could be found there.", mend: "Write field = value.",
      example: "summary = { language = \"en\" }"),
    FindingPage(
      "event-elsewhere", "the event is asked for while deciding",
      meaning: "Which event comes in is known only while a case moves on.",
      why: "The rule would never match.", mend: "Ask for it in the rules about what follows.",
      example: "route \"Reopened\" { when = { event = \"reopen\" }, … }"),
    FindingPage(
      "no-instant", "a clock starts from what is no instant",
      meaning: "start_from names a field of another type.", why: "The clock would have no start.",
      mend: "Name a field such as opened_at.", example: "sla \"s\" { start_from = \"summary\", … }"),
    FindingPage(
      "needs-elapsed", "a key takes elapsed time",
      meaning: "Business time has no meaning there.", why: "Nobody's hours are meant.",
      mend: "Use seconds, minutes, hours or days.", example: "repeat_after = business_hours(1)"),
    FindingPage(
      "no-calendar", "business time without a calendar",
      meaning: "No calendar is named, and no group that may have the work has hours.",
      why: "The due time could not be told.",
      mend: "Write calendar = \"…\", or give a group hours.",
      example: "sla \"s\" { within = business_hours(4), … }"),
    FindingPage(
      "no-working-time", "a calendar without working time",
      meaning: "No day has hours.", why: "Nothing would ever be due: it is no 24x7 calendar.",
      mend: "Give at least one day hours; always is declared already.",
      example: "calendar \"office\" { timezone = \"Europe/Paris\" }"),
    FindingPage(
      "bad-hours", "hours that cannot be read",
      meaning: "A day takes hours such as \"09:00-17:30\", or a list of such.",
      why: "The calendar would be wrong.", mend: "Write them so.",
      example: "calendar \"office\" { monday_to_friday = \"9-5\" }"),
    FindingPage(
      "bad-handover", "a handover of a rota that cannot be read",
      meaning: "It takes a time such as \"09:00\" or \"mon 09:00\".",
      why: "Turns would have no start.",
      mend: "Write it so.", example: "rota \"duty\" { handover = \"morning\", … }"),
    FindingPage(
      "no-first-turn", "a rota has no first day",
      meaning: "Nobody can tell whose turn it is.", why: "Turns are counted from a day on.",
      mend: "Add from_date.", example: "rota \"duty\" { people = { \"anna\", \"bo\" }, … }"),
    FindingPage(
      "date-out-of-range", "a date that cannot be",
      meaning: "It is none, or too far away.", why: "It would be read as another.",
      mend: "Write year-month-day.", example: "from_date = \"2026-02-30\""),
    FindingPage(
      "date-pattern", "a pattern of dates that cannot be read",
      meaning: "Its letters are Y m d H M S.", why: "Times of the source would be wrong.",
      mend: "Write it as \"d/m/Y H:M\".", example: "source \"s\" { dates = \"DD.MM.YYYY\" }"),
    FindingPage(
      "dates-reversed", "a rule ends before it begins",
      meaning: "until_date is before from_date.", why: "The rule is never in force.",
      mend: "Exchange them.", example: "from_date = \"2026-12-06\", until_date = \"2026-12-05\""),
    FindingPage(
      "holiday-unclear", "a holiday that is not clear",
      meaning: "An entry of an iCalendar file is no plain day.", why: "A day would be missing.",
      mend: "Write the day in a list of dates.", example: "holidays = \"calendars/odd.ics\""),
    FindingPage(
      "matrix-shape", "a matrix of another shape than its levels",
      meaning: "It has a row for each impact and a column for each urgency.",
      why: "Some priority would be missing.", mend: "Add or leave out rows and columns.",
      example:
        "priority_matrix { impact = { \"high\", \"low\" }, urgency = { \"high\", \"low\" }, { 1, 2 } }"
    ),
    FindingPage(
      "needs-too-many", "more approvals are needed than there are roles",
      meaning: "needs is larger than by.", why: "Nothing would ever be approved.",
      mend: "Name more roles, or need fewer.",
      example: "approval \"CAB\" { by = { \"cio\" }, needs = 2 }"),
    FindingPage(
      "nobody-skilled", "no group has these skills",
      meaning: "skilled finds nobody.", why: "The route would lead nowhere.",
      mend: "Add them to the skills of a group.", example: "to = skilled { \"cobol\" }"),
    FindingPage(
      "no-limit", "whoever stands behind gets nothing",
      meaning: "A group of first_free takes everything, because it has no wip_limit.",
      why: "Those behind it are never chosen.",
      mend: "Give the group a wip_limit, or let it be the last.",
      example: "to = first_free { \"acme/desk\", \"contoso/desk\" }"),
    FindingPage(
      "nobody-certified", "no group has these certificates",
      meaning: "skilled finds nobody who is certified.", why: "The route would lead nowhere.",
      mend: "Write certified = { [\"…\"] = \"2027-12-31\" } at a group.",
      example: "to = skilled { \"payments\", certified = { \"pci-dss\" } }"),
    FindingPage(
      "nobody-to-tell", "a step tells somebody who is not declared",
      meaning: "It is no role, party, receiver, provider or group.",
      why: "Nobody would hear of it.",
      mend: "Declare it first.", example: "after(minutes(5), { notify = { \"pagr\" } })"),
    FindingPage(
      "service-circle", "services depend on each other in a circle",
      meaning: "depends_on leads back to where it began.", why: "Nothing would be the cause.",
      mend: "Leave one of them out.", example: "service \"a\" { depends_on = { \"a\" } }"),
    FindingPage(
      "subcontractor-circle", "providers are each other's subcontractors",
      meaning: "subcontractor_of leads back to where it began.", why: "Nobody would lead.",
      mend: "Leave one of them out.", example: "provider \"a\" { subcontractor_of = \"a\" }"),
    FindingPage(
      "support-circle", "agreements support each other in a circle",
      meaning: "supports leads back to where it began.", why: "Nothing could be proven of them.",
      mend: "Leave one of them out.", example: "ola \"a\" { supports = \"a\", … }"),
    FindingPage(
      "task-circle", "tasks wait for each other in a circle",
      meaning: "after leads back to where it began.", why: "The plan would never begin.",
      mend: "Let one of them begin.", example: "task \"a\" { after = \"a\", … }"),
    FindingPage(
      "orphan-task", "a task waits for none and none waits for it",
      meaning: "In a plan whose tasks follow each other it stands alone.",
      why: "Mostly an after was forgotten.", mend: "Say what comes after it, or let it be.",
      example: "plan \"p\" { task \"a\" { … }, task \"b\" { after = \"a\", … }, task \"c\" { … } }"),
  ]
}
