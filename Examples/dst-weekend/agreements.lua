-- What was promised, and in whose time. What the customer is waited for stops the customer's clocks.

sla "Urgent payroll incidents are restored in eight working hours" {
  when = { kind = "incident", service = "payroll", priority = 2 },
  metric = "time_to_restore", within = business_hours(8), calendar = "paris-office",
  pause_on = { "customer" }, warn_at = { "75%" },
}

-- Around the clock: a day is 24 hours, also where the calendar's day has 23. Time that was used up at a
-- lower priority counts.
sla "Vital payroll incidents are restored in a day" {
  when = { kind = "incident", service = "payroll", priority = 1 },
  metric = "time_to_restore", within = hours(24),
  pause_on = { "customer" }, on_change = "carry_elapsed",
}

sla "Payroll incidents are resolved in two working days" {
  when = { kind = "incident", service = "payroll" },
  metric = "time_to_resolve", within = business_days(2), calendar = "paris-office",
  pause_on = { "customer" }, warn_at = { before(hours(4)) },
}

ola "Acme resolves in six working hours" {
  with = "acme",
  supports = { "Payroll incidents are resolved in two working days",
               "Urgent payroll incidents are restored in eight working hours",
               "Vital payroll incidents are restored in a day" },
  when = { kind = "incident", service = "payroll" },
  metric = "time_to_resolve", within = business_hours(6), calendar = "paris-office",
  pause_on = { "customer" },
}

underpinning_contract "Contoso resolves in four working hours" {
  with = "contoso", supports = "Payroll incidents are resolved in two working days",
  when = { kind = "incident" },
  metric = "time_to_resolve", within = business_hours(4), calendar = "london-office",
  pause_on = { "customer" },
}
