scenario "An order goes to the group that the service names for orders" {
  given  = { kind = "service_request", summary = "a second screen", requester = "u-1",
             service = "workplace", impact = "low", urgency = "medium" },
  expect = { priority = 4, to = "provider-b/depot", accountable = "office-manager", errors = 0,
             rule = "A service request goes to the group that its service names for orders" },
}

scenario "An order of a service without such a group goes to its provider" {
  given  = { kind = "service_request", summary = "a new discount code", requester = "u-1",
             service = "web-shop", impact = "low", urgency = "low" },
  expect = { priority = 5, to = "provider-a/support", errors = 0,
             rule = "A service request goes to the provider of its service" },
}

scenario "A VIP's order is never below P3" {
  given  = { kind = "service_request", summary = "a second screen", requester = "u-1", vip = true,
             service = "workplace", impact = "low", urgency = "low" },
  expect = { priority = 3, to = "provider-b/depot", errors = 0 },
}

scenario "An order that names no service stays with the integrator" {
  given  = { kind = "service_request", summary = "a plant for the office", requester = "u-1",
             impact = "low", urgency = "low" },
  expect = { to = "integrator/service-desk", errors = 0 },
}
