-- What must be in order when a case goes from one provider to another. Until the other accepts, the
-- case is with whoever offers it; and when it goes to and fro, the service integrator takes over.
--
-- Use it with `include "standard/handoffs"`. Rules of yours that stand before it win.

handoff "Urgent cases are taken within a quarter of an hour" {
  when = { kind = "incident", priority = { 1, 2 } },
  needs = { "summary", "service" }, acknowledge_within = minutes(15),
  bounces_at_most = 1, handoffs_at_most = 3,
  because = "a customer is no parcel",
}

handoff "Whoever hands on says what it is about" {
  needs = { "summary", "service" }, acknowledge_within = hours(4),
  bounces_at_most = 1, handoffs_at_most = 3,
  because = "a customer is no parcel",
}
