-- Several outputs under policies that put outputs in order or gather them (DMN 1.3, 8.2): outputs are
-- compared from left to right, and those without values are not looked at; of equals the earlier row.
rulebase { name = "compound", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "level" { type = one_of { "bronze", "silver", "gold" } }
field "fee" { type = "number" }
field "region" { type = "text" }
field "levels" { type = "list" }
field "regions" { type = "list" }

decision_table "priority" {
  hit = "priority", when = { category = "priority" },
  columns = { "effort", "-> fee", "-> region", "-> level" },
  values = { level = { "gold", "silver", "bronze" }, region = { "north", "south" } },
  { "> 0", 1, "south", "gold" },
  { "> 1", 2, "north", "bronze" },
  { "> 2", 3, "north", "silver" },
  { "> 3", 4, "north", "silver" },
}
decision_table "output order" {
  hit = "output_order", when = { category = "output order" },
  columns = { "effort", "-> levels", "-> regions" },
  values = { levels = { "gold", "silver", "bronze" } },
  { "> 0", "bronze", "b" },
  { "> 1", "gold", "a" },
  { "> 2", "silver", "c" },
  { "> 3", "gold", "d" },
}
decision_table "collect" {
  hit = "collect", when = { category = "collect" },
  columns = { "effort", "-> levels", "-> regions" },
  { "> 0", "x", "1" },
  { "> 1", "y", "" },
  { "> 2", "z", "3" },
}
route "rest" { to = "p/desk" }
