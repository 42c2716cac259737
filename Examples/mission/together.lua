-- Work of several parties, and what brings them together.

plan "A new ward" {
  when = { kind = "service_request", catalogue_item = "new-ward" },
  task "cables"  { to = "localwire", within = days(5) },
  task "phones"  { to = "ringwell", within = days(2), after = "cables" },
  task "records" { to = "medrec", within = days(3) },
  task "opening" { to = "integrator/desk", within = days(1), after = { "phones", "records" } },
}

follow_up "Complaints about a service are looked at together" {
  when  = { event = "complaint" },
  opens = "problem", led_by = "integration-lead", takes = { "service", "summary" },
  same  = { "service" }, set = { impact = "ward", urgency = "later", category = "complaint" },
}
plan "A review of what people complained of" {
  when = { kind = "problem", category = "complaint" },
  task "review" { to = "quality-circle", within = business_days(5), calendar = "office" },
}
