-- When no row matches: what `default` says, else nothing. An empty list has the count 0 and no sum.
-- A table without conditions has one row that always matches.
rulebase { name = "no-row", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "level" { type = "text" }
field "fee" { type = "number" }
field "steps" { type = "list" }
field "greeting" { type = "text" }

decision_table "by default" {
  when = { category = "default" }, columns = { "effort", "-> level", "-> fee" },
  { 1, "gold", 5 }, { 2, "silver", "" },
  default = { level = "bronze" },
}
decision_table "a list by default" {
  hit = "collect", when = { category = "default" }, columns = { "effort", "-> steps" },
  { 1, "a" }, default = { steps = { "none", "at all" } },
}
decision_table "count" {
  hit = "count", when = { category = "count" }, columns = { "effort", "-> fee" }, { 1, "x" } }
decision_table "count by default" {
  hit = "count", when = { category = "count by default" }, columns = { "effort", "-> fee" },
  { 1, "x" }, default = { fee = -1 } }
decision_table "sum" {
  hit = "sum", when = { category = "sum" }, columns = { "effort", "-> fee" }, { 1, 5 } }
decision_table "sum by default" {
  hit = "sum", when = { category = "sum by default" }, columns = { "effort", "-> fee" },
  { 1, 5 }, default = { fee = 0 } }
decision_table "no rows at all" {
  when = { category = "none" }, columns = { "-> level" }, default = { level = "always" } }
decision_table "without conditions" { columns = { "-> greeting" }, { "hello" } }
route "rest" { to = "p/desk" }
