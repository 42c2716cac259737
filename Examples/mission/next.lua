-- The same rules when telephony comes back into the house.
rulebase {
  name = "hospitals", version = "2", timezone = "Europe/Berlin", owner = "integration-lead",
}

include "catalogue"

service "telephony" {
  name = "Telephony", accountable = "head-nurse", criticality = "high", provider = "house-it",
  availability = "99.8%", monthly_cost = 2600,
}

include "routing"
include "promises"
include "together"
include "measures"
include "tests/agreed"

route "Everything else goes to our desk" { to = "integrator/desk" }
