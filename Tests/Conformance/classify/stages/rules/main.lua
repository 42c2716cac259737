-- A stage sees what earlier stages set; within a stage every rule sees the stage's input.
rulebase { name = "stages", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["urgent"] = {} } }
role "boss" { party = "customer" }

classify "sets the category" { when = { summary = contains "till" }, set = { category = "till" } }
classify "would need it" { when = { category = "till" }, set = { subcategory = "drawer" } }
priority "tills are urgent" { when = { category = "till" }, set = 1 }
priority "sees no other rule's priority" { when = { priority = 1 }, not_above = 5 }
route "urgent ones" { when = { priority = 1 }, to = "p/urgent" }
route "rest" { to = "p" }
approval "of what the desk's urgent group has" { when = { group = "p/urgent" }, by = { "boss" } }
policy "seen last" { when = { category = "till", priority = 1 }, forbid = { provider = "p" } }
