-- One way, same way. Names no provider; who may differ, where, until when and at what price stands at
-- the end. The tags are the controls of COBIT 2019 that a rule shows to be kept.
process "incident" {
  of = { kind = "incident" }, owner = "incident-manager",
  because = "a customer must not notice which provider works for them",

  states = {
    new         = { to = { "assigned", "cancelled" } },
    assigned    = { to = { "in_progress", "cancelled" } },
    in_progress = { to = { "pending", "assigned", "resolved", "cancelled" } },
    pending     = { to = { "in_progress" } },
    resolved    = { to = { "closed", "in_progress" } },
    closed      = { final = true },
    cancelled   = { final = true },
  },

  variation "direct-fix" {
    allows  = { assigned = { to = { "resolved" } } },
    skips   = { "Accepted before it is solved" },
    because = "what is solved while it is read needs no state of its own",
  },

  constraint "Accepted within half an hour" {
    "assign", followed_by = { "accept", "resolve" }, within = minutes(30),
    owner = "incident-manager", tags = { "COBIT DSS02.04" },
  },
  constraint "Accepted before it is solved" {
    "accept", before = "resolve", tags = { "COBIT DSS02.04" },
  },
  constraint "Closed only with a confirmed outcome" {
    "close", preceded_by = "confirm", owner = "cio", tags = { "COBIT DSS02.06" },
    because = "an outcome counts when whoever needed it says so",
  },
  constraint "A complaint is answered" {
    "complaint", followed_by = { "respond", "resolve" }, within = hours(4),
  },
  -- To be kept from next year on; until then it is looked at.
  constraint "Solved for good" {
    "reopen", at_most = 0, mode = "advisory", until_date = "2026-12-31",
  },
  constraint "Solved for good, from 2027 on" { "reopen", at_most = 0, from_date = "2027-01-01" },

  -- Streamlined, not bureaucratic.
  limit "One approval is enough" { events_of = "approve", at_most = 1, severity = "warning" },
  limit "Handed over twice at most" {
    handoffs_of = "provider", at_most = 2, tags = { "COBIT DSS02.04" },
  },
  -- The customer is nobody's integrator.
  same "One contact" { "contact", "contact", equal_in = "contacted", tags = { "COBIT DSS02.02" } },

  raci {
    assign  = { responsible = "service_integrator", accountable = "incident-manager" },
    accept  = { responsible = "service_provider", accountable = "service_owner",
                informed = "service_integrator" },
    resolve = { responsible = "service_provider", accountable = "service_owner",
                informed = "customer" },
    confirm = { responsible = "customer", accountable = "service_owner" },
    close   = { responsible = "service_integrator", accountable = "incident-manager" },
  },
}

adaptation "Acme solves payslips at once" {
  process = "incident", provider = "acme", uses = "direct-fix", cost = 1200,
  requested_on = "2026-03-02", until_date = "2027-06-30", owner = "cio",
  because = "annex C: two in three are solved while they are read",
}
waiver "Contoso moves its desk" {
  process = "incident", provider = "contoso", constraint = "Accepted within half an hour",
  until_date = "2026-10-31", owner = "incident-manager", because = "a new building",
}
