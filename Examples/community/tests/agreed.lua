-- What was agreed, as examples.

scenario "A certified group gets card data, and the customer is answered by one desk" {
  given  = { kind = "incident", service = "card-payments", channel = "chat",
             customer = "trading-desk",
             impact = "low", urgency = "low", opened_at = "2026-09-07T09:00:00+02:00" },
  expect = { to = "paywell/cards", priority = 5, reply = "chat-short", ["reply.tone"] = "plain",
             ["reply.sender"] = "integrator/service-desk",
             ["reply.compliance"] = { "pci-dss", "gdpr" } },
}

scenario "When the certificate of the cards group has ended the next certified group gets it" {
  given  = { kind = "incident", service = "card-payments", impact = "low", urgency = "low",
             opened_at = "2027-01-01T00:00:00+01:00" },
  expect = { to = "paywell/back-end" },
}

scenario "What nobody reviewed in time comes last" {
  given  = { kind = "incident", service = "card-payments", category = "certificate",
             impact = "low", urgency = "low", opened_at = "2026-09-07T09:00:00+02:00" },
  expect = { knowledge = { "Terminals refuse cards after a certificate has run out",
                           "Card payments: who to ask in which company" } },
}

scenario "A customer whom we kept waiting gets a stricter target" {
  given    = { kind = "incident", service = "card-payments", customer = "savings-bank",
               impact = "low",
               urgency = "low", opened_at = "2026-09-14T10:00:00+02:00" },
  world    = { breaches = { { agreement = "Vital services work again in four hours",
                              customer = "savings-bank",
                              at = "2026-09-07T13:00:00+02:00" } } },
  expect   = { priority = 2, targets = { "Vital services work again in two hours" } },
  timeline = {
    { at = "+5m", event = "accept", by = "paywell" },
    { at = "+1h 30m", escalated = "service-delivery-manager" },
    { at = "+2h", breached = "Vital services work again in two hours", escalated = "cio" },
  },
}

scenario "Thirty days and a second later the usual target is back" {
  given  = { kind = "incident", service = "card-payments", customer = "savings-bank",
             impact = "low",
             urgency = "low", opened_at = "2026-10-07T13:00:01+02:00" },
  world  = { breaches = { { agreement = "Vital services work again in four hours",
                            customer = "savings-bank",
                            at = "2026-09-07T13:00:00+02:00" } } },
  expect = { priority = 5, targets = { "Vital services work again in four hours" } },
}

scenario "A major incident brings all together; a workaround keeps the promise and opens a problem" {
  given = { kind = "incident", service = "card-payments", category = "certificate", major = true,
            impact = "high", urgency = "high", opened_at = "2026-09-07T09:00:00+02:00" },
  timeline = {
    { at = "+0m", invited = { "paywell/cards", "cloudhaus/platform", "netline/core" } },
    { at = "+5m", event = "accept", by = "paywell" },
    { at = "+10m", event = "join", by = "netline" },
    { at = "+1h", event = "workaround", by = "paywell" },
    { at = "+1h", kept = "Vital services work again in four hours",
      opened = "problem/certificate" },
  },
}
