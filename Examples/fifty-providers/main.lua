-- Fifty providers and not one rule that names them. The providers and services are data; the rules
-- are the standard library's, which ask the catalogue who provides a service. Adding the
-- fifty-first provider, or replacing one by another, changes data and no rule.

rulebase { name = "fifty-providers", version = "1", owner = "service-integration-lead" }

include "standard/matrix"
include "catalogue"
include "rules"
include "standard/incident-routing"
include "standard/service-request-routing"

route "Everything else goes to the integrator" { to = "integrator/service-desk" }
