-- first, unique, any, collect; a violation names the rows and their outcomes, and the table counts
-- as not matched.
rulebase { name = "hit-policies", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["one"] = {}, ["two"] = {}, ["three"] = {} } }

route_table "first" {
  hit = "first", when = { category = "first" },
  columns = { "subcategory", "location", "-> to", "-> because" },
  { "a", "-", "p/one", "row one" },
  { "-", "x", "p/two", "row two" },
}
route_table "unique" {
  hit = "unique", when = { category = "unique" },
  columns = { "subcategory", "location", "-> to" },
  { "a", "-", "p/one" },
  { "-", "x", "p/two" },
}
route_table "any" {
  hit = "any", when = { category = "any" },
  columns = { "subcategory", "location", "channel", "-> to" },
  { "a", "-", "-", "p/one" },
  { "-", "x", "-", "p/one" },
  { "-", "-", "phone", "p/three" },
}
route_table "collect" {
  hit = "collect", when = { category = "collect" },
  columns = { "subcategory", "location", "-> to" },
  { "a", "-", "p/one" },
  { "-", "x", "p/two" },
  { "a", "x", "p/three" },
}
route "rest" { to = "p/desk" }
