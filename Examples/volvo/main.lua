-- The incident process of a company with one service desk system and many organisations, and what the
-- system's own words mean in it. The log is that of the BPI Challenge 2013.
rulebase { name = "volvo", version = "1", timezone = "Europe/Stockholm" }

include "log"
include "process"

-- Cases are not routed here, but a rule base says where everything goes in the end.
provider "it" { name = "Volvo IT", default = "desk", groups = { desk = {} } }
route "Everything" { to = "it/desk" }
