-- Alertmanager's CLI test conf.routing-reverted.yml: the same siblings the other way round.
rulebase { name = "alertmanager/routing-reverted", version = "1" }

receiver "default" {}
receiver "test2" {}
receiver "test1" {}

route "everything" {
  labels = true,
  to = "default",
  route "test=2" {
    when = { test = 2 },
    to = "test2",
    continue = true,
  },
  route "test=~^[12]$" {
    when = { test = matches "^(?:^[12]$)$" },
    to = "test1",
    continue = true,
  },
}
