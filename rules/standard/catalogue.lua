-- A sample catalogue: an integrator with a service desk and two providers. It is here so that the
-- standard rules have something to decide on; a rule base of your own has its own.

role "incident-process-owner" { name = "Incident process owner", party = "service_integrator" }
role "sales-director" { name = "Sales director", party = "customer", authority = 2 }
role "office-manager" { name = "Office manager", party = "customer", authority = 1 }

provider "integrator" {
  name = "Service integration", kind = "internal", default = "service-desk",
  groups = {
    ["service-desk"]    = { hours = "always", capacity = 30 },
    ["major-incidents"] = { hours = "always", capacity = 4 },
  },
}

provider "provider-a" {
  name = "Provider A (applications)", kind = "external", default = "support",
  groups = { ["support"] = { capacity = 20 } },
}

provider "provider-b" {
  name = "Provider B (workplace and network)", kind = "external", default = "support",
  groups = {
    ["support"] = { capacity = 15 },
    ["depot"]   = { capacity = 5 },
  },
}

service "web-shop" {
  name = "Web shop", accountable = "sales-director", criticality = "vital",
  provider = "provider-a", depends_on = { "network" },
  major_incident_group = "integrator/major-incidents",
}

service "network" {
  name = "Network", accountable = "office-manager", criticality = "high", provider = "provider-b",
}

service "workplace" {
  name = "Workplace", accountable = "office-manager", criticality = "medium",
  provider = "provider-b", depends_on = { "network" }, request_group = "provider-b/depot",
}

service "fax" {
  name = "Fax", accountable = "office-manager", criticality = "low",
  provider = "provider-b", portfolio_state = "retired",
}

service "telephone-exchange" { name = "Telephone exchange", criticality = "vital" }

customer "acme-retail" { name = "Acme Retail", region = "UK", segment = "standard" }
customer "the-board"   { name = "The board", region = "UK", segment = "gold", vip = true }

configuration_item "shop-db-01" {
  name = "Shop database", service = "web-shop", as_of = "2026-05-01", confidence = 0.9,
}

configuration_item "old-switch" {
  name = "Switch on the second floor", service = "network", fallback = "workplace",
  as_of = "2019-01-31", confidence = 0.9,
}
