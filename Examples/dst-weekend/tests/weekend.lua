scenario "Payroll reaches Acme" {
  given  = { kind = "incident", service = "payroll", impact = "high", urgency = "medium",
             opened_at = "2026-03-27T16:00:00+01:00" },
  expect = { to = "acme/payroll-desk", priority = 2, accountable = "payroll-director" },
}
