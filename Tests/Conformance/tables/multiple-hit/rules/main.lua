-- Tables that set fields, by the policies of which all rows count (DMN 1.3, 8.2).
rulebase { name = "multiple-hit", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "steps" { type = "list" }
field "amount" { type = "number" }
field "points" { type = "number" }

decision_table "rule order" {
  hit = "rule_order", when = { category = "rule order" },
  columns = { "effort", "-> steps" },
  { "> 0", "low" }, { "> 1", "high" }, { "> 2", "low" },
}
decision_table "collect" {
  hit = "collect", when = { category = "collect" },
  columns = { "effort", "-> steps" },
  { "> 0", "a" }, { "> 1", "b" }, { "> 2", "" },
}
decision_table "output order" {
  hit = "output_order", when = { category = "output order" },
  columns = { "effort", "-> steps" },
  values = { steps = { "high", "middle", "low" } },
  { "> 0", "low" }, { "> 1", "high" }, { "> 2", "middle" }, { "> 2", "high" },
}
decision_table "sum" {
  hit = "sum", when = { category = "sum" },
  columns = { "effort", "-> points" }, { "> 0", 0.1 }, { "> 1", 0.2 }, { "> 2", 30 },
}
decision_table "min" {
  hit = "min", when = { category = "min" },
  columns = { "effort", "-> points" }, { "> 0", 7 }, { "> 1", -1.5 }, { "> 2", 3 },
}
decision_table "max" {
  hit = "max", when = { category = "max" },
  columns = { "effort", "-> points" }, { "> 0", 7 }, { "> 1", -1.5 }, { "> 2", 7.5 },
}
decision_table "count" {
  hit = "count", when = { category = "count" },
  columns = { "effort", "-> points" }, { "> 0", "late" }, { "> 1", "late" }, { "> 2", "dear" },
}
decision_table "latest" {
  hit = "max", when = { category = "latest" },
  columns = { "effort", "-> resolved_at" },
  { "> 0", "2026-05-08T16:00:00Z" }, { "> 1", "2026-05-08T16:30:00+02:00" },
}
route "rest" { to = "p/desk" }
