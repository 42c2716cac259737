-- What was promised: first answers by channel, and restoration. After a broken promise a stricter time
-- begins for the same customer: thirty days in which the target is half as long.

xla "Chat is answered in two minutes" {
  when = { channel = "chat" },
  metric = "first_response",
  within = minutes(2),
}
xla "Mail is answered in four working hours" {
  when = { channel = "email" }, metric = "first_response", within = business_hours(4),
  calendar = "office",
}

trust_period "A customer whom we kept waiting" {
  after_breach_of = { "Vital services work again in four hours",
                      "Vital services work again in two hours" },
  of = "customer", lasts = days(30),
  because = "trust is regained by being better than promised",
}

sla "Vital services work again in four hours" {
  when   = { kind = "incident", service = { criticality = "vital" }, trust_period = absent },
  metric = "time_to_restore", within = hours(4),
}
sla "Vital services work again in two hours" {
  when   = { kind = "incident", service = { criticality = "vital" }, trust_period = present },
  metric = "time_to_restore", within = hours(2),
}
priority "A customer whom we kept waiting is never below P2" {
  when = { kind = "incident", trust_period = present }, not_below = 2,
}

escalation "Somebody waits" {
  on = { "Vital services work again in four hours", "Vital services work again in two hours" },
  at("75%",  { hierarchical = "service-delivery-manager", notify = { "customer" } }),
  at("100%", { hierarchical = "cio", notify = { "customer", "payments-forum" } }),
}

-- Each provider's part, which is stricter in that time, too; helping another is no part of any.
underpinning_contract "Paywell repairs in two hours" {
  with = "paywell", when = { trust_period = absent }, metric = "time_to_restore", within = hours(2),
  supports = "Vital services work again in four hours",
}
underpinning_contract "Paywell repairs in one hour for those who waited" {
  with = "paywell", when = { trust_period = present }, metric = "time_to_restore",
  within = hours(1),
  supports = "Vital services work again in two hours",
}
underpinning_contract "Netline repairs in half an hour" {
  with = "netline", metric = "time_to_restore", within = minutes(30),
  supports = { "Vital services work again in four hours",
               "Vital services work again in two hours" },
}
handoff "Everybody says within ten minutes that they have it" { acknowledge_within = minutes(10) }

-- Whoever is not content has somewhere to go, whichever provider it is about.
escalation "A complaint reaches the top" {
  when = { event = "complaint" },
  after(minutes(0), { hierarchical = "service-delivery-manager" }),
  after(hours(4),   { hierarchical = "cio" }),
}
