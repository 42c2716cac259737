scenario "An incident goes to the provider of its service" {
  given  = { kind = "incident", summary = "no cash register works", requester = "u-1",
             service = "web-shop", impact = "medium", urgency = "medium" },
  expect = { priority = 3, to = "provider-a/support", provider = "provider-a", group = "support",
             accountable = "sales-director", errors = 0,
             rule = "An incident goes to the provider of its service" },
}

scenario "A major incident is P1 and goes to the group that the service names" {
  given  = { kind = "incident", summary = "the shop is down", requester = "u-1", major = true,
             service = "web-shop", impact = "low", urgency = "low" },
  expect = { priority = 1, to = "integrator/major-incidents", accountable = "sales-director",
             rule = "A major incident goes to the group that its service names", errors = 0 },
}

scenario "A major incident of a service that names no such group goes to its provider" {
  given  = { kind = "incident", summary = "no network", requester = "u-1", major = true,
             service = "network" },
  expect = { priority = 1, to = "provider-b/support", errors = 0 },
}

scenario "A VIP's small incident becomes P3" {
  given  = { kind = "incident", summary = "screen flickers", requester = "u-1", vip = true,
             service = "workplace", impact = "low", urgency = "low" },
  expect = { priority = 3, to = "provider-b/support", errors = 0 },
}

scenario "A VIP customer counts like a VIP request" {
  given  = { kind = "incident", summary = "screen flickers", requester = "u-1",
             customer = "the-board", service = "workplace", impact = "low", urgency = "low" },
  expect = { priority = 3, errors = 0 },
}

scenario "A VIP's urgent incident keeps its priority" {
  given  = { kind = "incident", summary = "no mail", requester = "u-1", vip = true,
             service = "workplace", impact = "high", urgency = "high" },
  expect = { priority = 1, errors = 0 },
}

scenario "Nobody's small incident stays P5" {
  given  = { kind = "incident", summary = "screen flickers", requester = "u-1",
             service = "workplace", impact = "low", urgency = "low" },
  expect = { priority = 5, errors = 0 },
}

scenario "An incident on a known item gets the item's service" {
  given  = { kind = "incident", summary = "database is slow", requester = "u-1",
             configuration_item = "shop-db-01", impact = "high", urgency = "medium" },
  world  = { now = "2026-05-08T09:00:00Z" },
  expect = { service = "web-shop", to = "provider-a/support", priority = 2, errors = 0 },
}

scenario "An item whose data is seven years old gets its fallback service" {
  given  = { kind = "incident", summary = "no link", requester = "u-1",
             configuration_item = "old-switch", impact = "medium", urgency = "medium" },
  world  = { now = "2026-05-08T09:00:00Z" },
  expect = { service = "workplace", to = "provider-b/support", errors = 0 },
}

scenario "An incident without a service stays with the integrator" {
  given  = { kind = "incident", summary = "something is wrong", requester = "u-1",
             impact = "medium", urgency = "medium" },
  expect = { to = "integrator/service-desk", errors = 0,
             rule = "Everything else goes to the integrator's service desk" },
}

scenario "An incident of a service that nobody provides stays with the integrator" {
  given  = { kind = "incident", summary = "no dial tone", requester = "u-1",
             service = "telephone-exchange", impact = "medium", urgency = "medium" },
  expect = { to = "integrator/service-desk", errors = 0,
             policies = { "A vital service has somebody accountable" } },
}
