-- What was promised, who comes next, and who settles what is disputed.

sla "Works again in four hours" {
  when = { kind = "incident" }, metric = "time_to_restore", within = hours(4),
}
underpinning_contract "Medrec repairs in two hours" {
  with = "medrec", metric = "time_to_restore", within = hours(2),
  supports = "Works again in four hours",
}
underpinning_contract "Ringwell repairs in two hours" {
  with = "ringwell", metric = "time_to_restore", within = hours(2),
  supports = "Works again in four hours",
}
ola "Localwire repairs in an hour" {
  with = "localwire", metric = "time_to_restore", within = hours(1),
  supports = "Works again in four hours",
}
ola "The house repairs in an hour" {
  with = "house-it", metric = "time_to_restore", within = hours(1),
  supports = "Works again in four hours",
}
underpinning_contract "Wireway repairs in half an hour" {
  with = "wireway", metric = "time_to_restore", within = minutes(30),
  supports = "Works again in four hours",
}
handoff "Everybody says within ten minutes that they have it" {
  needs = { "service", "summary" }, acknowledge_within = minutes(10),
}

escalation "Patients wait" {
  on = "Works again in four hours",
  at("75%",  { hierarchical = "integration-lead", notify = { "quality-circle" } }),
  at("100%", { hierarchical = "service-board", notify = { "customer", "quality-circle" } }),
}
escalation "A complaint reaches the board" {
  when = { event = "complaint" },
  after(minutes(0), { hierarchical = "medical-director" }),
  after(hours(2),   { hierarchical = "service-board" }),
}
trust_period "Whom we kept waiting" {
  after_breach_of = "Works again in four hours", of = "customer", lasts = days(30),
}
dispute "Who pays is settled within a day" {
  settled_by = "integration-lead", within = days(1), otherwise = "service-board",
}
