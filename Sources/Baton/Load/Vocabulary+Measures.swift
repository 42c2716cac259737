// The words about what came of it: measures, surveys, and what follows from promises that were not
// kept.
extension Vocabulary {
  /// What every rule about cases that have been may carry.
  private static let pastKeys = [
    key("when", "conditions on the case as it was last; absent: every case"),
    key("because", "a text: the reason people will read"),
    key("owner", "a text: who answers for the figure"),
    key("from_date", "a date, the first day of the cases that count"),
    key("until_date", "a date, the last day of the cases that count"),
    key("tags", "a list of texts"),
    key("overrides", "the name of one of an included file that this one replaces"),
    acceptKey,
  ]

  static let measures: [Word] = [
    Word(
      "measure", .declaration, named: true,
      keys: pastKeys + [
        key(
          "of",
          "what is measured: \"time_to_restore\", \"availability\", … or a number field"),
        key(
          "as",
          "\"count\", \"share\", \"sum\", \"mean\", \"minimum\", \"maximum\", \"median\", "
            + "\"rate\" or percentile(90)"),
        key("agreement", "an agreement, for \"agreement_met\" and \"breaches\""),
        key(
          "per",
          "\"provider\", \"group\", \"party\", \"month\", \"week\", \"day\", a field, or a list"),
        key("target", "what is wanted: a duration, a number or a share such as \"95%\""),
        key("at_most", "the same, where less is better"),
        key("at_least", "the same, where more is better"),
        key("dated", "\"opened\", \"resolved\" or \"closed\": which day counts"),
        key("small_sample", "of how few cases a figure is marked; absent: 30"),
      ],
      summary: "is a figure that reports make of the cases of a log",
      example: "measure \"Time to restore\" { of = \"time_to_restore\", as = percentile(90), "
        + "per = { \"provider\", \"month\" }, target = hours(4) }"),
    Word(
      "percentile", .aggregation,
      summary: "the value that so many percent of the values do not exceed, by nearest rank",
      example: "percentile(90)"),
    Word(
      "survey", .declaration, named: true,
      keys: pastKeys + [
        key("share", "the share of cases that is asked, \"10%\"; absent: all"),
        key("cool_down", "a duration in which nobody is asked twice"),
        key("score", "the number field that has the answer"),
        key("best", "a number: the best score; absent: 5"),
        key("worst", "a number: the worst score; absent: 1"),
        key("content_from", "a number: from which score on somebody is content"),
      ],
      summary: "says whom to ask how it was, and what the answers mean",
      example: "survey \"After one incident in ten\" { when = { kind = \"incident\" }, "
        + "share = \"10%\", cool_down = days(30), score = \"cost\", best = 5, worst = 1 }"),
    Word(
      "credit", .declaration, named: true,
      keys: pastKeys + [
        key("with", "a provider"), key("agreements", "an agreement, or a list of such"),
        key("fee", "a number: what it is paid a month"),
        key("steps", "a list of { below = \"95%\", share = \"5%\" } or { breaches = 2, … }"),
        key("assists", "a share of the fee for each case in which it helped another"),
      ],
      summary: "says what a provider gives back where it did not keep what it promised",
      example: "credit \"Acme, repairs\" { with = \"acme\", agreements = \"Repaired in time\", "
        + "fee = 10000, steps = { { below = \"95%\", share = \"5%\" } } }"),
  ]

  /// What an experience agreement is made of.
  static let experiencePart = Word(
    "weights", .table,
    keys: [
      key("weight", "a number above 0; absent: 1"), key("best", "the value that counts 100"),
      key("worst", "the value that counts 0"),
    ],
    summary: "says how much a measure or a survey counts",
    example: "weights = { [\"Happy\"] = 3, [\"Quick\"] = { weight = 2, best = 1, worst = 8 } }")

  /// A step of a credit.
  static let creditStep = Word(
    "step", .table,
    keys: [
      key("below", "a share of promises kept, \"95%\""),
      key("breaches", "so many promises not kept, or more"), key("share", "a share of the fee"),
    ],
    summary: "says from where on how much is given back",
    example: "steps = { { below = \"95%\", share = \"5%\" } }")
}
