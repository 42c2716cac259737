/// Words that say how rules are tried before they go live, and judged after.
extension Vocabulary {
  static let gate = "gate"
  static let earlyLife = "early_life"

  /// What files of tests may declare: nothing that judges or decides, for their text counts in no hash.
  static let wordsOfTests: Set<String> = ["scenario", "cases", "golden", "history"]

  static let tests: [Word] = [
    Word(
      "scenario", .declaration, named: true,
      keys: [
        key("given", "a request"), key("world", "the state of the world"),
        key("expect", "what must be decided"),
        key("timeline", "a list of what happens to the case, and what must follow when"),
      ],
      summary: "is a test: this request must be decided so",
      example: "scenario \"Payslips\" { given = { summary = \"payslip\" }, "
        + "expect = { to = \"acme/desk\" } }"),
    Word(
      "cases", .declaration, named: true,
      keys: [
        key("from", "a CSV or NDJSON file"),
        key("columns", "the header, what is expected as \"-> to\""),
        key("given", "what all requests have"), key("world", "the state of the world for all"),
        key("expect", "what must be decided in all"),
      ],
      summary: "is a table of tests, a row for each request",
      example: "cases \"Desktop support\" { given = { kind = \"incident\" }, "
        + "from = \"tests/desktop.csv\" }"),
    Word(
      "golden", .declaration, named: true,
      keys: [
        key("requests", "a file of requests"), key("decisions", "a file of decisions"),
        key("world", "the state of the world for all"),
      ],
      summary: "keeps the decisions about a file of requests, to see what a change moves",
      example: "golden \"Last month\" { requests = \"tests/may.ndjson\", "
        + "decisions = \"tests/may-decided.ndjson\" }"),
    Word(
      "history", .declaration, named: true,
      keys: [
        key("from", "a file of requests and events"), key("case", "the id of one request"),
        key("source", "a source"), key("world", "the state of the world for all"),
        key("expect", "what must be decided, and come of it"),
        key("timeline", "what must follow when"),
      ],
      summary: "is a test of each case in a log: it must come out so",
      example: "history \"Last May\" { from = \"tests/may.ndjson\", "
        + "expect = { breached = false } }"),
    Word(
      gate, .declaration,
      keys: [
        key("history", "a file of requests and events"), key("source", "a source"),
        key("at_most", "limits by what is measured"), key("at_least", "limits by what is measured"),
        key("agreed_by", "the roles that must have signed this version, a list"),
        key("owner", "a text"), key("because", "a text"), acceptKey,
      ],
      summary: "says what must hold before the rules go live",
      example: "gate { history = \"tests/may.ndjson\", at_least = { coverage = 90 }, "
        + "at_most = { moved = \"2%\" } }"),
    Word(
      earlyLife, .declaration,
      keys: [
        key("from_date", "the day the rules went live"), key("lasts", "a length of time"),
        key("source", "a source"), key("at_most", "limits by what is measured"),
        key("owner", "a text"), key("because", "a text"),
      ],
      summary: "says what must hold in the first weeks after the rules went live",
      example: "early_life { from_date = \"2026-12-01\", lasts = days(28), "
        + "at_most = { breaches = \"5%\" } }"),
  ]
}
