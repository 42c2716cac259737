// What is found of rules by themselves: which decide nothing, which contradict each other.
extension FindingPages {
  static let rules: [FindingPage] = [
    FindingPage(
      "unreachable", "rules before this one take all its requests",
      meaning: "Every request that the rule is about, of all that the fields and the catalogue "
        + "allow, is taken by rules that are tried before it: by one, or only by several together. "
        + "The rules that hide it are named; up to sixteen are the fewest that do. "
        + "Of services, providers, groups and roles it is so as the catalogue declares them: a request "
        + "that says something else of one can still come to the rule.",
      why: "Somebody wrote the rule to have an effect, and it has none.",
      mend: "Put it before the rules that hide it, make their conditions differ, or leave it out. "
        + "Rules of a narrower level are tried first whatever their order.",
      example: """
        route "Large" { when = { size = above(10) }, to = "acme/l3" }
        route "Small" { when = { size = at_most(10) }, to = "acme/desk" }
        route "Known size" { when = { size = present }, to = "acme/desk" }   -- never reached
        """),
    FindingPage(
      "never-holds", "the conditions of this rule contradict each other",
      meaning: "No request meets the conditions: they exclude each other, or the catalogue has no "
        + "record that fits them all. Or what the rules before it set never fits: a priority that "
        + "nothing gives there, a field that a table sets to something else.",
      why: "The rule looks as if it guarded something, and never applies.",
      mend:
        "Correct the condition, or the catalogue; a list of tables in `when` means any of them.",
      example: """
        service "mail" { criticality = "low", provider = "fuji" }   -- fuji has no vital service
        route "Vital at Fuji" {
          when = { service = { criticality = "vital", provider = "fuji" } }, to = "fuji/l3" }
        """),
    FindingPage(
      "fills-nothing", "this rule fills a field only where it asks for the field's value",
      meaning: "A classify rule fills what a request lacks. This one asks for a request that has "
        + "the field, so it never sets it.",
      why: "The field keeps its value, though the rule reads as if it changed it.",
      mend: "Write overwrite = true if the value is to be replaced, or ask for another field.",
      example: """
        classify "Old name" { when = { category = "mainframe" }, set = { category = "host" } }
        """),
    FindingPage(
      "redundant", "without this rule everything is decided the same",
      meaning: "Every request that comes to the rule would come to the same end without it: the "
        + "rules behind it do the same. Of a constraint of a process: others already demand it.",
      why: "What is said twice is changed once.",
      mend:
        "Leave it out. If it stands for the reason that people are told, write because = \"…\": "
        + "a reason of its own is a difference.",
      example: """
        route "Printers" { when = { category = "printer" }, to = "desk/first-line" }
        route "Everything else" { to = "desk/first-line" }
        """),
    FindingPage(
      "overlap", "two rows of a table take the same request",
      meaning: "The table's hit policy allows one row for each request (`unique`), or several that "
        + "say the same (`any`); these two take the same request all the same. The "
        + "request beside the finding shows it: the engine refuses the table for it.",
      why: "A table whose policy is violated counts as not matched, and the request goes where "
        + "nobody meant it to go.",
      mend: "Let the rows exclude each other, or use hit = \"first\" and put them in order.",
      example: """
        route_table "By size" { hit = "unique", columns = { "size", "-> to" },
          { "[0..10]", "acme/desk" },
          { "[10..99]", "acme/l3" } }   -- 10 is in both
        """),
    FindingPage(
      "may-overlap", "two rows of a table perhaps take the same request",
      meaning: "By their declared parts the rows meet, and no request was found that both take: a "
        + "function, a pattern or an earlier stage decides.",
      why: "If there is one, the table counts as not matched for it.",
      mend: "Say declaratively what makes them exclude each other.",
      example: """
        route_table "By words" { hit = "unique", columns = { "summary", "-> to" }, … }
        """),
    FindingPage(
      "idle-column", "a column of a table tells nothing apart",
      meaning: "The column is empty in every row, or every request goes the same way without it.",
      why: "Readers believe that it matters.",
      mend: "Leave it out, or fill it.",
      example: """
        route_table "By region" { columns = { "customer.region", "category", "-> to" },
          { "UK", "-", "acme/uk" },
          { "FR", "-", "acme/fr" } }
        """),
    FindingPage(
      "table-gap", "a table says nothing of some requests that it tells apart",
      meaning: "Of a table that sets fields one row is to count, it has no default, and for the "
        + "request beside the finding no row does: a number between two ranges, a name of a fixed "
        + "list that is missing, two columns that do not meet. Texts and records that no row names "
        + "are not looked for, nor numbers where no row has a range of them.",
      why: "The fields stay empty, and whatever asks for them goes another way than was meant.",
      mend: "Add a row, or say default = { … }; if nothing is to be set there, accept the finding.",
      example: """
        decision_table "Tiers" { columns = { "effort", "-> tier" },
          { "< 10", "small" },
          { "> 10", "large" } }   -- 10 is in neither
        """),
    FindingPage(
      "bounds-conflict", "a floor and a cap of the priority cannot both be met",
      meaning: "One rule keeps a request at least as urgent, another at most as urgent, and for "
        + "some request both hold and leave no priority between them. The floor wins.",
      why: "One of two promises is broken without anybody deciding which.",
      mend: "Let the conditions exclude each other, or move one of the bounds.",
      example: """
        priority "Vital" { when = { service = { criticality = "vital" } }, not_below = 2 }
        priority "Orders" { when = { kind = "service_request" }, not_above = 3 }
        """),
    FindingPage(
      "never-violated", "no request can violate this policy",
      meaning: "What the policy forbids excludes itself where it applies, or what it requires is "
        + "always so there.",
      why: "It looks like a safeguard, and safeguards nothing.",
      mend: "Correct its conditions, or leave it out.",
      example: """
        policy "No changes" { when = { kind = "incident" }, forbid = { kind = "change" } }
        """),
    FindingPage(
      "fallback-may-fail", "the last route leads nowhere when nobody can be chosen",
      meaning: "The route that takes what nobody else takes chooses who is on call, open or "
        + "certified then, and at some time nobody is.",
      why: "A request without a route lies with nobody.",
      mend: "Let the last route name a group, and put the one that chooses before it.",
      example: """
        route "Everything else" { to = on_call "duty" }
        """),
    FindingPage(
      "scopes-overlap", "two providers' routes claim the same requests",
      meaning:
        "Two routes about the same service lead to different providers. Each claims requests "
        + "that the other does not, and some both claim: there only the order of the rules decides.",
      why: "Each provider can rightly say that the contract gives the work to it, or to the other.",
      mend: "Say in one of them what it leaves to the other, or put them on different levels.",
      example: """
        route "UK" { when = { service = "mail", customer = { region = "UK" } }, to = "acme/desk" }
        route "Phones" { when = { service = "mail", category = "phone" }, to = "fuji/desk" }
        """),
    FindingPage(
      "item-alone", "a rule decides by the configuration item alone",
      meaning: "The rule asks for an item, or what is said of it, and for nothing else.",
      why: "Items are renamed and replaced, and what is recorded of them is wrong first: the "
        + "service says what is at stake.",
      mend: "Ask for the service; a configuration_item may say which service it belongs to.",
      example: """
        route "Server 17" { when = { configuration_item = "srv-17" }, to = "acme/l3" }
        """),
    FindingPage(
      "same-service", "services say the same of themselves",
      meaning: "Two services have the same name for people, or names that differ only in case and "
        + "signs.",
      why: "Requests about one service are counted and promised as two.",
      mend: "Declare one of them, or say what makes them differ.",
      example: """
        service "pay-roll" { name = "Payroll" }
        service "payroll"  { name = "Payroll" }
        """),
    unused("group", "no route, ladder or plan leads to it, and nobody stands in with its skills"),
    unused("calendar", "nobody works by it"),
    unused("field", "no rule asks for it or sets it"),
    unused("role", "it answers for nothing and nobody asks it"),
    unused("receiver", "nobody tells it anything"),
    unused("rota", "no route asks who is on call by it"),
    FindingPage(
      "supports-nobody", "an agreement with a provider supports none with the customer",
      meaning: "What a provider promises stands beside no agreement that it helps to keep.",
      why: "Whether the promise is enough cannot be compared with what the customer was promised.",
      mend: "Write supports = \"…\" with the names of those agreements.",
      example: """
        ola "Acme restores" { with = "acme", metric = "time_to_restore", within = hours(4) }
        """),
    FindingPage(
      "say-declaratively", "a function only tests fields",
      meaning: "The function in a condition can be said with the words of the language; the text "
        + "to write stands beside it.",
      why: "Declared conditions are read by everybody, found by the index and kept in tables.",
      mend: "Replace the function by the text.",
      example: """
        route "Changes" { when = { function(request) return request.kind == "change" end }, … }
        route "Changes" { when = { kind = "change" }, … }
        """),
    FindingPage(
      "not-decided", "an answer was not found",
      meaning: "What was to be proven could not be proven and not be refuted: within the number of "
        + "comparisons that is spent on one question, or because a function decides.",
      why: "Nothing is guessed: it may be in order or not.",
      mend: "Use fewer alternatives in the rules that meet each other, or say functions "
        + "declaratively.",
      example: """
        sla "Everything" { when = { function(request) return request.attributes.x end }, … }
        """),
    FindingPage(
      "accepts-nothing", "a rule accepts a finding that is not there",
      meaning: "The rule has the code under accept, and check finds nothing of the kind about it.",
      why: "The reason that is written there is about rules as they once were.",
      mend: "Leave the code out of accept.",
      example: """
        route "VPN" { when = { category = "vpn" }, to = "acme/l3",
          accept = { ["redundant"] = "annex C names this route" } }
        """),
  ]

  private static func unused(_ kind: String, _ meaning: String) -> FindingPage {
    FindingPage(
      "unused-\(kind)", "nothing uses a \(kind) that is declared",
      meaning:
        "The name of the \(kind) stands nowhere but where it is declared: \(meaning). A name "
        + "that a function puts together from parts is not seen.",
      why: "What nobody uses is not kept up, and misleads who looks for it.",
      mend: "Leave it out, or use it.",
      example: "\(kind) \"forgotten\" { … }")
  }
}
