-- Payroll of a company with three providers and a service integrator. Start reading here:
--   catalogue.lua   who there is: providers, services, roles, customers, items
--   routing.lua     who gets what, at which priority, and why
--   governance.lua  what needs approval, and what must always hold

rulebase {
  name = "payroll", version = "2026.11", timezone = "Europe/London",
  owner = "incident-process-owner",
}

include "catalogue"
include "routing"
include "governance"
