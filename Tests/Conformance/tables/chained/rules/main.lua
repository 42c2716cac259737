-- Tables come after the classify rules, each with what those before it set, wherever they stand; later
-- stages see it all. Only what the request lacks is set, unless a table overwrites.
rulebase { name = "chained", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["gold"] = {} } }
service "mail" { provider = "p", criticality = "vital" }
configuration_item "server" { service = "mail" }
field "level" { type = "text" }
field "fee" { type = "number" }
field "note" { type = "text" }

decision_table "level by category" {
  columns = { "category", "-> level" }, { "server", "gold" }, { "printer", "bronze" } }
decision_table "fee by level" {
  hit = "first", columns = { "level", "-> fee", "-> note" },
  { "gold", 100, function(request) return request.level .. " costs" end },
  { "bronze", 10, "" } }
decision_table "vital services cost more" {
  when = { service = { criticality = "vital" } }, overwrite = true,
  columns = { "fee", "-> fee" }, { "[50..100]", 200 } }
decision_table "not any more" {
  until_date = "2020-12-31", overwrite = true, columns = { "category", "-> level" }, { "-", "old" } }
decision_table "perhaps later" {
  mode = "shadow", overwrite = true, columns = { "category", "-> level" }, { "-", "new" } }
decision_table "from a file" { from = "notes.csv" }

classify "hosts are servers" { when = { category = "host" }, set = { category = "server" },
  overwrite = true }
classify "words" { when = { summary = contains "print" }, set = { category = "printer" } }

priority "gold" { when = { fee = above(150) }, set = 1 }
priority "rest" { set = 4 }
route "gold" { when = { level = "gold" }, to = "p/gold" }
route "rest" { to = "p/desk" }
