-- A group may have units, and these units of their own. What a group has, its units have as well unless they
-- say otherwise; what it may have open at once is its own alone.
rulebase { name = "units-within", version = "1" }
calendar "office" { timezone = "UTC", monday_to_friday = "09:00-17:00" }
provider "p" {
  default = "desk",
  groups = {
    ["desk"]    = {},
    ["network"] = {
      hours = "office", skills = { "network" }, wip_limit = 1,
      groups = {
        ["lan"] = {},
        ["wan"] = {
          hours = "always", skills = { "network", "lines" },
          groups = { ["sea"] = { skills = { "cables" } } },
        },
      },
    },
  },
}
provider "q" { default = "wan/nights", groups = { ["wan"] = { groups = { ["nights"] = {} } } } }

route "named" { when = { category = "named" }, to = "p/network/wan/sea" }
route "default" { when = { category = "default" }, to = "q" }
route "skill" { when = { category = "skill" }, to = skilled { "cables" } }
route "inherited" {
  when = { category = "inherited" },
  to = skilled { "network", among = { "p/network/lan" } },
}
route "open" { when = { category = "open" }, to = first_open { "p/network/lan", "p/network/wan" } }
route "limit" { when = { category = "limit" }, to = first_free { "p/network", "p/network/lan" } }
route "rest" { to = "p/desk" }

ola "Networkers answer within a day" {
  with = "p", metric = "time_to_acknowledge", within = hours(24),
  when = { group = { within = "p/network" } },
}
