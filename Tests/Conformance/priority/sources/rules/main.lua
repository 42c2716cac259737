-- The first matching rule with set; else the matrix; else the request's own; else none.
rulebase { name = "sources", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }

priority "first" { when = { category = { "a", "b" } }, set = 2 }
priority "second" { when = { category = "b" }, set = 1 }
priority "computed" {
  when = { category = "c" },
  set = function(request) return #request.summary end,
}
route "rest" { to = "p" }
