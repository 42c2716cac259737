-- Promises, ladders, handoffs and plans that cannot be kept, climbed, passed on or carried out.
rulebase { name = "what-follows", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
role "cio" { party = "customer", authority = 3 }
sla "restored" { metric = "time_to_restore", within = hours(4), warn_at = { "120%" } }
sla "in office hours" { metric = "time_to_resolve", within = business_hours(8) }
ola "nobody's" { metric = "time_to_acknowledge", within = minutes(30), supports = "restord" }
escalation "both at once" { on = "restored", at("50%", { functional = "p", hierarchical = "cio" }) }
escalation "on nothing" { at("50%", { hierarchical = "cio" }) }
at("75%", { hierarchical = "cio" })
handoff "asks for nothing" { to = "p" }
plan "a circle" { task "a" { to = "p", after = "b" }, task "b" { to = "p", after = "a" } }
rota "whose turn" { layers = { { people = { "ann", "bo" } } } }
route "hears events" { when = { event = "reopen" }, to = "p" }
route "rest" { to = "p" }
