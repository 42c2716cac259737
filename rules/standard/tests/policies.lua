-- Each policy once broken and, where that could go wrong, once kept.

scenario "Asking twice is a violation" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "network",
             impact = "low", urgency = "low", contacts_of_requester = 2 },
  expect = { policies = { "No customer is their own integrator" } },
}

scenario "Asking once breaks no policy" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "network",
             impact = "low", urgency = "low", contacts_of_requester = 1 },
  expect = { policies = {} },
}

scenario "Five open requests are a warning" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "network",
             impact = "low", urgency = "low", open_requests_of_requester = 5 },
  expect = { policies = { "A requester with many open requests gets a call" } },
}

scenario "Reopened twice is a warning" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "network",
             impact = "low", urgency = "low", reopened = 2 },
  expect = { policies = { "A request reopened twice is looked at" } },
}

scenario "A request must say what it is about" {
  given  = { kind = "incident", requester = "u-1", service = "network",
             impact = "low", urgency = "low" },
  expect = { policies = { "A request says what it is about" } },
}

scenario "A request must say who asks" {
  given  = { kind = "incident", summary = "s", service = "network",
             impact = "low", urgency = "low" },
  expect = { policies = { "A request says who asks" } },
}

scenario "A machine need not say who asks" {
  given  = { kind = "incident", summary = "s", service = "network", channel = "monitoring",
             impact = "low", urgency = "low" },
  expect = { policies = {} },
}

scenario "A demand must state its benefit" {
  given  = { kind = "demand", summary = "s", impact = "low", urgency = "low" },
  expect = { policies = { "A demand states its benefit" } },
}

scenario "A change must say which service it touches" {
  given  = { kind = "change", summary = "s", requester = "u-1", impact = "low", urgency = "low" },
  expect = { policies = { "A change says which service it touches" } },
}

scenario "An item that leads to no service is a warning" {
  given  = { kind = "incident", summary = "s", requester = "u-1",
             configuration_item = "an-unknown-server", impact = "low", urgency = "low" },
  expect = { to = "integrator/service-desk",
             policies = { "A configuration item belongs to a service" } },
}

scenario "A new request for a retired service is a warning" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "fax", state = "new",
             impact = "low", urgency = "low" },
  expect = { policies = { "A retired service gets no new requests" } },
}

scenario "Four handovers are reported" {
  given  = { kind = "incident", summary = "s", requester = "u-1", service = "network",
             impact = "low", urgency = "low", handoffs = 4 },
  expect = { policies = { "A request is handed over three times at most" } },
}
