-- from_date and until_date are whole days, inclusive, in the rule base's timezone.
rulebase { name = "inclusive-days", version = "1", timezone = "Europe/Paris" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["move"] = {} } }

route "during the move" { from_date = "2026-12-05", until_date = "2026-12-06", to = "p/move", when = { kind = "incident" } }
route "rest" { to = "p/desk" }
