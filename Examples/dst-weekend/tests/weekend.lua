-- What was agreed, on the virtual clock: an entry with `event` happens, one without must follow.

scenario "Nobody does anything" {
  given    = { kind = "incident", service = "payroll", category = "payment file",
               impact = "high", urgency = "high", opened_at = "2026-03-28T12:00:00+01:00" },
  expect   = { to = "acme/payroll-desk", priority = 1, accountable = "payroll-director" },
  timeline = {
    { at = "+0h", offered = "acme/payroll-desk", due = {
        ["Vital payroll incidents are restored in a day"] = "2026-03-29T13:00:00+02:00" } },
    { at = "+45m", late = "acme" },
    -- Half of 24 hours; the night has 23, so the next quarter is over at seven.
    { at = "2026-03-29T00:00:00+01:00", offered = "acme/payroll-l3", notified = "jonas" },
    { at = "2026-03-29T07:00:00+02:00", escalated = "service-delivery-manager" },
    { at = "2026-03-29T13:00:00+02:00", escalated = "cio", notified = { "customer", "camille" },
      breached = "Vital payroll incidents are restored in a day" },
    { at = "+25h", escalated = "cio" },
    { at = "+3d", escalated = false },
  },
}

scenario "What the customer is waited for does not count" {
  given    = { kind = "incident", service = "payroll", category = "payment file",
               impact = "high", urgency = "medium", opened_at = "2026-03-27T16:00:00+01:00" },
  timeline = {
    { at = "+20m", event = "accept", by = "acme" },
    { at = "+20m", assigned = "acme/payroll-desk",
      due = { ["Acme resolves in six working hours"] = "2026-03-30T13:20:00+02:00" } },
    { at = "+1h", event = "pause", by = { party = "acme", person = "u-17" }, reason = "customer" },
    { at = "+1h", paused = "customer" },
    { at = "+1h 45m", event = "resume", by = "customer" },
    { at = "+1h 45m", paused = false,
      due = {
        ["Urgent payroll incidents are restored in eight working hours"] = "2026-03-30T15:45:00+02:00",
      } },
    -- Three quarters of eight hours are six: 75 minutes on Friday, 285 from Monday at nine.
    { at = "2026-03-30T13:45:00+02:00", priority = 2,
      warned = "Urgent payroll incidents are restored in eight working hours" },
    { at = "2026-03-30T14:00:00+02:00", event = "resolve", by = "acme" },
    { at = "2026-03-30T14:00:00+02:00", state = "resolved",
      kept = { "Urgent payroll incidents are restored in eight working hours",
               "Acme resolves in six working hours" } },
  },
}
