-- What follows a route that matches everything can never win.
rulebase { name = "fallback-twice", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
route "first" { to = "p/desk" }
route "never" { when = {}, to = "p/desk" }
