-- Two providers with a tool each, and one way of working. What a tool calls things is in `tools.lua`,
-- and nowhere else.
rulebase { name = "two-tools", version = "1", timezone = "Europe/Berlin" }

include "standard/frameworks"
include "standard/sources/servicenow"
include "standard/sources/jira"
include "standard/roles"
include "standard/matrix"
include "catalogue"
include "tools"
include "interface"
include "process"
