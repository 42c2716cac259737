-- A vital payroll incident over the weekend on which clocks go forward: who has it when, what it
-- costs of whose time, and who is called.

rulebase {
  name = "dst-weekend", version = "1", timezone = "Europe/Paris",
  owner = "service-delivery-manager",
  description = "Clocks, handoffs and a ladder over 29 March 2026, a night of 23 hours",
}

include "catalogue"
include "routing"
include "agreements"
include "handoffs"
include "escalation"
