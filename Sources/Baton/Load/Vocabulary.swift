import BatonSyntax
import BatonTime

/// The words of the language: the one table from which the sandbox, checking, messages, editors
/// and documentation take them.
enum Vocabulary {
  static let words: [Word] =
    [include] + declarations + tests + agreements + continuations + together + processes + parts
    + processParts + measures + conditions + matchers + choosers + durations + offsets + mappings
    + templates

  static let positions: [String: Int] = Dictionary(
    uniqueKeysWithValues: words.enumerated().map { ($1.name, $0) })

  static func word(_ name: String) -> Word? { positions[name].map { words[$0] } }

  static let names: Set<String> = Set(words.map(\.name))

  /// The same words in the same order, as the syntax tree asks for them.
  static let dataWords: [DataWord] = words.map { word in
    switch word.role {
    case .include: DataWord(word.name, .none)
    // Lua makes it, so that files can ask it while they are loaded.
    case .declaration where word.name == "calendar": DataWord(word.name, .none)
    case .declaration: DataWord(word.name, word.isNamed ? .named : .single)
    // One without a name may stand in data, but is no statement of its own.
    case .part: DataWord(word.name, word.isNamed ? .named : .value)
    default: DataWord(word.name, word.isConstant ? .constant : .value)
    }
  }

  /// What the small Lua offers beside the words of the language.
  static let library: Set<String> = [
    "assert", "error", "ipairs", "math", "pairs", "pcall", "print", "select", "string", "table",
    "tonumber", "tostring", "type", "utf8",
  ]

  /// Every global name that a file may use.
  static let globals: Set<String> = names.union(library).union(Loader.hostObjects)
    .union(CalendarFunctions.names)

  private static let include = Word(
    "include", .include,
    summary: "runs another file of the rule base, once, and gives what it returns",
    example: "include \"routing\"")

  static func key(_ name: String, _ takes: String) -> Word.Key {
    Word.Key(name: name, takes: takes)
  }

  /// What every rule may carry, whatever it decides.
  static let ruleKeys = [
    key("when", "conditions; absent: every request"),
    key("because", "a text: the reason people will read"),
    key("owner", "a text: who answers for the rule"),
    key("from_date", "a date, the first day it is in force"),
    key("until_date", "a date, the last day it is in force"),
    key("mode", "\"enforced\", \"advisory\" or \"shadow\""),
    key("tags", "a list of texts"),
    key("overrides", "the name of a rule of an included file that this one replaces"),
    acceptKey,
  ]

  static let acceptKey = key(
    "accept", "findings of check that stay, by code, each with the reason")

