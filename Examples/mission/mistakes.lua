-- What does not load: a request may belong to nobody, and nobody answers for a step of the process.
rulebase { name = "mistakes", version = "1" }
provider "desk" { default = "first-line", groups = { ["first-line"] = {} } }
service "records" { name = "Patient records", provider = "desk" }

route "Only incidents" { when = { kind = "incident" }, to = "desk" }

process "incident" {
  of = { kind = "incident" },
  raci {
    accept  = { responsible = "provider" },
    resolve = { responsible = "provider", accountable = { "service_owner", "provider" } },
  },
}
