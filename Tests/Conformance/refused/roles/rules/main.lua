-- A role that only `accountable` names is a warning and belongs to the customer; elsewhere an
-- undeclared role is an error.
rulebase { name = "roles", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
service "till" { provider = "p", accountable = "shop-manager" }
approval "by nobody" { when = { kind = "change" }, by = { "change-board" } }
route "rest" { to = "p" }
