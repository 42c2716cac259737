-- The help desk of a university, and who drives out to printers. The log of a term says what came and how
-- long it took; the catalogue says who works when, and on how many cases at once.
rulebase { name = "bench", version = "1", timezone = "Europe/London" }

calendar "desk-hours" {
  timezone = "Europe/London", monday_to_friday = "08:00-18:00",
  holidays = { "2026-04-03", "2026-04-06", "2026-05-04" },
}
calendar "field-hours" {
  timezone = "Europe/London", monday_to_friday = "09:00-17:00",
  holidays = { "2026-04-03", "2026-04-06", "2026-05-04" },
}

provider "campus" {
  name = "Campus IT", kind = "internal", default = "desk",
  groups = { ["desk"] = { hours = "desk-hours", capacity = 2, wip_limit = 8 } },
}
provider "printworks" {
  name = "Printworks", kind = "external", default = "field",
  groups = { ["field"] = { hours = "field-hours", capacity = 1, wip_limit = 4 } },
}
-- Has offered to take over from Printworks.
provider "copyright" {
  name = "Copy Right", kind = "external", default = "field",
  groups = { ["field"] = { hours = "field-hours", capacity = 2 } },
}

route "Printers are looked at by whoever has not too many already" {
  when    = { category = "printer" },
  to      = first_free { "campus/desk", "printworks/field" },
  because = "a queue that only grows helps nobody",
}
route "Everything is first looked at by the desk" { to = "campus/desk" }

-- The log of the desk's tool, and as what the time after each of its steps counts.
source "tickets" {
  timezone = "Europe/London",
  log = {
    case = "ticket", activity = "step", at = "time", party = "provider", unit = "team",
    counts_as = {
      Logged = "waiting", Begun = "working", Asked = "customer", Answered = "waiting",
      Passed = "waiting", Done = "end",
    },
  },
}
