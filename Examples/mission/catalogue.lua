-- Who there is: parties, what they provide, and who answers for it.

calendar "office" {
  timezone = "Europe/Berlin", monday_to_friday = "08:00-18:00", holidays = { "2026-05-14" },
}

role "head-nurse"       { name = "Head nurse", party = "customer", authority = 2 }
role "medical-director" { name = "Medical director", party = "customer", authority = 3 }
role "service-board" {
  name = "Service board of the hospitals", party = "customer", authority = 4,
}
role "integration-lead" {
  name = "Lead of service integration", party = "service_integrator", authority = 1,
}
-- All providers sit in it. It hears of things in office hours, twice a day at most.
receiver "quality-circle" {
  name = "Quality circle", hours = "office", batch = minutes(30), messages_a_day = 2,
}

provider "integrator" {
  name = "Service integration", kind = "internal", default = "desk",
  groups = { ["desk"] = { hours = "always" } },
}
provider "medrec" {
  name = "Medrec", kind = "external", default = "records",
  groups = {
    ["records"] = { hours = "always", skills = { "records" } },
    ["database"] = { hours = "office", skills = { "records", "database" } },
  },
}
provider "wireway" {
  name = "Wireway", kind = "external", default = "core",
  groups = { ["core"] = { hours = "always" } },
}
-- Ringwell has the contract. Localwire lays its cables and has none with the hospitals.
provider "ringwell" {
  name = "Ringwell", kind = "external", default = "phones",
  groups = {
    ["phones"] = { hours = "always", groups = { ["switches"] = { skills = { "switches" } } } },
  },
}
provider "localwire" {
  name = "Localwire", kind = "external", default = "cables", subcontractor_of = "ringwell",
  groups = { ["cables"] = { hours = "always" } },
}
provider "house-it" {
  name = "House IT", kind = "internal", default = "technicians",
  groups = { ["technicians"] = { hours = "always" } },
}

service "network" {
  name = "Network", accountable = "integration-lead", criticality = "high", class = "commodity",
  availability = "99.95%", monthly_cost = 4200,
}
service "records" {
  name = "Patient records", accountable = "medical-director", criticality = "vital",
  class = "differentiating", provider = "medrec", depends_on = { "network" },
  availability = "99.9%", monthly_cost = 9800,
}
-- It does nothing itself: what patients notice stands on what four providers give.
service "patient-day" {
  name = "A patient's day", accountable = "medical-director", criticality = "vital",
  class = "differentiating", provider = "integrator",
  depends_on = { "records", "telephony", "network" },
  availability = "100%", promised_availability = "99.5%", monthly_cost = 0,
}

customer "north" { name = "North hospital", segment = "clinic" }
customer "south" { name = "South hospital", segment = "clinic" }
customer "lab"   { name = "Laboratory", segment = "research" }

field "stars"     { type = "number", description = "How whoever asked found it, from 1 to 5" }
field "worth"     { type = "number", description = "What a demand is worth, by the weights below" }
field "lead_time" { type = "number", description = "Weeks until a demand could be met" }
