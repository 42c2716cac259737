-- Tables that set fields, by the policies of which one row counts (DMN 1.3, 8.2): unique, any, first,
-- priority. A policy that is violated is an error that names the rows, and the table sets nothing.
rulebase { name = "single-hit", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["gold"] = {} } }
field "level" { type = "text" }
field "fee" { type = "number" }

decision_table "unique" {
  when = { category = "unique" },
  columns = { "subcategory", "location", "-> level", "-> because" },
  { "a", "-", "gold", "row one" },
  { "-", "x", "gold", "row two" },
}
decision_table "any" {
  hit = "any", when = { category = "any" },
  columns = { "subcategory", "location", "channel", "-> level", "-> fee" },
  { "a", "-", "-", "gold", 10 },
  { "-", "x", "-", "gold", 10 },
  { "-", "-", "phone", "gold", 11 },
}
decision_table "first" {
  hit = "first", when = { category = "first" },
  columns = { "subcategory", "location", "-> level", "-> fee" },
  { "a", "-", "silver", 1 },
  { "-", "x", "gold", 2 },
  { "-", "-", "bronze", 3 },
}
decision_table "priority" {
  hit = "priority", when = { category = "priority" },
  columns = { "subcategory", "location", "-> level" },
  values = { level = { "gold", "silver", "bronze" } },
  { "-", "-", "bronze" },
  { "a", "-", "silver" },
  { "-", "x", "gold" },
}
route "gold" { when = { level = "gold" }, to = "p/gold" }
route "rest" { to = "p/desk" }
