-- Alertmanager's CLI test conf.routing.yml: both siblings, in order.
rulebase { name = "alertmanager/routing", version = "1" }

receiver "default" {}
receiver "test1" {}
receiver "test2" {}

route "everything" {
  labels = true,
  to = "default",
  route "test=~^[12]$" {
    when = { test = matches "^(?:^[12]$)$" },
    to = "test1",
    continue = true,
  },
  route "test=2" {
    when = { test = 2 },
    to = "test2",
  },
}
