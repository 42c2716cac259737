-- What needs approval, and what must hold whoever works on a request.

approval "Changes to vital services" {
  when    = { kind = "change", service = { criticality = "vital" } },
  by      = { "change-board" }, needs = 1, within = business_days(2),
  because = "a failed change to a vital service stops the company",
}

approval "Large orders" {
  when    = { kind = "service_request", contract_value = above(100000) },
  by      = { "cio", "hr-director" }, needs = 2, within = days(5),
  because = "the company's signature rules ask for two",
}

policy "No customer is their own integrator" {
  when     = { kind = "incident" },
  forbid   = { contacts_of_requester = above(1) },
  severity = "violation",
  message  = "the requester had to ask more than once in the last thirty days",
}

policy "An order states its value" {
  when     = { kind = "service_request", category = { "laptop", "phone" } },
  require  = { contract_value = present },
  severity = "warning",
  message  = "the order does not say what it costs",
}

policy "Pilots are not for gold customers" {
  when       = { customer = { segment = "gold" } },
  forbid     = { service = { portfolio_state = "pilot" } },
  severity   = "warning",
  from_date  = "2026-06-01",
  until_date = "2026-12-31",
  message    = "the service is still a pilot",
}

policy "A request says who asks" {
  require  = { requester = present },
  severity = "information",
  mode     = "advisory",
  message  = "the request has no requester",
}
