-- Joins with the catalogue, part_of (itself or anything it stands on), and members laid over.
rulebase { name = "joins", version = "1" }
provider "p" { default = "desk", kind = "external", groups = { ["desk"] = {} } }
provider "q" { default = "desk", kind = "internal", groups = { ["desk"] = {} } }
service "till" { criticality = "vital", provider = "p", depends_on = { "shop-net" } }
service "shop-net" { criticality = "high", provider = "q", depends_on = { "backbone" } }
service "backbone" { provider = "q" }
service "menu" { criticality = "vital", provider = "q" }
customer "c" { region = "south", segment = "gold" }

policy "vital" { forbid = { service = { criticality = "vital" } } }
policy "provided from outside" { forbid = { service = { provider = { kind = "external" } } } }
policy "part of till" { forbid = { service = part_of "till" } }
policy "part of shop-net" { forbid = { service = part_of "shop-net" } }
policy "south" { forbid = { customer = { region = "south" } } }
policy "gold" { forbid = { customer = { segment = "gold" } } }
policy "not south" { forbid = { customer = { region = is_not "south" } } }
route "rest" { to = "p" }
