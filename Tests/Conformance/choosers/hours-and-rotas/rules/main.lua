-- first_open takes the first that is open, else the one that opens first; on_call whose turn it is.
-- 2026-05-04 is a Monday.
rulebase { name = "hours-and-rotas", version = "1" }
calendar "early" { timezone = "Europe/Paris", monday_to_friday = "08:00-16:00" }
calendar "late" { timezone = "Europe/Paris", every_day = "12:00-20:00" }
provider "p" {
  default = "desk",
  groups = { ["desk"] = {}, ["early"] = { hours = "early" }, ["late"] = { hours = "late" } },
}
rota "line" { timezone = "Europe/Paris", layers = {
  { people = { "p/early", "p/late" }, handover = "mon 09:00", from_date = "2026-05-04" },
  { people = { "p/desk" }, hours = "late" } },
  overrides = { { from = "2026-05-05T09:00", to = "2026-05-05T10:00", person = "p/desk" } } }

route "open" { when = { category = "open" }, to = first_open { "p/early", "p/late" } }
route "always" { when = { category = "always" }, to = first_open { "p/early", "p/desk" } }
route "line" { when = { category = "line" }, to = on_call "line" }
route "rest" { to = "p/desk" }
