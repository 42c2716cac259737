-- Who there is. Everything that a change of provider touches is in this file: rules elsewhere ask
-- the catalogue who provides a service.

calendar "uk-office" {
  timezone = "Europe/London", monday_to_friday = "09:00-17:30",
  holidays = "calendars/england-and-wales.ics",
  overrides = { ["2026-12-24"] = "09:00-12:00" },
}

calendar "dublin-office" {
  timezone = "Europe/Dublin", monday_to_friday = { "08:30-12:30", "13:00-17:00" },
  holidays = { "2026-10-26", "2026-12-25", "2026-12-26" },
}

-- Roles: who answers for something. Each belongs to exactly one party.

role "hr-director"    { name = "HR director",    party = "customer", authority = 2 }
role "cio"            { name = "CIO",            party = "customer", authority = 3 }
role "office-manager" { name = "Office manager", party = "customer", authority = 1 }
role "change-board"   { name = "Change board",   party = "customer", authority = 2 }
role "incident-process-owner" {
  name = "Incident process owner", party = "service_integrator", authority = 1,
}

-- What we know about parties beyond the words that the language has.

field "contract_value" {
  type = "number", of = "request", description = "What an order costs, in pounds",
}
field "devices" { type = "number", of = "request", description = "How many devices are concerned" }
field "limit" {
  type = "number", of = "customer", description = "Up to this a customer orders freely",
}

-- Providers and their groups. `cost` is what a request costs us in pounds, `satisfaction` is the
-- mean score of last year's answers, 1 to 5.

provider "acme" {
  name = "Acme Payroll Services", kind = "external", default = "payroll-desk",
  groups = {
    ["payroll-desk"] = { hours = "uk-office", skills = { "payroll" }, capacity = 40 },
    ["payroll-l3"]   = { hours = "always",    skills = { "payroll", "database" }, capacity = 6 },
  },
}

provider "contoso" {
  name = "Contoso Cloud", kind = "external", default = "desk",
  groups = {
    ["desk"]     = { hours = "dublin-office", capacity = 25 },
    ["identity"] = { hours = "always", skills = { "identity", "directory" }, capacity = 8 },
    ["platform"] = { hours = "always", skills = { "erp", "database", "network" }, capacity = 10 },
    ["depot"]    = { hours = "dublin-office", cost = 25, satisfaction = 3.9 },
  },
}

provider "fuji" {
  name = "Fuji Workplace", kind = "external", default = "desk",
  groups = {
    ["desk"]       = { hours = "uk-office", capacity = 30 },
    ["depot"]      = { hours = "uk-office", cost = 40, satisfaction = 4.6 },
    ["on-site-uk"] = { hours = "uk-office", skills = { "laptop", "printer" } },
    ["on-site-ie"] = { hours = "dublin-office", skills = { "laptop", "printer" } },
  },
}

provider "integrator" {
  name = "Service integration", kind = "internal", default = "service-desk",
  groups = {
    ["service-desk"]    = { hours = "always", capacity = 20 },
    ["major-incidents"] = { hours = "always", capacity = 3 },
  },
}

-- Services, and what each stands on. A business service of several providers is the sum of what it
-- depends on: "hire-to-retire" needs all three providers.

service "hire-to-retire" {
  name = "Hire to retire", accountable = "hr-director", criticality = "vital",
  class = "differentiating", provider = "integrator",
  depends_on = { "payroll", "identity", "workplace" }, portfolio_state = "live",
}
service "payroll" {
  name = "Payroll", accountable = "hr-director", criticality = "vital", class = "commodity",
  provider = "acme", depends_on = { "identity", "erp" }, hours = "uk-office",
  portfolio_state = "live",
}
service "erp" {
  name = "Enterprise resource planning", accountable = "cio", criticality = "high",
  provider = "contoso", depends_on = { "network" }, portfolio_state = "live",
}
service "identity" {
  name = "Identity and access", accountable = "cio", criticality = "high",
  provider = "contoso", depends_on = { "network" }, portfolio_state = "live",
}
service "network" {
  name = "Network", accountable = "cio", criticality = "high",
  provider = "contoso", portfolio_state = "live",
}
service "workplace" {
  name = "Desktop and telephone", accountable = "office-manager", criticality = "medium",
  class = "commodity", provider = "fuji", depends_on = { "network" }, portfolio_state = "live",
}
service "recruiting-site" {
  name = "Recruiting site", accountable = "hr-director", criticality = "medium",
  class = "differentiating", provider = "contoso", depends_on = { "network" },
  portfolio_state = "pilot",
}

-- Customers: the parts of the company that use the services.

customer "warehouse"   { name = "Warehouse",   segment = "standard", region = "UK", limit = 20000 }
customer "head-office" { name = "Head office", segment = "standard", region = "UK", limit = 100000 }
customer "dublin"      { name = "Dublin",      segment = "standard", region = "IE", limit = 50000 }
customer "lisbon" {
  name = "Lisbon", segment = "standard", region = "PT", limit = 20000, language = "pt",
}
customer "board" { name = "The board", segment = "gold", region = "UK", limit = 500000, vip = true }

-- Items. Data about items goes stale: `as_of` says when it was last right, `confidence` how sure
-- we are, and `fallback` which service to assume when either is not good enough.

configuration_item "payroll-db-01" {
  name = "Payroll database", service = "payroll", as_of = "2026-09-30", confidence = 0.95,
}
configuration_item "core-switch-2" {
  name = "Core switch 2", service = "network", fallback = "workplace",
  as_of = "2024-03-31", confidence = 0.9,
}
configuration_item "printer-4711" {
  name = "Printer on floor 3", service = "erp", fallback = "workplace",
  as_of = "2026-09-30", confidence = 0.3,
}
