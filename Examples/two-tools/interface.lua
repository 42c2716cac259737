-- The contract between the tools: what a case has to bring, how soon the other side says that it has
-- it, and who hears of it if nobody says so.
handoff "A case that goes over is acknowledged within fifteen minutes" {
  when            = { kind = "incident" },
  needs           = { "summary", "service", "impact" }, acknowledge_within = minutes(15),
  bounces_at_most = 1, handoffs_at_most = 3,
  because         = "annex D of both contracts: the interface",
}

sla "An incident is solved within a day" {
  when = { kind = "incident" }, metric = "time_to_resolve", within = hours(24),
}
sla "Whoever asks for a way of their own hears within ten days" {
  when = { kind = "service_request", category = "adaptation" },
  metric = "time_to_resolve", within = days(10),
}

escalation "Nobody can be left waiting" {
  on = "An incident is solved within a day",
  at("50%",  { hierarchical = "incident-manager" }),
  at("100%", { hierarchical = "cio", notify = { "customer" } }),
}
escalation "A complaint reaches the top" {
  when = { event = "complaint" },
  after(minutes(0), { hierarchical = "incident-manager" }),
  after(hours(4),   { hierarchical = "cio" }),
}
