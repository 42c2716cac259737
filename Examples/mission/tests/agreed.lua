scenario "What patients notice does not wait" {
  given  = { kind = "incident", service = "records", summary = "slow", impact = "person",
             urgency = "later" },
  expect = { priority = 3, to = "medrec/records", accountable = "medical-director" },
}

scenario "Nobody knows whose it is" {
  given  = { kind = "incident", summary = "nothing works", impact = "house", urgency = "now" },
  expect = { priority = 1, to = "integrator/desk" },
}

scenario "A demand has to say what good it does" {
  given  = { kind = "demand", service = "records", summary = "search by voice", impact = "person",
             urgency = "later" },
  expect = { worth = 31, policies = { "A demand says what good it does" } },
}

scenario "After the transfer the network is the house's" {
  given  = { kind = "incident", service = "network", summary = "no link", impact = "ward",
             urgency = "now", opened_at = "2026-05-12T09:00:00+02:00" },
  expect = { to = "house-it/technicians" },
}

scenario "A complaint climbs to the service board" {
  given = { kind = "incident", service = "records", summary = "slow", impact = "person",
            urgency = "later", opened_at = "2026-05-04T09:00:00+02:00" },
  timeline = {
    { at = "+10m", event = "complaint", by = "customer" },
    { at = "+10m", escalated = "medical-director" },
    { at = "+2h 10m", escalated = "service-board" },
  },
}
