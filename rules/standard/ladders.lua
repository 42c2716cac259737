-- Who comes next when time runs out, when nobody takes a major incident, and when a customer complains.
-- It goes with `standard/targets`, brings the roles that it calls, and ends with one that may decide.
--
-- Use it with `include "standard/ladders"`, after `standard/targets`.

include "standard/roles"

escalation "Urgent incidents climb before their time is over" {
  on = { "P1 incidents are restored in four hours", "P2 incidents are restored in eight hours" },
  at("50%",  { notify = { "incident-manager" } }),
  at("75%",  { hierarchical = "incident-manager" }),
  at("100%", { hierarchical = "head-of-service-integration", notify = { "customer" } }),
  because = "who can still help must hear of it before it is late",
}

escalation "Other incidents climb when they are late" {
  on = { "P3 incidents are resolved in three working days",
         "Other incidents are resolved in ten working days" },
  at("90%",  { notify = { "service_provider" } }),
  at("100%", { hierarchical = "head-of-service-integration" }),
}

-- Also after the solution and after the closing, until somebody acknowledges it or the customer is content.
escalation "A complaint reaches the top" {
  when = { event = "complaint" },
  after(minutes(0), { hierarchical = "incident-manager" }),
  after(hours(4),   { hierarchical = "head-of-service-integration" }),
  because = "trust is regained by whoever may decide",
}
