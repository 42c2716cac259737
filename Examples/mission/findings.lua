-- What loads, and is wrong all the same: `check` finds it.
rulebase { name = "findings", version = "1", timezone = "UTC" }
provider "desk" { default = "first-line",
  groups = { ["first-line"] = { hours = "always" }, ["archive"] = { hours = "always" } } }
role "head-nurse" { party = "customer", authority = 1 }
service "records" {
  name = "Patient records", provider = "desk", accountable = "head-nurse", availability = "99.5%",
}
service "patient-records" {
  name = "Patient Records", provider = "desk", accountable = "head-nurse", availability = "99.5%",
}
service "ward-round" {
  provider = "desk", accountable = "head-nurse", depends_on = { "records", "patient-records" },
  availability = "99.9%", promised_availability = "99.5%",
}
configuration_item "db-17" { service = "records" }

calendar "office" { timezone = "UTC", monday_to_friday = "08:00-18:00" }

sla "Orders within a day" {
  when = { kind = "service_request" }, metric = "time_to_resolve", within = hours(24),
}
ola "The desk does its part in five hours of the office" {
  with = "desk", metric = "time_to_resolve", within = business_hours(5), calendar = "office",
  supports = "Orders within a day",
}

route "The old database" { when = { configuration_item = "db-17" }, to = "desk/first-line" }
route "Everything else" { to = "desk" }
