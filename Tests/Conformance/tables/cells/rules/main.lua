-- What a cell of a table may say; the same from a CSV file.
rulebase { name = "cells", version = "1" }
provider "p" {
  default = "desk",
  groups = {
    ["desk"] = {}, ["small"] = {}, ["medium"] = {}, ["large"] = {}, ["free"] = {}, ["named"] = {},
    ["not-x"] = {}, ["listed"] = {}, ["south"] = {},
  },
}
customer "c" { region = "south" }
field "amount" { type = "number", of = "request" }

route_table "amounts" {
  when = { amount = present },
  columns = { "amount", "-> to" },
  { 0, "p/free" },
  { "< 10", "p/small" },
  { "[10..20)", "p/medium" },
  { "]20..30]", "p/large" },
}
route_table "from a file" { from = "cells.csv" }
route "rest" { to = "p/desk" }
