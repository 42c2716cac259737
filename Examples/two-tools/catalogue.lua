-- Who there is, and which service is whose. `built_for` and `architecture` lead from a service back to why
-- it was wanted and to how it is built.
provider "integrator" { default = "desk", groups = { desk = {} } }
provider "acme"       { default = "payroll", groups = { payroll = {} } }
provider "contoso"    { default = "workplace", groups = { workplace = {} } }

role "hr-director" { name = "HR director", party = "customer", authority = 2 }
role "cio"         { name = "CIO", party = "customer", authority = 3 }

service "payroll"   { provider = "acme", criticality = "vital", accountable = "hr-director",
  built_for = "DMND0001702", architecture = "togaf/abb-payroll" }
service "workplace" { provider = "contoso", accountable = "cio",
  built_for = "DMND0001655", architecture = "togaf/abb-workplace" }

classify "What payroll is" {
  when = { category = { "payroll", "PAY" } },
  set = { service = "payroll" },
}
classify "What workplace is" {
  when = { category = { "hardware", "DESK" } },
  set = { service = "workplace" },
}

route "The provider of the service" {
  when    = { service = present },
  to      = function(request, its) return its.service.provider end,
  because = "whoever runs it has it in hand",
}
route "Everything else" { to = "integrator/desk", because = "nobody falls between two providers" }
