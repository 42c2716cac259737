-- The tree of Alertmanager's TestRouteMatchersAndMatch (dispatch/route_test.go).
rulebase { name = "alertmanager/matchers-and-match", version = "1" }

receiver "notify-def" {}
receiver "notify-A" {}
receiver "notify-testing" {}
receiver "notify-productionA" {}
receiver "notify-productionB" {}
receiver "notify-BC" {}

route "everything" {
  labels = true,
  to = "notify-def",
  route "owner=team-A, level!=critical" {
    when = { owner = "team-A", level = is_not "critical" },
    to = "notify-A",
    route "owner=team-A, level!=critical; env=testing, baz!~.*quux" {
      when = { env = "testing", baz = is_not(matches "^(?:.*quux)$") },
      to = "notify-testing",
    },
    route "owner=team-A, level!=critical; env=production" {
      when = { env = "production" },
      to = "notify-productionA",
      continue = true,
    },
    route "owner=team-A, level!=critical; env=~produ.*, job=~.*" {
      when = { env = matches "^(?:produ.*)$", job = matches "^(?:.*)$" },
      to = "notify-productionB",
    },
  },
  route "owner=~team-(B|C)" {
    when = { owner = matches "^(?:team-(B|C))$" },
    to = "notify-BC",
  },
  route "group_by=role" {
    when = { group_by = "role" },
    route "group_by=role; env=testing" {
      when = { env = "testing" },
      to = "notify-testing",
      route "group_by=role; env=testing; wait=long" {
        when = { wait = "long" },
      },
    },
  },
}
