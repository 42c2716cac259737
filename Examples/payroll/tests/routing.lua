-- What the company agreed, as examples. Each scenario says a request and what must come out.

scenario "A P1 in payroll reaches Acme" {
  given  = { kind = "incident", service = "payroll", impact = "high", urgency = "high",
             opened_at = "2026-05-08T16:00:00+02:00", customer = { region = "UK" } },
  expect = { priority = 1, to = "acme/payroll-desk", accountable = "hr-director", errors = 0,
             rule = "Payroll incidents go to Acme's payroll desk" },
}

scenario "Nothing in payroll is below P2" {
  given  = { kind = "incident", service = "payroll", impact = "low", urgency = "low",
             opened_at = "2026-05-08T16:00:00+02:00", customer = "warehouse" },
  expect = { priority = 2, to = "acme/payroll-desk", errors = 0 },
}

scenario "A payslip is recognised without a service" {
  given  = { kind = "incident", summary = "My PAYSLIP is empty", impact = "medium",
             urgency = "medium", customer = "dublin", opened_at = "2026-05-08T16:00:00+02:00" },
  expect = { service = "payroll", priority = 2, to = "acme/payroll-desk", errors = 0 },
}

scenario "A service that the request names is not replaced by a word in its summary" {
  given  = { kind = "incident", summary = "salary page of the ERP is slow", service = "erp",
             impact = "medium", urgency = "medium", customer = "warehouse" },
  expect = { service = "erp", priority = 3, to = "contoso/desk", errors = 0 },
}

scenario "The board's payroll goes to the specialists" {
  given  = { kind = "incident", service = "payroll", impact = "medium", urgency = "medium",
             customer = "board", opened_at = "2026-05-08T16:00:00+02:00" },
  expect = { priority = 2, to = "acme/payroll-l3", errors = 0,
             rule = "Gold customers go straight to Acme's specialists" },
}

scenario "Lisbon stays with the integrator, even for payroll" {
  given  = { kind = "incident", service = "payroll", impact = "medium", urgency = "medium",
             customer = "lisbon", opened_at = "2026-05-08T16:00:00+02:00" },
  expect = { to = "integrator/service-desk", accountable = "hr-director", errors = 0 },
}

scenario "What payroll stands on is never below P3" {
  given  = { kind = "incident", service = "network", impact = "low", urgency = "low",
             customer = "warehouse" },
  expect = { priority = 3, to = "contoso/desk", accountable = "cio", errors = 0 },
}

scenario "What payroll does not stand on keeps its priority" {
  given  = { kind = "incident", service = "workplace", category = "telephone", impact = "low",
             urgency = "low", customer = "warehouse" },
  expect = { priority = 5, to = "fuji/desk", errors = 0 },
}

scenario "A differentiating service is never below P3" {
  given  = { kind = "incident", service = "recruiting-site", impact = "low", urgency = "low",
             customer = "head-office" },
  expect = { priority = 3, to = "contoso/desk", errors = 0 },
}

scenario "A business service of three providers is conducted by the integrator" {
  given  = { kind = "incident", service = "hire-to-retire", impact = "medium", urgency = "low",
             customer = "head-office" },
  expect = { priority = 2, to = "integrator/service-desk", accountable = "hr-director",
             errors = 0 },
}

scenario "A major incident goes to the integrator, at P1" {
  given  = { kind = "incident", service = "erp", major = true, impact = "medium",
             urgency = "medium", customer = "warehouse" },
  expect = { priority = 1, to = "integrator/major-incidents", accountable = "cio", errors = 0 },
}

scenario "Sign-in words find the group with the skill" {
  given  = { kind = "incident", summary = "I am locked out", impact = "low", urgency = "medium",
             customer = "dublin" },
  expect = { service = "identity", category = "access", priority = 3, to = "contoso/identity",
             errors = 0 },
}

scenario "Whoever knows databases gets database trouble" {
  given  = { kind = "incident", service = "erp", summary = "the database is slow",
             impact = "high", urgency = "medium", customer = "warehouse" },
  expect = { to = "acme/payroll-l3", accountable = "cio", errors = 0 },
}

-- Desktop support: one row for each case, and what happens between the rows ---------------------

scenario "A laptop in the UK is repaired at the desk" {
  given  = { kind = "incident", category = "laptop", devices = 1, customer = "warehouse",
             impact = "low", urgency = "medium" },
  expect = { service = "workplace", priority = 4, to = "fuji/on-site-uk", errors = 0,
             rule = "Desktop support by region" },
}

scenario "Ten laptops at once are a project" {
  given  = { kind = "incident", category = "laptop", devices = 10, customer = "warehouse",
             impact = "low", urgency = "medium" },
  expect = { to = "fuji/desk", errors = 0, rule = "Desktop support by region" },
}

