-- When tasks are due and by how much they may slip, each in the calendar of the group that has it.
rulebase { name = "times of plans", version = "1" }
calendar "uk-office" { timezone = "Europe/London", monday_to_friday = "09:00-17:30" }
calendar "depot" {
  timezone = "Europe/Paris", monday_to_friday = "08:00-16:00",
  holidays = { "2026-05-08", "2026-05-14" } }
provider "contoso" { default = "identity", groups = { identity = { hours = "uk-office" } } }
provider "fuji" { default = "depot", groups = { depot = { hours = "depot" } } }
provider "acme" { default = "payroll-desk", groups = { ["payroll-desk"] = { hours = "uk-office" } } }
provider "integrator" { default = "service-desk", groups = { ["service-desk"] = { hours = "always" } } }

plan "New starter" {
  when = { kind = "service_request", catalogue_item = "new-starter" },
  task "account" { to = "contoso/identity", within = business_hours(4) },
  task "laptop"  { to = "fuji/depot",       within = business_days(3) },
  task "payroll" { to = "acme/payroll-desk", within = business_days(1), after = "account" },
  task "welcome" { to = "integrator/service-desk", after = { "account", "laptop", "payroll" } } }

-- The quickest of two ways is enough; what stands in is done only if that fails.
plan "Any way" {
  when = { catalogue_item = "any-way" },
  task "courier" { to = "fuji", within = hours(5), if_failed = "taxi" },
  task "taxi"    { to = "fuji", within = hours(1) },
  task "mail"    { to = "fuji", within = days(2), optional = true },
  task "receipt" { to = "acme", within = hours(1), after = { "courier", "mail" }, any = true } }

route "rest" { to = "integrator" }
