-- Who gets what. Priority comes from impact and urgency by the usual matrix.

route "Payroll incidents go to Acme's payroll desk" {
  when = { kind = "incident", service = "payroll" }, to = "acme/payroll-desk",
  because = "Acme runs payroll (contract 4.2)",
}

route "Everything else goes to the service desk" { to = "integrator/service-desk" }
