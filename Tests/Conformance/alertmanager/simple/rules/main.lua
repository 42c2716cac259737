-- Alertmanager's example doc/examples/simple.yml.
rulebase { name = "alertmanager/simple", version = "1" }

receiver "team-X-mails" {}
receiver "team-X-pager" {}
receiver "team-Y-mails" {}
receiver "team-Y-pager" {}
receiver "team-DB-pager" {}

route "everything" {
  labels = true,
  to = "team-X-mails",
  route "service=~foo1|foo2|baz" {
    when = { service = matches "^(?:foo1|foo2|baz)$" },
    to = "team-X-mails",
    route "service=~foo1|foo2|baz; severity=critical" {
      when = { severity = "critical" },
      to = "team-X-pager",
    },
  },
  route "service=files" {
    when = { service = "files" },
    to = "team-Y-mails",
    route "service=files; severity=critical" {
      when = { severity = "critical" },
      to = "team-Y-pager",
    },
  },
  route "service=database" {
    when = { service = "database" },
    to = "team-DB-pager",
    route "service=database; owner=team-X" {
      when = { owner = "team-X" },
      to = "team-X-pager",
      continue = true,
    },
    route "service=database; owner=team-Y" {
      when = { owner = "team-Y" },
      to = "team-Y-pager",
    },
  },
}
