-- How urgent, what it is worth, and who gets it.

-- Hospitals count wards. The words of the matrix are ours, like all others here.
priority_matrix { impact = { "house", "ward", "person" }, urgency = { "now", "today", "later" },
  { 1, 2, 3 },
  { 2, 3, 4 },
  { 3, 4, 5 },
}

priority "Whom we kept waiting is never below P2" {
  when = { kind = "incident", trust_period = present }, not_below = 2,
}
priority "What patients notice is never below P3" {
  when = { kind = "incident", service = { class = "differentiating" } }, not_below = 3,
}

-- What people write says which service they mean.
classify "Words about records" {
  when = { summary = contains_any { "dose", "record" } }, set = { service = "records" },
}
classify "Words about telephony" {
  when = { summary = contains_any { "phone", "called", "link" } }, set = { service = "telephony" },
}

-- What a demand is worth: the weights by which the service board orders the backlog.
decision_table "Worth of a demand" {
  hit = "sum",
  columns = { "kind", "service.class", "benefit", "lead_time", "-> worth" },
  { "demand", "-",               ">= 100000", "-",   40 },
  { "demand", "-",               "-",         "< 8", 20 },
  { "demand", "differentiating", "-",         "-",   30 },
  { "demand", "-",               "-",         "-",   1 },
}
policy "A demand says what good it does" {
  when     = { kind = "demand" },
  require  = { benefit = present },
  severity = "violation",
  message  = "nobody said what it is good for",
}
policy "Nobody goes past the desk" {
  forbid   = { channel = "provider" },
  severity = "warning",
  message  = "the request went to a provider directly",
}
approval "The service board agrees to changes of what patients notice" {
  when    = { kind = "change", service = { class = "differentiating" } },
  by      = { "service-board" }, within = days(3),
  because = "it decides about these, by its terms of reference",
}

-- Whoever of the telephony people knows switches gets them; Ringwell answers for it all the same.
route "Switches are for those who know them" {
  when = { service = "telephony", category = "switch" }, to = skilled { "switches" },
}

-- Wireway's contract ends. What was opened before stays with Wireway.
route "The network is Wireway's until 10 May" {
  when = { service = "network" }, to = "wireway/core", until_date = "2026-05-10",
}
route "The network is the house's from 11 May on" {
  when = { service = "network" }, to = "house-it/technicians", from_date = "2026-05-11",
}
route "A service's provider gets what is about it" {
  when    = { service = { provider = present } },
  to      = function(request, its) return its.service.provider end,
  because = "the catalogue says who provides it",
}
