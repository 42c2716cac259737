-- A condition that raises an error counts as not matched and is reported with its place; functions
-- run in order and only while they can still change the answer; only one that ran can err.
rulebase { name = "function-errors", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["one"] = {}, ["two"] = {} } }

priority "set by a rule" { when = { category = "set" }, set = 2 }
priority "too late to matter" {
  when = { category = "set", function(request) return request.summary > 1 end },
  set = 1,
}
route "declared part first" {
  when = { category = "late", function(request) error("never reached") end },
  to = "p/one",
}
route "compares a text with a number" {
  when = { channel = "phone", function(request) return request.summary > 1 end },
  to = "p/one",
}
route "never ends" { when = { channel = "loop", function() while true do end end }, to = "p/one" }
route "to nobody" { when = { channel = "nobody" }, to = function() return "p/tow" end }
route "wins" { when = { channel = { "phone", "loop", "nobody", "wins" } }, to = "p/two" }
route "after the winner" {
  when = { channel = "wins", function() error("cannot change the answer") end },
  to = "p/one",
}
route "rest" { to = "p/desk" }
