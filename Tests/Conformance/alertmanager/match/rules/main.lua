-- The tree of Alertmanager's TestRouteMatch (dispatch/route_test.go).
rulebase { name = "alertmanager/match", version = "1" }

receiver "notify-def" {}
receiver "notify-A" {}
receiver "notify-testing" {}
receiver "notify-productionA" {}
receiver "notify-productionB" {}
receiver "notify-BC" {}

route "everything" {
  labels = true,
  to = "notify-def",
  route "owner=team-A" {
    when = { owner = "team-A" },
    to = "notify-A",
    route "owner=team-A; env=testing" {
      when = { env = "testing" },
      to = "notify-testing",
    },
    route "owner=team-A; env=production" {
      when = { env = "production" },
      to = "notify-productionA",
      continue = true,
    },
    route "owner=team-A; env=~produ.*, job=~.*" {
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
