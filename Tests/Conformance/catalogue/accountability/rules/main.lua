-- One role is accountable whoever works on it: the service's; without a known service the
-- integrator's.
rulebase { name = "accountability", version = "1" }
role "integration-manager" { party = "service_integrator" }
role "shop-manager" { party = "customer" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
provider "q" { default = "desk", groups = { ["desk"] = {} } }
service "till" { accountable = "shop-manager", provider = "p" }
service "menu" { provider = "p" }
route "help" { when = { tags = { "help" } }, to = "q" }
route "rest" { to = "p" }
