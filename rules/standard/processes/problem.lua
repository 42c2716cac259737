-- A problem: its cause is found, a way around it is known to all, and a change takes it away.
--
-- Use it with `include "standard/processes/problem"`.

include "standard/roles"

process "problem" {
  of = { kind = "problem" }, owner = "problem-manager",

  states = {
    new         = { to = { "assigned", "in_progress", "cancelled" } },
    assigned    = { to = { "in_progress", "cancelled" }, needs = { "provider" } },
    in_progress = { to = { "pending", "known_error", "assigned", "resolved" } },
    pending     = { to = { "in_progress", "assigned" }, needs = { "pending_reason" } },
    known_error = { to = { "in_progress", "resolved" },
                    because = "the cause is known, and so is a way around it" },
    resolved    = { to = { "closed", "in_progress" }, needs = { "resolution" } },
    closed      = { final = true },
    cancelled   = { final = true, needs = { "resolution" } },
  },

  constraint "The cause is found before it is taken away" { "diagnose", before = "resolve" },
  constraint "A way around is shared once it is known" {
    "workaround", followed_by = { "publish", "resolve" }, within = days(2),
    because = "the next provider with the same trouble must find it",
  },
  constraint "Looked at every two weeks" {
    "review", followed_by = { "review", "resolve", "cancel" }, alternating = true,
    within = days(14), severity = "warning",
  },
  limit "Three handoffs at most" { handoffs_of = "provider", at_most = 3, severity = "warning" },

  raci {
    diagnose = { responsible = "provider", accountable = "problem-manager",
                 consulted = "service_owner" },
    publish  = { responsible = { "provider", "service_integrator" },
                 accountable = "problem-manager" },
    resolve  = { responsible = { "provider", "service_integrator" },
                 accountable = "service_owner" },
  },
}
