-- What most agree with their customers, by priority. Names no provider: what a provider promises is in
-- its contract, so write an `ola` or `underpinning_contract` for each of yours, and say with `supports`
-- which of these it helps to keep. `baton check` then proves whether that is enough.
--
-- Use it with `include "standard/targets"`. If one does not fit, write your own agreement with
-- `overrides = "…"` and the name of the one that it replaces. Clocks stop only for the customer.

calendar "standard-office-hours" {
  timezone = "UTC", monday_to_friday = "08:00-18:00",
}

local quarters = { "50%", "75%", "90%" }

sla "P1 incidents are restored in four hours" {
  when   = { kind = "incident", priority = 1 },
  metric = "time_to_restore", within = hours(4), pause_on = { "customer" }, warn_at = quarters,
}

sla "P2 incidents are restored in eight hours" {
  when   = { kind = "incident", priority = 2 },
  metric = "time_to_restore", within = hours(8), pause_on = { "customer" }, warn_at = quarters,
}

sla "P3 incidents are resolved in three working days" {
  when     = { kind = "incident", priority = 3 },
  metric   = "time_to_resolve", within = business_days(3), calendar = "standard-office-hours",
  pause_on = { "customer" }, warn_at = quarters,
}

sla "Other incidents are resolved in ten working days" {
  when     = { kind = "incident", priority = less_urgent_than(3) },
  metric   = "time_to_resolve", within = business_days(10), calendar = "standard-office-hours",
  pause_on = { "customer" }, warn_at = quarters,
}

sla "Service requests are fulfilled in five working days" {
  when     = { kind = "service_request" },
  metric   = "time_to_resolve", within = business_days(5), calendar = "standard-office-hours",
  pause_on = { "customer" }, warn_at = quarters,
}

-- What customers feel: an answer soon, by the channel that they chose, and news while they wait ---------

xla "Who calls or chats is answered at once" {
  when   = { channel = { "phone", "chat" } },
  metric = "first_response", within = minutes(5),
}

xla "Who writes is answered within a working day" {
  when   = { channel = { "mail", "portal" } },
  metric = "first_response", within = business_hours(8), calendar = "standard-office-hours",
}

xla "While a P1 lasts there is news every hour" {
  when   = { kind = "incident", priority = 1 },
  metric = "next_update", within = hours(1),
}
