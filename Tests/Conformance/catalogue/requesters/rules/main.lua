-- What the world knows of a requester; a field whose source is absent is missing.
rulebase { name = "requesters", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
policy "gold" { forbid = { requester = { segment = "gold" } } }
policy "asked before" { forbid = { contacts_of_requester = above(1) } }
policy "few open" { forbid = { open_requests_of_requester = at_most(2) } }
route "rest" { to = "p/desk" }
