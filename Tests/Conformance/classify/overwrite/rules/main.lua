-- A rule fills only what the request lacks, unless it says overwrite.
rulebase { name = "overwrite", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }

classify "fills" {
  when = { summary = contains "till" },
  set = { category = "till" },
}
classify "knows better" {
  when = { summary = contains "till", channel = "phone" },
  set = { category = "till by phone" },
  overwrite = true,
}
route "tills by phone" { when = { category = "till by phone" }, to = "p/desk" }
route "rest" { to = "p" }