  private static let declarations: [Word] = [
    Word(
      "rulebase", .declaration,
      keys: [
        key("name", "a text"), key("version", "a text"), key("owner", "a text"),
        key("description", "a text"), key("timezone", "an IANA time zone, \"Europe/London\""),
      ],
      summary: "names the rule base and its version; decisions carry both",
      example: "rulebase { name = \"payroll\", version = \"2026.11\" }"),
    Word(
      "calendar", .declaration, named: true,
      keys: [key("timezone", "an IANA time zone")]
        + Weekday.names.map { key($0, "\"09:00-17:30\" or a list of such") }
        + [
          key("holidays", "a list of dates, or an iCalendar file"),
          key("overrides", "dates with their own hours"),
          key("from", "dates with the week from then on"),
          acceptKey,
        ],
      summary: "says when people work",
      example: "calendar \"uk-office\" { timezone = \"Europe/London\", "
        + "monday_to_friday = \"09:00-17:30\" }"),
    Word(
      "provider", .declaration, named: true,
      keys: [
        key("name", "a text"), key("description", "a text"),
        key("kind", "\"internal\" or \"external\""), key("default", "one of its groups"),
        key("hours", "a calendar"), key("subcontractor_of", "a provider"),
        key("cost", "a number"), key("rate", "a number: what an hour of its work costs"),
        key("satisfaction", "a number"), key("tags", "a list of texts"),
        key("groups", "its groups by name"),
        acceptKey,
      ],
      summary: "declares a service provider with its groups",
      example: "provider \"acme\" { default = \"desk\", groups = { [\"desk\"] = {} } }"),
    Word(
      "service", .declaration, named: true,
      keys: [
        key("name", "a text"), key("description", "a text"), key("accountable", "a role"),
        key("criticality", "a text"), key("class", "a text"), key("segment", "a text"),
        key("provider", "a provider"), key("depends_on", "a list of services"),
        key("hours", "a calendar"), key("portfolio_state", "a text"), key("value", "a number"),
        key(
          "availability", "a share such as \"99.9%\": what its own provider gives for its own part"),
        key("promised_availability", "a share: what customers are promised, end to end"),
        key("monthly_cost", "a number: what its own part costs in a month"),
        key("owner", "a text"), key("tags", "a list of texts"),
        acceptKey,
      ],
      summary: "declares a service of the catalogue",
      example: "service \"payroll\" { provider = \"acme\", criticality = \"vital\" }"),
    Word(
      "role", .declaration, named: true,
      keys: [
        key("name", "a text"),
        key("party", "\"customer\", \"service_integrator\" or \"service_provider\""),
        key("provider", "a provider"), key("authority", "a whole number"),
        acceptKey,
      ] + messageKeys,
      summary: "declares a role that can be accountable, approve or be escalated to",
      example: "role \"cio\" { party = \"customer\", authority = 3 }"),
    Word(
      "customer", .declaration, named: true,
      keys: [
        key("name", "a text"), key("segment", "a text"), key("region", "a text"),
        key("country", "a text"), key("language", "a text"), key("vip", "true or false"),
        key("accountable", "a role"), key("tags", "a list of texts"),
        acceptKey,
      ],
      summary: "declares a customer, so that rules may ask for its attributes",
      example: "customer \"c-9\" { region = \"UK\", segment = \"gold\" }"),
    Word(
      "configuration_item", .declaration, named: true,
      keys: [
        key("name", "a text"), key("service", "a service"), key("fallback", "a service"),
        key("as_of", "a date or an instant"), key("confidence", "a number from 0 to 1"),
        key("location", "a text"), key("environment", "a text"), key("tags", "a list of texts"),
        acceptKey,
      ],
      summary: "says which service an item belongs to, and how far that is to be trusted",
      example: "configuration_item \"srv-17\" { service = \"payroll\", confidence = 0.9 }"),
    Word(
      "receiver", .declaration, named: true,
      keys: [key("name", "a text"), acceptKey] + messageKeys,
      summary: "declares somebody to notify who is no group",
      example: "receiver \"on-call-pager\" {}"),
    Word(
      "field", .declaration, named: true,
      keys: [
        key("type", "\"text\", \"number\", \"yes_no\", \"instant\", \"list\" or one_of { … }"),
        key("of", "what it is a field of, \"request\" unless said"),
        key("description", "a text"),
        acceptKey,
      ],
      summary: "declares a field of requests or of the catalogue's records",
      example: "field \"contract_value\" { type = \"number\", of = \"request\" }"),
    Word(
      "priority_matrix", .declaration,
      keys: [
        key("impact", "the levels of impact"), key("urgency", "the levels of urgency"),
      ],
      summary: "gives the priority for each impact (rows) and urgency (columns)",
      example: "priority_matrix { impact = { \"high\", \"low\" }, "
        + "urgency = { \"high\", \"low\" }, { 1, 2 }, { 2, 3 } }"),
    Word(
      "levels", .declaration,
      summary: "orders the levels of routes, the most specific first",
      example: "levels { \"customer\", \"service\", \"global\" }"),
    Word(
      "priority", .declaration, named: true,
      keys: ruleKeys + [
        key("set", "a priority, or a function"),
        key("not_below", "a priority: at least this urgent"),
        key("not_above", "a priority: at most this urgent"),
      ],
      summary: "sets a priority, or keeps it within bounds",
      example: "priority \"Vital is never below P2\" { not_below = 2 }"),
    Word(
      "classify", .declaration, named: true,
      keys: ruleKeys + [
        key("set", "fields and their values"),
        key("overwrite", "true: also where the request has a value"),
      ],
      summary: "fills fields that the request lacks",
      example: "classify \"Payroll words\" { when = { summary = contains \"payslip\" }, "
        + "set = { service = \"payroll\" } }"),
    Word(
      "route", .declaration, named: true,
      keys: ruleKeys + [
        key("to", "a group \"provider/group\", a provider, a receiver, a chooser or a function"),
        key("level", "a level"), key("continue", "true: in a tree, go on to the next sibling"),
        key("labels", "true: a tree over labels"),
      ],
      summary: "says who gets a request",
      example: "route \"Everything else\" { to = \"integrator/service-desk\" }"),
    Word(
      "route_table", .declaration, named: true,
      keys: ruleKeys + [
        key("hit", "\"first\", \"unique\", \"any\" or \"collect\""), key("from", "a CSV file"),
        key("columns", "the header, outputs as \"-> to\""), key("level", "a level"),
      ],
      summary: "routes by a decision table, written here or in a CSV file",
      example: "route_table \"Desktop by region\" { hit = \"unique\", from = \"desktop.csv\" }"),
    Word(
      "decision_table", .declaration, named: true,
      keys: ruleKeys + [
        key(
          "hit",
          "\"unique\", \"any\", \"first\", \"priority\", \"rule_order\", \"output_order\", "
            + "\"collect\", \"sum\", \"min\", \"max\" or \"count\""),
        key("from", "a CSV file"), key("columns", "the header, outputs as \"-> category\""),
        key("values", "by output the values that it may have, the most important first"),
        key("default", "by output what is set when no row matches"),
        key("overwrite", "true: also where the request has a value"),
      ],
      summary: "sets fields by a decision table, written here or in a CSV file",
      example: "decision_table \"Support level\" { columns = { \"category\", \"-> subcategory\" }, "
        + "{ \"till\", \"hardware\" }, default = { subcategory = \"other\" } }"),
    Word(
      "policy", .declaration, named: true,
      keys: ruleKeys + [
        key("forbid", "conditions that must not hold"),
        key("require", "conditions that must hold"),
        key("severity", "\"violation\", \"warning\" or \"information\""),
        key("message", "a text for whoever sees the finding"),
      ],
      summary: "says what must never, or always, be so",
      example: "policy \"One contact\" { forbid = { contacts_of_requester = above(1) } }"),
    Word(
      "approval", .declaration, named: true,
      keys: ruleKeys + [
        key("by", "a list of roles"), key("needs", "how many of them must approve"),
        key("within", "a duration"),
      ],
      summary: "says who must agree before work starts",
      example: "approval \"Vital changes\" { by = { \"change-board\" }, needs = 1 }"),
    Word(
      "source", .declaration, named: true,
      keys: [
        key("timezone", "an IANA time zone"), key("dates", "a pattern such as \"d/m/Y H:M\""),
        key("missing", "texts that mean no value"),
        key("records", "the member that holds the records"),
        key("fields", "our field = their name, or a mapping"),
        key("log", "where a log of events has its case, activity and time"),
        key("description", "a text"),
      ],
      summary: "says how another tool's records become requests",
      example: "source \"tickets\" { fields = { id = \"number\", summary = \"title\" } }"),
    Word(
      "audience", .declaration, named: true,
      keys: [
        key("shows", "parts of a decision that it sees besides the usual ones"),
        key("hides", "parts of a decision that it does not see"),
        key("shows_rules_tagged", "tags: rules that it sees, with their reasons"),
        key("hides_fields", "fields of the request whose values it does not see"),
      ],
      summary:
        "says what a party may see of a decision: \"customer\", \"provider\" or \"integrator\"",
      example: "audience \"customer\" { shows = { \"plan\" }, shows_rules_tagged = { \"public\" } }"
    ),
  ]

