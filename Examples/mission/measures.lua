-- What we want to know afterwards, what people say, what providers give back, and when rules go live.

measure "Time to restore" {
  when = { kind = "incident" }, of = "time_to_restore", as = percentile(90), per = "provider",
  target = hours(4),
}
measure "It is there" {
  when = { kind = "incident", impact = { "house", "ward" } }, of = "availability", per = "service",
  at_least = "99.5%",
}
measure "Solved by the first who had it" { of = "first_contact", at_least = "80%" }
measure "Needed nobody" { of = "deflected" }
measure "Went past the desk" { when = { channel = "provider" }, of = "cases" }
measure "Cost of a request" { of = "cost", as = "mean", per = { "provider", "service" } }

survey "How was it?" { when = { kind = "incident" }, score = "stars", content_from = 3 }
xla "People are content" {
  weights  = { ["How was it?"] = 3, ["Solved by the first who had it"] = 1 },
  at_least = 80,
}
credit "Ringwell gives back" {
  with = "ringwell", agreements = "Ringwell repairs in two hours", fee = 10000, assists = "1%",
  steps = { { below = "95%", share = "5%" } },
}

gate {
  agreed_by = { "service-board", "integration-lead" },
  history   = "may.ndjson",
  at_least  = { scenarios = 3 },
  at_most   = { new_breaches = 0, moved = "10%" },
  because   = "no patient waits longer because of a new rule, and a step is a small one",
}
