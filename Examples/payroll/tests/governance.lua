scenario "A change to payroll needs the change board" {
  given  = { kind = "change", service = "payroll", summary = "new tax table", requester = "c-3",
             impact = "high", urgency = "low" },
  expect = { to = "acme/payroll-desk", approvals = { "Changes to vital services" }, errors = 0 },
}

scenario "A change to the network needs nobody" {
  given  = { kind = "change", service = "network", summary = "new cable", requester = "c-3",
             impact = "low", urgency = "low" },
  expect = { approvals = {}, errors = 0 },
}

scenario "An order of 150,000 needs two signatures" {
  given  = { kind = "service_request", contract_value = 150000, customer = "board",
             summary = "new desks", requester = "c-1", impact = "low", urgency = "low" },
  expect = { approvals = { "Large orders" }, errors = 0 },
}

scenario "A requester who had to ask twice" {
  given  = { kind = "incident", service = "erp", summary = "still slow", requester = "c-9",
             customer = "warehouse", impact = "low", urgency = "low", contacts_of_requester = 2 },
  expect = { policies = { "No customer is their own integrator" }, errors = 0 },
}

scenario "The same is known from the world" {
  given  = { kind = "incident", service = "erp", summary = "still slow", requester = "c-9",
             customer = "warehouse", impact = "low", urgency = "low" },
  world  = { requesters = { ["c-9"] = { contacts = 3 } } },
  expect = { policies = { "No customer is their own integrator" }, errors = 0 },
}

scenario "A pilot for a gold customer is reported this year" {
  given  = { kind = "incident", service = "recruiting-site", summary = "slow", requester = "c-1",
             customer = "board", impact = "low", urgency = "low" },
  world  = { now = "2026-12-31T23:00:00Z" },
  expect = { policies = { "Pilots are not for gold customers" }, errors = 0 },
}

scenario "And not next year" {
  given  = { kind = "incident", service = "recruiting-site", summary = "slow", requester = "c-1",
             customer = "board", impact = "low", urgency = "low" },
  world  = { now = "2027-01-01T00:30:00Z" },
  expect = { policies = {}, errors = 0 },
}

scenario "A device without a value" {
  given  = { kind = "service_request", category = "phone", summary = "new phone",
             requester = "c-4", customer = "dublin", impact = "low", urgency = "low" },
  expect = { to = "contoso/depot", policies = { "An order states its value" }, errors = 0 },
}
