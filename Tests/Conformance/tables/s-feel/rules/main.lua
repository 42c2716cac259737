-- S-FEEL unary tests in cells (DMN 1.3, 9.2), each in a table of its own that tells whether it holds.
-- A date is the beginning of that day in the rule base's time zone.
rulebase { name = "s-feel", version = "1", timezone = "Europe/Paris" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "seen" { type = "instant" }
field "holds" { type = "list" }

decision_table "texts" { hit = "collect", when = { kind = "incident" },
  columns = { "category", "-> holds" },
  { "\"UK\",\"IE\"", "a list" },
  { "not(\"UK\",\"IE\")", "not a list" },
  { "\"say \\\"hi\\\"\"", "an escaped quote" },
  { "\"caf\\u00e9\"", "an escaped character" },
  { "UK, IE", "a plain text with a comma" },
  { "null", "null" },
  { "not(null)", "not null" },
  { "-", "anything" } }
decision_table "numbers" { hit = "collect", when = { kind = "change" },
  columns = { "cost", "-> holds" },
  { "[1..3]", "closed" },
  { "]1..3[", "open, outwards" },
  { "(1..3)", "open, round" },
  { "[1..3)", "half open" },
  { "not([1..3], 10)", "not in either" },
  { "1, 2.5, -4", "one of" },
  { "< -1.5, > 100", "below or above" },
  { "-4", "negative" },
  { "<= 3", "at most" },
  { "null", "null" } }
decision_table "answers" { hit = "collect", when = { kind = "problem" },
  columns = { "vip", "-> holds" },
  { "true", "true" }, { "false", "false" }, { "not(true)", "not true" }, { "true, false", "either" } }
decision_table "instants" { hit = "collect", when = { kind = "demand" },
  columns = { "seen", "-> holds" },
  { "< date(\"2026-03-01\")", "before March" },
  { ">= date(\"2026-03-01\")", "from March on" },
  { "[date(\"2026-03-01\")..date(\"2026-04-01\"))", "in March" },
  { "date and time(\"2026-03-01T00:00:00+01:00\")", "the beginning of March" },
  { "not(date(\"2026-03-01\"))", "any other" },
  { "> 2026-03-29T01:30:00Z", "after the clocks changed" } }
route "rest" { to = "p/desk" }
