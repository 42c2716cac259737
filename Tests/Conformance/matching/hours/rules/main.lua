-- `during` holds from an opening on and no more at a closing, by the clock of the calendar's zone.
rulebase { name = "hours", version = "1" }
calendar "office" { timezone = "Europe/Paris", monday_to_friday = "09:00-17:00",
  holidays = { "2026-05-01" } }
calendar "night" { timezone = "Europe/Paris", every_day = "22:00-06:00" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["l2"] = {}, ["night"] = {} } }
route "office" { when = { opened_at = during "office" }, to = "p/l2" }
route "night" { when = { opened_at = during { "night" }, resolved_at = is_not(during "office") },
  to = "p/night" }
route "rest" { to = "p/desk" }
