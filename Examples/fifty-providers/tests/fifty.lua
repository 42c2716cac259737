-- The same rule for all fifty: the loop asks each of them.

for n = 1, 50 do
  local number = string.format("%02d", n)
  scenario("An incident of service " .. number .. " reaches its provider") {
    given  = { kind = "incident", service = "service-" .. number, impact = "medium",
               urgency = "medium", summary = "s", requester = "u-1" },
    expect = { to = "provider-" .. number .. "/desk", accountable = "service-owner", errors = 0 },
  }
end

scenario "An order reaches the provider's specialists" {
  given  = { kind = "service_request", service = "orders-07", impact = "low", urgency = "low",
             summary = "s", requester = "u-1" },
  expect = { to = "provider-07/specialists", errors = 0 },
}

scenario "A major incident of a vital service goes to the integrator" {
  given  = { kind = "incident", service = "service-20", major = true, impact = "low",
             urgency = "low", summary = "s", requester = "u-1" },
  expect = { priority = 1, to = "integrator/major-incidents", errors = 0 },
}

-- Of the forty, 14 and 49 are the only ones with the lowest cost (20) and the highest satisfaction
-- (4): no other can be better on either. The first listed wins.
scenario "The best of forty offers" {
  given  = { kind = "service_request", category = "any-provider", impact = "low", urgency = "low",
             summary = "s", requester = "u-1" },
  expect = { to = "provider-14/desk", errors = 0 },
}
