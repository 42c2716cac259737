// What is proven of agreements, clocks, ladders and groups.
extension FindingPages {
  static let time: [FindingPage] = [
    FindingPage(
      "cannot-be-kept", "a target cannot be kept by the agreements behind it",
      meaning: "From some start in the next two years the promises that support the target take "
        + "longer, one after the other, than the target allows. The worst start, the chain and its "
        + "tightest link are named.",
      why: "The customer was promised what nobody is obliged to make possible.",
      mend: "Shorten the tightest link, give its provider longer hours, or promise less.",
      example: """
        sla "Eight hours" { metric = "time_to_restore", within = hours(8) }
        ola "Acme restores" { with = "acme", supports = "Eight hours",
          metric = "time_to_restore", within = business_hours(6) }   -- over a weekend: 70 hours
        """),
    FindingPage(
      "nothing-behind", "a target depends on a provider who promised nothing for it",
      meaning: "Work on the target goes to a provider of whom no agreement supports it.",
      why: "Whether it can be kept cannot be proven, and the provider owes nothing.",
      mend: "Add an ola or underpinning_contract with = the provider, supports = the target.",
      example: """
        sla "A day" { when = { service = "mail" }, metric = "time_to_resolve", within = hours(24) }
        """),
    FindingPage(
      "no-acknowledgement", "a provider may take any time to accept",
      meaning: "Targets of a provider begin when it accepts, and nothing says by when it must.",
      why: "Until then the clock of nobody but the customer runs.",
      mend: "Give it a target with metric = \"time_to_acknowledge\", or a handoff rule "
        + "acknowledge_within.",
      example: """
        ola "Restored" { with = "acme", supports = "A day", metric = "time_to_restore",
          within = hours(4) }
        """),
    FindingPage(
      "supports-nothing", "an agreement supports another with which it shares no request",
      meaning: "The conditions, or the days on which they are in force, exclude each other.",
      why: "The support stands on paper only.",
      mend: "Make the conditions and dates meet, or leave supports out.",
      example: """
        sla "UK" { when = { customer = { region = "UK" } }, metric = "time_to_own", within = hours(1) }
        ola "FR" { with = "acme", when = { customer = { region = "FR" } }, supports = "UK",
          metric = "time_to_own", within = minutes(30) }
        """),
    FindingPage(
      "holidays-end", "the holidays of a calendar end before the proofs do",
      meaning: "After the last known holiday the proofs go on as if there were none.",
      why: "A target may be missed on a holiday that nobody has written down.",
      mend: "Add the holidays of the next years.",
      example:
        "calendar \"office\" { monday_to_friday = \"09:00-17:00\", holidays = { \"2026-12-25\" } }"),
    FindingPage(
      "review-overdue", "an article was to be reviewed by now",
      meaning: "The day of review_by is over.",
      why: "What is told to people may not be so any more.",
      mend: "Review it and write a later day, or take it out.",
      example: "knowledge \"How to sign in\" { review_by = \"2026-06-30\", … }"),
    FindingPage(
      "certificates-end", "nobody of those who are chosen from will be certified",
      meaning: "After the day that is named the certificates of all candidates are over.",
      why: "From then on the route leads nowhere.",
      mend: "Renew a certificate and write its new last day, or name further groups.",
      example: """
        route "Cards" { to = skilled { "payments", certified = { "pci-dss" }, among = { … } } }
        """),
    FindingPage(
      "no-complaint-path", "nothing follows when somebody complains",
      meaning:
        "There are promises for requests of a kind, and no rule about complaints, or none that holds "
        + "once they are said to be solved.",
      why: "A customer whose promise is broken has nobody to tell.",
      mend: "Write an escalation with when = { event = \"complaint\" }, or a constraint of the "
        + "process about it.",
      example: """
        escalation "Complaints" { when = { event = "complaint" },
          after(minutes(0), { hierarchical = "service-delivery-manager" }) }
        """),
    FindingPage(
      "never-starts", "the clock of an agreement never runs",
      meaning:
        "Its conditions contradict each other, or what ends it holds whenever it would start.",
      why: "The promise is never measured.",
      mend: "Correct when, start_when, stop_when or cancel_when.",
      example: """
        sla "Owned" { metric = "time_to_own", within = hours(1), when = { kind = "incident" },
          start_when = { kind = "change" } }
        """),
    FindingPage(
      "always-reset", "a clock begins anew with every event",
      meaning: "reset_when holds whenever the clock runs.",
      why: "It never comes to its end.",
      mend: "Let reset_when ask for what happens seldom.",
      example:
        "sla \"A day\" { when = { kind = \"incident\" }, reset_when = { kind = \"incident\" }, … }"),
    FindingPage(
      "always-paused", "a clock is always paused",
      meaning: "pause_when holds as long as the clock runs.",
      why: "Its time is never counted.",
      mend: "Let pause_when ask for a state, or use pause_on.",
      example:
        "sla \"A day\" { when = { kind = \"incident\" }, pause_when = { kind = \"incident\" }, … }"),
    FindingPage(
      "never-resumes", "a clock that is paused never goes on",
      meaning: "resume_when cannot hold while nothing pauses the clock.",
      why: "The first pause ends the measuring.",
      mend: "Write resume_when = \"not_paused\", or leave it out.",
      example: """
        sla "A day" { pause_when = { state = "held" }, resume_when = { state = "held" }, … }
        """),
    FindingPage(
      "threshold-outside", "a threshold lies before the start or after the end",
      meaning: "A share is more than 0 % and at most 100 %; time that is counted back from the end "
        + "must be less than the target takes.",
      why: "A warning before the start warns of nothing.",
      mend: "Count less time back, or use a share.",
      example: "sla \"Four hours\" { within = hours(4), warn_at = { before(hours(5)) }, … }"),
    FindingPage(
      "ladder-end", "a ladder may end with nobody who may decide",
      meaning: "The last step that surely comes tells people, or leads to those who work, or to a "
        + "role without authority.",
      why: "When all else has failed, nobody is there to decide.",
      mend: "End it with hierarchical = a role with authority, in a step without when.",
      example: "escalation \"Night\" { after(minutes(5), { functional = \"acme/l3\" }) }"),
    FindingPage(
      "less-authority", "a ladder goes down",
      meaning: "A step leads to a role with less authority than one before it.",
      why: "Who has more authority knows already.",
      mend: "Exchange the steps, or correct the authority of the roles.",
      example: """
        escalation "Vital" { on = "A day",
          at("50%", { hierarchical = "cio" }), at("75%", { hierarchical = "team-lead" }) }
        """),
    FindingPage(
      "no-group", "at some time no group works for a service",
      meaning: "Of the groups to which routes lead requests about the service none is open then.",
      why: "Requests wait until somebody opens.",
      mend: "Give a group longer hours, route to another, or shorten the service's hours.",
      example:
        "service \"mail\" { hours = \"always\", provider = \"acme\" }   -- acme works 9 to 17"),
    FindingPage(
      "few-groups", "at some time only one group works for a service",
      meaning: "Of the groups to which routes lead requests about the service, and of those that "
        + "could stand in by their skills, one is open.",
      why: "If it cannot, nobody can.",
      mend: "Name a second group with the skills, or know that it is so.",
      example: "provider \"acme\" { default = \"desk\", groups = { desk = {} } }"),
    FindingPage(
      "no-customer-agrees", "rules go live without a customer's word",
      meaning: "The gate names who must agree, and none of these roles is of a customer.",
      why: "Those who live by the rules find out when they hold.",
      mend: "Add a role with party = \"customer\" to agreed_by.",
      example: """
        role "integration-lead" { party = "service_integrator" }
        gate { agreed_by = { "integration-lead" } }
        """),
    FindingPage(
      "availability-short", "customers are promised more availability than the parts make sure",
      meaning:
        "What a service and all that it stands on may be down adds up, in the worst case, to more "
        + "than was promised to customers.",
      why: "Every provider keeps its word, and the customer's promise is broken all the same.",
      mend:
        "Promise less, agree on more with a provider, or stand on fewer services. Whoever knows that "
        + "parts fail together accepts it, with the reason.",
      example: """
        service "network" { availability = "99.5%" }
        service "payroll" { availability = "99.9%", promised_availability = "99.9%",
          depends_on = { "network" } }
        """),
  ]
}
