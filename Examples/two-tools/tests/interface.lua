-- The same request from either tool goes the same way.
scenario "A payroll incident goes to Acme, whichever tool it comes from" {
  given  = { kind = "incident", summary = "No payslip", category = "PAY", impact = "medium",
             urgency = "high" },
  expect = { to = "acme/payroll", priority = 2 },
}
scenario "A case that is not acknowledged goes back to the integrator's eyes" {
  given = { kind = "incident", summary = "No payslip", category = "payroll", impact = "high",
            urgency = "high", opened_at = "2026-10-05T08:00:00+02:00" },
  timeline = {
    { at = "+10m", event = "complaint", by = "customer" },
    { at = "+10m", escalated = "incident-manager" },
    { at = "+4h10m", escalated = "cio" },
  },
}