scenario "A printer in Dublin" {
  given  = { kind = "incident", category = "printer", customer = "dublin", impact = "low",
             urgency = "low" },
  expect = { to = "fuji/on-site-ie", errors = 0 },
}

scenario "A laptop elsewhere is replaced" {
  given  = { kind = "incident", category = "laptop", devices = 5, customer = { region = "FR" },
             impact = "low", urgency = "low" },
  expect = { to = "contoso/desk", errors = 0 },
}

scenario "Six laptops elsewhere fit no row: the service's provider takes them" {
  given  = { kind = "incident", category = "laptop", devices = 6, customer = { region = "FR" },
             impact = "low", urgency = "low" },
  expect = { to = "fuji/desk", errors = 0, rule = "A service's provider takes what is left" },
}

-- Orders ----------------------------------------------------------------------------------------

scenario "An order is never above P3" {
  given  = { kind = "service_request", service = "erp", impact = "high", urgency = "high",
             customer = "warehouse" },
  expect = { priority = 3, to = "contoso/desk", errors = 0 },
}

scenario "An order above the limit goes to the desk with less to do" {
  given  = { kind = "service_request", contract_value = 60000, customer = "warehouse",
             impact = "low", urgency = "low" },
  world  = { load = { ["contoso/desk"] = 5, ["fuji/desk"] = 2 } },
  expect = { subcategory = "large order", to = "fuji/desk", errors = 0 },
}

scenario "With the load the other way round the other desk gets it" {
  given  = { kind = "service_request", contract_value = 60000, customer = "warehouse",
             impact = "low", urgency = "low" },
  world  = { load = { ["contoso/desk"] = 1, ["fuji/desk"] = 2 } },
  expect = { to = "contoso/desk", errors = 0 },
}

scenario "The same order is within another customer's limit" {
  given  = { kind = "service_request", contract_value = 60000, customer = "head-office",
             impact = "low", urgency = "low" },
  expect = { to = "integrator/service-desk", errors = 0 },
}

scenario "The board's laptop comes from whom people like best" {
  given  = { kind = "service_request", category = "laptop", contract_value = 1200,
             customer = "board", impact = "low", urgency = "low" },
  expect = { service = "workplace", subcategory = "small order", to = "fuji/depot", errors = 0 },
}

scenario "Everybody else's laptop comes from the cheaper depot" {
  given  = { kind = "service_request", category = "laptop", contract_value = 1200,
             customer = "warehouse", impact = "low", urgency = "low" },
  expect = { to = "contoso/depot", errors = 0 },
}

-- Dates: rules that begin and end by themselves --------------------------------------------------

scenario "The evening before the move Acme still works" {
  given  = { kind = "incident", service = "payroll", impact = "high", urgency = "high",
             customer = "warehouse" },
  world  = { now = "2026-12-04T23:30:00+00:00" },
  expect = { to = "acme/payroll-desk", errors = 0 },
}

scenario "On the last evening of the move the integrator still takes over" {
  given  = { kind = "incident", service = "payroll", impact = "high", urgency = "high",
             customer = "warehouse" },
  world  = { now = "2026-12-06T23:30:00+00:00" },
  expect = { to = "integrator/major-incidents", accountable = "hr-director", errors = 0 },
}

scenario "The day after the move all is as before" {
  given  = { kind = "incident", service = "payroll", impact = "high", urgency = "high",
             customer = "warehouse" },
  world  = { now = "2026-12-07T00:30:00+00:00" },
  expect = { to = "acme/payroll-desk", errors = 0 },
}

-- Items: what we know about them, and how sure we are --------------------------------------------

scenario "An item with fresh data gives the request its service" {
  given  = { kind = "incident", configuration_item = "payroll-db-01", impact = "medium",
             urgency = "medium", customer = "warehouse" },
  world  = { now = "2026-11-02T10:00:00Z" },
  expect = { service = "payroll", priority = 2, to = "acme/payroll-desk", errors = 0 },
}

scenario "An item with old data gives its fallback" {
  given  = { kind = "incident", configuration_item = "core-switch-2", impact = "medium",
             urgency = "medium", customer = "warehouse" },
  world  = { now = "2026-11-02T10:00:00Z" },
  expect = { service = "workplace", to = "fuji/desk", errors = 0 },
}

scenario "An item that we are not sure about gives its fallback" {
  given  = { kind = "incident", configuration_item = "printer-4711", impact = "low",
             urgency = "low", customer = "warehouse" },
  world  = { now = "2026-11-02T10:00:00Z" },
  expect = { service = "workplace", errors = 0 },
}

scenario "Nobody knows: the integrator's desk" {
  given  = { kind = "incident", summary = "strange noise", impact = "low", urgency = "low" },
  expect = { priority = 5, to = "integrator/service-desk", errors = 0,
             rule = "Everything else goes to the integrator's desk" },
}