  private static let conditions: [Word] = [
    Word(
      "any_of", .condition, summary: "holds when at least one of the conditions does",
      example: "any_of { { kind = \"incident\" }, { vip = true } }"),
    Word(
      "all_of", .condition, summary: "holds when all of the conditions do",
      example: "all_of { { kind = \"incident\" }, { vip = true } }"),
    Word(
      "not_any_of", .condition, summary: "holds when none of the conditions does",
      example: "not_any_of { { kind = \"change\" }, { vip = true } }"),
  ]

  private static let matchers: [Word] = [
    matcher("above", "is more than a number", "above(50000)"),
    matcher("below", "is less than a number", "below(10)"),
    matcher("at_least", "is a number or more", "at_least(3)"),
    matcher("at_most", "is a number or less", "at_most(3)"),
    matcher("between", "is from one number to another, both included", "between(1, 5)"),
    matcher("more_urgent_than", "is a more urgent priority", "more_urgent_than(3)"),
    matcher("less_urgent_than", "is a less urgent priority", "less_urgent_than(3)"),
    matcher("earlier_than", "is before an instant", "earlier_than \"2026-01-01\""),
    matcher("later_than", "is after an instant", "later_than \"2026-01-01\""),
    matcher("during", "is in the hours of a calendar", "during \"uk-office\""),
    matcher("contains", "has the text in it, ignoring case", "contains \"payslip\""),
    matcher("contains_any", "has one of the texts in it", "contains_any { \"salary\", \"P60\" }"),
    matcher("contains_word", "has the word in it", "contains_word \"tax\""),
    matcher("starts_with", "starts with the text, ignoring case", "starts_with \"VPN\""),
    matcher("ends_with", "ends with the text, ignoring case", "ends_with \"failed\""),
    matcher("matches", "matches a regular expression (RE2)", "matches \"INC[0-9]+\""),
    matcher("part_of", "is the service or one it depends on", "part_of \"network\""),
    matcher("is_not", "is something else, or missing", "is_not \"UK\""),
    matcher("none_of", "is none of these, or missing", "none_of { \"UK\", \"IE\" }"),
    matcher("present", "has a value", "present"),
    matcher("absent", "has no value", "absent"),
  ]

