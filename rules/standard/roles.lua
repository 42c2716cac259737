-- The roles that the standard ladders and processes call. Whoever includes one of those has these, too.

role "incident-manager" {
  name = "Incident manager", party = "service_integrator", authority = 1,
}
role "head-of-service-integration" {
  name = "Head of service integration", party = "service_integrator", authority = 3,
}
role "request-manager" { name = "Request manager", party = "service_integrator", authority = 1 }
role "problem-manager" { name = "Problem manager", party = "service_integrator", authority = 1 }
role "change-manager"  { name = "Change manager", party = "service_integrator", authority = 2 }
