-- Who gets what, at which priority, and why. Rules of a narrower level go before wider ones:

levels { "segment", "customer", "provider", "service", "global" }

-- 1. Priority -------------------------------------------------------------------------------

priority_matrix { impact = { "high", "medium", "low" }, urgency = { "high", "medium", "low" },
  { 1, 2, 3 },
  { 2, 3, 4 },
  { 3, 4, 5 },
}

priority "A major incident is P1" {
  when    = { kind = "incident", major = true },
  set     = 1,
  because = "a person declared it, who knows more than the matrix",
}

priority "Vital services are never below P2" {
  when      = { kind = "incident", service = { criticality = "vital" } },
  not_below = 2,
  because   = "decision of the service board, 2026-03",
}

priority "Whatever payroll stands on is never below P3" {
  when      = { kind = "incident", service = part_of "payroll" },
  not_below = 3,
  because   = "payroll fails with any part of it",
}

priority "Differentiating services are never below P3" {
  when      = { kind = { "incident", "service_request" }, service = { class = "differentiating" } },
  not_below = 3,
  because   = "what makes us different from others does not wait behind what everybody has",
}

priority "Orders are never above P3" {
  when      = { kind = "service_request" },
  not_above = 3,
  because   = "an order is planned work, however urgent it feels",
}

-- 2. What a request is about ----------------------------------------------------------------

classify "Payroll words" {
  when = { summary = contains_any { "payslip", "salary", "P60" } },
  set  = { service = "payroll" },
}

classify "Sign-in words" {
  when = { summary = contains_any { "password", "sign in", "locked out" } },
  set  = { service = "identity", category = "access" },
}

classify "Devices" {
  when = { category = { "laptop", "phone", "printer" } },
  set  = { service = "workplace" },
}

classify "The size of an order" {
  when = { kind = "service_request", contract_value = present },
  set  = {
    subcategory = function(request)
      if request.contract_value > 50000 then return "large order" end
      return "small order"
    end,
  },
}

-- 3. For one segment: how a gold customer is served differently -------------------------------

route "Gold customers go straight to Acme's specialists" {
  level   = "segment",
  when    = { kind = "incident", service = "payroll", customer = { segment = "gold" } },
  to      = "acme/payroll-l3",
  because = "the board's payroll is confidential (contract annex B)",
}

-- Two providers could deliver a device. What counts is written down: a weight says how much an
-- attribute counts and in which direction. For the board satisfaction counts most; for everybody
-- else, further down, cost does. The same two candidates, another choice.

route "Devices for gold customers come from whom people like best" {
  level   = "segment",
  when    = {
    kind = "service_request", category = { "laptop", "phone" }, customer = { segment = "gold" },
  },
  to      = best {
    among = { "fuji/depot", "contoso/depot" },
    by = { cost = -1, satisfaction = 2 },
  },
  because = "experience over cost, decided for this segment",
}

-- 4. For one customer -------------------------------------------------------------------------

route "Lisbon's incidents stay with the integrator" {
  level   = "customer",
  when    = { kind = "incident", customer = "lisbon" },
  to      = "integrator/service-desk",
  because = "only the integrator's desk speaks Portuguese",
}

-- 5. For one provider: a dated exception that ends by itself ----------------------------------

route "During Acme's data centre move the integrator takes over" {
  level      = "provider",
  when       = { kind = "incident", service = { provider = "acme" } },
  to         = "integrator/major-incidents",
  from_date  = "2026-12-05",
  until_date = "2026-12-06",
  because    = "Acme's data centre moves on the first weekend of December",
}

-- 6. For one service --------------------------------------------------------------------------

route "Payroll incidents go to Acme's payroll desk" {
  level   = "service",
  when    = { kind = "incident", service = "payroll", customer = { region = { "UK", "IE" } } },
  to      = "acme/payroll-desk",
  because = "Acme is responsible for the payroll run (contract 4.2)",
}

route "Trial: payslip questions could go to Fuji" {
  level   = "service",
  mode    = "shadow",
  when    = { kind = "incident", service = "payroll", summary = contains "payslip" },
  to      = "fuji/desk",
  because = "we want to know how many there are before we ask for a price",
}

route "Database trouble goes to whoever knows databases" {
  level   = "service",
  when    = { kind = "incident", service = part_of "payroll", summary = contains_word "database" },
  to      = skilled { "database", among = { "acme/payroll-l3", "contoso/platform" } },
  because = "the skill matters more than the contract",
}

-- 7. For everything -----------------------------------------------------------------------------

route "A major incident goes to the integrator" {
  when    = { kind = "incident", major = true },
  to      = "integrator/major-incidents",
  because = "one party conducts, all others play",
}

route "Orders above the customer's limit are looked at by people" {
  when    = {
    kind = "service_request", contract_value = above(50000),
    customer = { limit = present },
    function(request, its) return request.contract_value > its.customer.limit end,
  },
  to      = least_loaded { "contoso/desk", "fuji/desk" },
  because = "whoever has time explains the order to the customer",
}

route "Devices come from the cheaper depot" {
  when    = { kind = "service_request", category = { "laptop", "phone" } },
  to      = best {
    among = { "fuji/depot", "contoso/depot" },
    by = { cost = -2, satisfaction = 1 },
  },
  because = "cost counts double here; see the segment rule for who is served differently",
}

route "Questions are shared three to one" {
  when    = { kind = "service_request", category = "question" },
  to      = weighted { ["fuji/desk"] = 3, ["contoso/desk"] = 1 },
  because = "the shares that both contracts state",
}

route_table "Desktop support by region" {
  hit  = "unique",
  when = { kind = "incident", service = "workplace" },
  from = "desktop.csv",
}

route "Identity work goes to whoever has the skill" {
  when    = { service = "identity", kind = { "incident", "service_request" } },
  to      = skilled { "identity" },
  because = "one group knows the directory; the catalogue says which",
}

route "A service's provider takes what is left" {
  when    = { service = { provider = present } },
  to      = function(request, its) return its.service.provider end,
  because = "the catalogue says who provides the service; replacing a provider changes only that",
}

route "Everything else goes to the integrator's desk" { to = "integrator/service-desk" }
