-- All that match count; advisory is reported and not enforced; forbid and require.
rulebase { name = "policies-and-approvals", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
role "boss" { party = "customer" }
role "owner" { party = "service_integrator" }

route "rest" { to = "p/desk" }
policy "no phone" { forbid = { channel = "phone" }, severity = "violation", message = "write to us" }
policy "a summary" { require = { summary = present }, severity = "warning" }
policy "advice" { mode = "advisory", forbid = { channel = "phone" }, severity = "information" }
policy "only changes" { when = { kind = "change" }, require = { summary = present } }
approval "one" { when = { kind = "change" }, by = { "boss", "owner" }, needs = 2, within = days(2) }
approval "two" { when = { kind = "change" }, by = { "owner" } }
approval "three" { when = { kind = "incident" }, by = { "owner" } }
