-- overrides removes a rule of an included file.
rulebase { name = "overrides", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["theirs"] = {}, ["ours"] = {} } }

include "theirs"

route "ours" { overrides = "theirs", when = { category = "b" }, to = "p/ours" }
priority "our floor" { overrides = "their floor", when = { category = "a" }, not_below = 3 }
route "rest" { to = "p/desk" }
