-- Who there is, when they work, and what they are trained for.

calendar "office" {
  timezone = "Europe/Berlin", monday_to_friday = "08:00-18:00", holidays = { "2026-10-03" },
}

role "head-of-payments"         { name = "Head of payments", party = "customer", authority = 1 }
role "cio"                      { name = "CIO", party = "customer", authority = 3 }
role "service-delivery-manager" { name = "Service delivery manager", party = "service_integrator",
  provider = "integrator", authority = 2 }
role "major-incident-manager"   { name = "Major incident manager", party = "service_integrator" }
role "problem-manager"          { name = "Problem manager", party = "service_integrator" }

-- A forum of all providers has no authority, so that it is no role. It may be told things and be given
-- tasks, and is told at most twice a day, in office hours.
receiver "payments-forum" {
  name = "Payments forum of all providers", hours = "office", messages_a_day = 2,
}

provider "integrator" {
  name = "Service integration", kind = "internal", default = "service-desk",
  groups = {
    ["service-desk"] = { hours = "always" },
    ["problem-desk"] = { hours = "office" },
  },
}

-- A certificate has its last day; `true` is for one without an end.
provider "paywell" {
  name = "Paywell", kind = "external", default = "cards",
  groups = {
    ["cards"]       = { hours = "always", skills = { "payments" },
                        certified = { ["pci-dss"] = "2026-12-31" } },
    ["back-end"]    = { hours = "always", skills = { "payments" },
                        certified = { ["pci-dss"] = "2028-06-30", ["iso-27001"] = true } },
    ["call-centre"] = { hours = "always", skills = { "payments" } },
  },
}
provider "cloudhaus" {
  name = "Cloudhaus", kind = "external", default = "platform",
  groups = { ["platform"] = { hours = "always" } },
}
provider "netline" {
  name = "Netline", kind = "external", default = "core",
  groups = { ["core"] = { hours = "always" } },
}

service "network"        { name = "Network", accountable = "cio", provider = "netline" }
service "card-payments"  { name = "Card payments", accountable = "head-of-payments",
  criticality = "vital",
  provider = "paywell", depends_on = { "network" } }
service "online-banking" { name = "Online banking", accountable = "cio", criticality = "high",
  provider = "cloudhaus", depends_on = { "network" } }

customer "savings-bank" { name = "Savings bank", segment = "retail", language = "de" }
customer "trading-desk" { name = "Trading desk", segment = "professional", language = "en" }
