-- Who there is, and when they work. In the night to Sunday, 29 March 2026, the clocks of Paris go from
-- 02:00 to 03:00 and those of London from 01:00 to 02:00, at the same instant.

calendar "paris-office" {
  timezone = "Europe/Paris", monday_to_friday = "09:00-18:00",
  holidays = { "2026-04-06", "2026-05-01" },
}
calendar "london-office" {
  timezone = "Europe/London", monday_to_friday = "08:30-17:30",
  holidays = { "2026-04-03", "2026-04-06" },
}
-- Outside of these nobody is told anything that can wait.
calendar "waking-hours" { timezone = "Europe/Paris", every_day = "07:00-22:00" }

role "payroll-director"         { name = "Payroll director", party = "customer", authority = 1 }
role "service-delivery-manager" { name = "Service delivery manager", party = "service_integrator",
  provider = "integrator", authority = 2 }
role "cio"                      { name = "CIO", party = "customer", authority = 3 }

provider "integrator" {
  name = "Service integration", kind = "internal", default = "service-desk",
  groups = { ["service-desk"] = { name = "Service desk", hours = "always" } },
}
provider "acme" {
  name = "Acme Payroll Services", kind = "external", default = "payroll-desk",
  groups = {
    ["payroll-desk"] = { name = "Payroll desk, Paris", hours = "paris-office" },
    ["payroll-l3"]   = { name = "Payroll engineers", hours = "always" },
  },
}
provider "contoso" {
  name = "Contoso Databases", kind = "external", default = "database",
  groups = { ["database"] = { name = "Database operations, London", hours = "always" } },
}

service "payroll" {
  name = "Payroll", accountable = "payroll-director", criticality = "vital", provider = "acme",
}

-- Who is called beside the groups: a turn is a day, from eight to eight by the clocks of Paris.
rota "duty-manager" {
  timezone = "Europe/Paris",
  layers = { { people = { "camille", "jonas" }, handover = "08:00", every = days(1),
               from_date = "2026-03-23" } },
}
