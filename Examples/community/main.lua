-- A bank, its service integrator and three providers: how they answer the customer, what they know
-- together, who comes together when it burns, and what happens after a promise was not kept.

rulebase {
  name = "community", version = "1", timezone = "Europe/Berlin", owner = "service-delivery-manager",
  description = "Replies, knowledge, swarms, problem teams and trust over several providers",
}

include "catalogue"
include "routing"
include "replies"
include "knowledge"
include "promises"
include "together"

route "Everything else goes to the service desk" { to = "integrator/service-desk" }
