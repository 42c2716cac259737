-- A request with an item and no service gets the item's service; its fallback when the item's data
-- is doubtful (confidence below 0.5) or older than 365 days.
rulebase { name = "configuration-items", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
service "till" { criticality = "vital", provider = "p" }
service "shop" { provider = "p" }
configuration_item "good" { service = "till", confidence = 0.5, as_of = "2025-11-30" }
configuration_item "doubtful" { service = "till", confidence = 0.49, fallback = "shop" }
configuration_item "old" { service = "till", as_of = "2025-11-29", fallback = "shop" }
configuration_item "lost" { service = "till", confidence = 0.1 }

priority "vital" { when = { service = { criticality = "vital" } }, not_below = 2 }
route "till" { when = { service = "till" }, to = "p/desk" }
route "shop" { when = { service = "shop" }, to = "p/desk" }
route "rest" { to = "p/desk" }
