-- A node without `to` inherits its parent's; children in order, as far as the first that matched
-- and does not say continue; the node itself if none did.
rulebase { name = "inheritance", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["one"] = {}, ["two"] = {} } }
receiver "pager" {}

route "tills" {
  when = { category = "till" }, to = "p/one",
  route "tills in the south" {
    when = { location = "south" },
    route "printers in the south" { when = { subcategory = "printer" }, to = "p/two" },
  },
  route "page somebody" { when = { vip = true }, to = "pager", continue = true },
  route "drawers" { when = { subcategory = "drawer" }, to = "p/two" },
}
route "rest" { to = "p/desk" }
