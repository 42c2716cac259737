-- The standard library, loaded whole on a small catalogue, so that `baton check rules/standard`
-- and `baton test rules/standard` work as they are. In a rule base of your own you include the
-- files that you want by the reserved name, `include "standard/matrix"`, and bring your own
-- catalogue and fallback; you need no copy of these files.

rulebase {
  name = "standard", version = "1", owner = "incident-process-owner",
  description = "ITIL-style matrix, routing skeletons, targets, ladders, processes, baseline policies and sources",
}

include "matrix"
include "sources/servicenow"
include "sources/jira"
include "sources/pagerduty"
include "sources/cloudevents"
include "sources/alertmanager"

include "catalogue"

include "incident-routing"
include "service-request-routing"
include "policies"
include "targets"
include "ladders"
include "handoffs"
include "measures"

include "processes/major-incident"
include "processes/incident"
include "processes/service-request"
include "processes/change"
include "processes/problem"

route "Everything else goes to the integrator's service desk" { to = "integrator/service-desk" }
