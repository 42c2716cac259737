-- Who comes next when time runs out.

escalation "Payroll is down" {
  on = "Vital payroll incidents are restored in a day", quiet = "waking-hours",
  at("50%",  { functional = "acme/payroll-l3", notify = { on_call "duty-manager" },
               because = "half of the time is gone: those with more skill take it" }),
  at("75%",  { hierarchical = "service-delivery-manager", notify = { on_call "duty-manager" } }),
  at("100%", { hierarchical = "cio", notify = { "customer", on_call "duty-manager" },
               because = "the promise to the customer is broken" }),
  after(hours(1), { hierarchical = "cio", because = "and it is still not restored" }),
}

escalation "A complaint reaches the top" {
  when = { event = "complaint" },
  after(minutes(0), { hierarchical = "service-delivery-manager" }),
  after(hours(4),   { hierarchical = "cio" }),
}
