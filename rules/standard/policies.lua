-- What must hold for every request, whoever works on it. A policy never changes a decision: it
-- reports. `violation` is for what must not happen, `warning` for what somebody should look at,
-- `information` for what is good to know.
--
-- Use it with `include "standard/policies"`. If one of these does not fit, write your own policy
-- with `overrides = "…"` and the name of the one that it replaces.

-- The customer's view -----------------------------------------------------------------------

policy "No customer is their own integrator" {
  when     = { kind = "incident" },
  forbid   = { contacts_of_requester = above(1) },
  severity = "violation",
  message  = "the requester had to ask more than once in the last thirty days",
  because  = "the customer has one contact; passing work between providers is the integrator's job",
}

policy "A requester with many open requests gets a call" {
  forbid   = { open_requests_of_requester = at_least(5) },
  severity = "warning",
  message  = "the requester has five or more open requests",
  because  = "somebody with five open requests has a problem that none of the five names",
}

policy "A request reopened twice is looked at" {
  forbid   = { reopened = at_least(2) },
  severity = "warning",
  message  = "the request was reopened twice or more",
  because  = "what comes back was closed for us and not for the customer",
}

-- What a request must say --------------------------------------------------------------------

policy "A request says what it is about" {
  require  = { summary = present },
  severity = "violation",
  message  = "the request has no summary",
  because  = "nobody can work on what nobody described",
}

policy "A request says who asks" {
  when     = { kind = { "incident", "service_request", "change" }, channel = is_not("monitoring") },
  require  = { requester = present },
  severity = "violation",
  message  = "the request has no requester",
  because  = "without a requester nobody can confirm that the work helped",
}

policy "An incident has a priority" {
  when     = { kind = "incident" },
  require  = { priority = present },
  severity = "violation",
  message  = "neither the matrix nor a rule gave the incident a priority",
  because  = "without a priority no target applies",
}

policy "A demand states its benefit" {
  when     = { kind = "demand" },
  require  = { benefit = present },
  severity = "warning",
  message  = "the demand does not state its benefit",
  because  = "demands are ordered by benefit; one without it waits for ever",
}

-- What the catalogue must say ----------------------------------------------------------------

policy "A change says which service it touches" {
  when     = { kind = "change" },
  require  = { service = present },
  severity = "violation",
  message  = "the change names no service",
  because  = "approval depends on the service",
}

policy "A configuration item belongs to a service" {
  when     = { configuration_item = present },
  require  = { service = present },
  severity = "warning",
  message  = "the request names an item and no service could be found from it",
  because  = "we manage services; an item matters because of the service that stands on it",
}

policy "A vital service has somebody accountable" {
  when     = { service = { criticality = "vital" } },
  require  = { service = { accountable = present } },
  severity = "violation",
  message  = "the service is vital and nobody is accountable for it",
  because  = "what nobody is accountable for is nobody's failure",
}

policy "A retired service gets no new requests" {
  when     = { state = { "new", absent } },
  forbid   = { service = { portfolio_state = "retired" } },
  severity = "warning",
  message  = "the service is retired",
  because  = "a retired service that is still used was not replaced for everybody",
}

-- Work that is passed around -----------------------------------------------------------------

policy "A request is handed over three times at most" {
  forbid   = { handoffs = above(3) },
  severity = "warning",
  mode     = "advisory",
  message  = "the request was handed over more than three times",
  because  = "every handover costs the customer time and tells us that the routing is wrong",
}
