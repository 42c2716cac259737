-- A major incident: one coordinator, news by the clock, and what was learned in writing.
--
-- Use it with `include "standard/processes/major-incident"`, before `standard/processes/incident`.

include "standard/roles"

process "major incident" {
  of = { kind = "incident", major = true }, owner = "head-of-service-integration",
  because = "when much is at stake, everybody must know who does what",

  states = {
    new         = { to = { "assigned", "in_progress", "cancelled" } },
    assigned    = { to = { "in_progress", "cancelled" }, needs = { "provider" } },
    in_progress = { to = { "assigned", "resolved" } },
    resolved    = { to = { "closed", "in_progress" }, needs = { "resolution" },
                    by = { "service_integrator", "service_provider" } },
    closed      = { final = true, by = { "service_integrator" } },
    cancelled   = { final = true },
  },

  constraint "Taken within ten minutes" {
    "assign", followed_by = { "accept", "reject" }, within = minutes(10),
  },
  constraint "News within half an hour" {
    "open", followed_by = { "update", "restore", "resolve", "cancel" }, within = minutes(30),
  },
  constraint "News goes on every hour" {
    "update", followed_by = { "update", "restore", "resolve", "cancel" }, alternating = true,
    within = hours(1),
    because = "whoever waits for news calls, and then nobody works",
  },
  constraint "Reviewed before it is closed" { "review", before = "close" },
  constraint "Reviewed within five days" {
    "resolve", followed_by = { "review", "reopen" }, within = days(5),
  },

  limit "Two handoffs at most" { handoffs_of = "provider", at_most = 2 },

  raci {
    assign = { responsible = "service_integrator", accountable = "head-of-service-integration",
               informed = "customer" },
    update = { responsible = "service_integrator", accountable = "head-of-service-integration",
               informed = "customer" },
    review = { responsible = { "service_integrator", "service_provider" },
               accountable = "head-of-service-integration", consulted = "customer" },
  },
}
