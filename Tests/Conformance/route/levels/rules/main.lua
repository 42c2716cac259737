-- Most specific level first, whatever the order of the declarations; global when none is said.
rulebase { name = "levels", version = "1" }
provider "p" {
  default = "desk",
  groups = {
    ["desk"] = {}, ["service"] = {}, ["provider"] = {}, ["customer"] = {}, ["segment"] = {},
  },
}

route "global" { when = { tags = { "g" } }, to = "p/desk" }
route "service" { level = "service", when = { tags = { "s" } }, to = "p/service" }
route "provider" { level = "provider", when = { tags = { "p" } }, to = "p/provider" }
route "customer" { level = "customer", when = { tags = { "c" } }, to = "p/customer" }
route "customer, second" { level = "customer", when = { tags = { "c" } }, to = "p/desk" }
route "segment" { level = "segment", when = { tags = { "x" } }, to = "p/segment" }
route "rest" { to = "p/desk" }
