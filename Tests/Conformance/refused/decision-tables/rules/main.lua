-- Mistakes in tables that set fields: all are told at once, each at its place.
rulebase { name = "decision-tables", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "level" { type = one_of { "gold", "silver" } }
field "fee" { type = "number" }
field "steps" { type = "list" }
decision_table "a short row" { columns = { "category", "-> level" }, { "a" } }
decision_table "an unknown field" { columns = { "category", "-> levle" }, { "a", "gold" } }
decision_table "a wrong value" { columns = { "category", "-> level" }, { "a", "glod" } }
decision_table "a wrong type" { columns = { "category", "-> fee" }, { "a", "10" } }
decision_table "no values" { hit = "priority", columns = { "category", "-> level" }, { "a", "gold" } }
decision_table "a text is no sum" { hit = "sum", columns = { "category", "-> level" }, { "a", "gold" } }
decision_table "two sums" { hit = "sum", columns = { "category", "-> fee", "-> cost" }, { "a", 1, 2 } }
decision_table "no list" { hit = "collect", columns = { "category", "-> level" }, { "a", "gold" } }
decision_table "twice" { from = "broken.csv", columns = { "category", "-> fee" }, { "a", 1 } }
decision_table "unknown policy" { hit = "frist", columns = { "category", "-> fee" }, { "a", 1 } }
decision_table "no output" { columns = { "category", "-> because" }, { "a", "b" } }
decision_table "leads nowhere" { columns = { "category", "-> to" }, { "a", "p/desk" } }
decision_table "sets it twice" { columns = { "category", "-> fee", "-> fee" }, { "a", 1, 2 } }
decision_table "no rows" { columns = { "category", "-> fee" } }
decision_table "no such output" { columns = { "category", "-> fee" }, { "a", 1 }, default = { fees = 1 } }
decision_table "a stranger" { columns = { "category", "-> fee" }, { "a", 1 }, values = { fee = { 2, 3 } } }
decision_table "a strange default" { columns = { "effort", "-> fee" }, { 1, 2 }, values = { fee = { 2 } }, default = { fee = 3 } }
decision_table "no duration" { columns = { "effort", "-> fee" }, { "< duration(\"P1D\")", 2 } }
decision_table "one number or two" { columns = { "effort", "-> fee" }, { "1,5", 2 } }
decision_table "an event" { columns = { "effort", "-> event" }, { 1, "x" } }
decision_table "a broken file" { from = "broken.csv" }
decision_table "a file with cells that do not fit" { from = "cells.csv" }
decision_table "a list with names" { columns = { "effort", "-> steps" }, { 1, { first = "a" } } }
route "rest" { to = "p/desk" }
