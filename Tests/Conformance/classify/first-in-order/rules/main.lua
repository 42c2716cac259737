-- For each field, the first rule in order that sets it wins.
rulebase { name = "first-in-order", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }

classify "cables" {
  when = { summary = contains "cable" },
  set = { category = "cable" },
}
classify "hardware" {
  when = { summary = contains_any { "cable", "screen" } },
  set = { category = "hardware", subcategory = "part" },
}
route "rest" { to = "p" }
