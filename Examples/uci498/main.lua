-- Incidents of a real ServiceNow installation, decided with rules that were read off its log.

rulebase {
  name = "uci498", version = "1", timezone = "UTC", owner = "incident-manager",
  description = "Routing learned from the incident log of Amaral, Fantinato and Peres (2018)",
}

include "catalogue"
include "source"
include "priority"
include "classify"
include "routing"
include "policies"
