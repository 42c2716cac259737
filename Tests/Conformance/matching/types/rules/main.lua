-- Values of different types are never equal; a bad value makes its field missing and is reported.
rulebase { name = "types", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "amount" { type = "number", of = "request" }
field "code" { type = "text", of = "request" }
field "due" { type = "instant", of = "request" }
field "size" { type = one_of { "small", "large" }, of = "request" }
policy "amount is 5" { forbid = { amount = 5 } }
policy "amount is missing" { forbid = { amount = absent } }
policy "code is 5" { forbid = { code = "5" } }
policy "vip" { forbid = { vip = true } }
policy "due in May or before" { forbid = { due = earlier_than "2026-06-01" } }
policy "due after May" { forbid = { due = later_than "2026-05-31T23:59:59Z" } }
policy "large" { forbid = { size = "large" } }
route "rest" { to = "p/desk" }