  private static let choosers: [Word] = [
    Word(
      "least_loaded", .chooser, summary: "the group with the least open work",
      example: "least_loaded { \"contoso/desk\", \"fuji/desk\" }"),
    Word(
      "round_robin", .chooser, summary: "each in turn",
      example: "round_robin { \"contoso/desk\", \"fuji/desk\" }"),
    Word(
      "weighted", .chooser, summary: "by shares, the same request always to the same",
      example: "weighted { [\"contoso/desk\"] = 3, [\"fuji/desk\"] = 1 }"),
    Word(
      "skilled", .chooser, summary: "the first group that has the skills, and the certificates",
      example: "skilled { \"database\", certified = { \"pci\" }, "
        + "among = { \"acme/l3\", \"fuji/dba\" } }"),
    Word(
      "first_open", .chooser, summary: "the first group whose hours it is, else the next to open",
      example: "first_open { \"contoso/desk\", \"fuji/desk\" }"),
    Word(
      "first_free", .chooser, summary: "the first group with less open than its `wip_limit`",
      example: "first_free { \"contoso/desk\", \"fuji/desk\" }"),
    Word(
      "on_call", .chooser, summary: "whoever is on call by a rota", example: "on_call \"network\""),
    Word(
      "best", .chooser, summary: "the best by declared weights, with the trade-off explained",
      example: "best { among = { \"contoso/desk\", \"fuji/desk\" }, "
        + "by = { cost = -1, satisfaction = 2 } }"),
  ]

  private static let durations: [Word] = [
    duration("seconds"), duration("minutes"), duration("hours"), duration("days"),
    duration("business_hours"), duration("business_days"),
  ]

  private static let mappings: [Word] = [
    Word(
      "path", .mapping, summary: "a member inside members", example: "path(\"issue.fields.key\")"),
    Word(
      "translate", .mapping, summary: "their values in our words",
      example: "translate(\"impact\", { [\"1 - High\"] = \"high\" })"),
    Word(
      "constant", .mapping, summary: "the same value for every record",
      example: "constant(\"incident\")"),
    Word(
      "optional", .mapping, summary: "a member that some records lack",
      example: "optional(\"closed_at\")"),
    Word(
      "one_of", .type, summary: "a field's type: one of these texts",
      example: "one_of { \"red\", \"green\" }"),
  ]

  private static func matcher(_ name: String, _ summary: String, _ example: String) -> Word {
    Word(name, .matcher, summary: summary, example: example)
  }

  private static func duration(_ name: String) -> Word {
    Word(name, .duration, summary: "a length of time", example: "\(name)(4)")
  }
}
