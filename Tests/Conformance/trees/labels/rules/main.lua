-- In a tree with labels every name is allowed, values are texts, and a missing label is "".
rulebase { name = "labels", version = "1" }
receiver "root" {}
receiver "no-team" {}
receiver "team" {}
receiver "number" {}
receiver "any" {}

route "root" {
  labels = true, to = "root",
  route "test without a team" { when = { env = "test", team = "" }, to = "no-team" },
  route "test with a team" { when = { env = "test", team = is_not "" }, to = "team" },
  route "a number" { when = { code = 404 }, to = "number" },
  route "negative matchers hold for a missing label" {
    when = { env = "live", team = is_not(matches "^(?:web|shop)$") }, to = "any",
  },
}
