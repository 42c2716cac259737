-- Three hospitals of a town, four providers and a service integrator. Just enough rules to show what each
-- row of README.md claims; the other examples show how such rule bases grow.
rulebase {
  name = "hospitals", version = "1", timezone = "Europe/Berlin", owner = "integration-lead",
}

include "catalogue"

-- Who provides telephony is the only thing in which `next.lua` differs.
service "telephony" {
  name = "Telephony", accountable = "head-nurse", criticality = "high", provider = "ringwell",
  availability = "99.8%", monthly_cost = 2600,
}

include "routing"
include "promises"
include "together"
include "measures"

route "Everything else goes to our desk" { to = "integrator/desk" }
