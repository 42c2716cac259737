-- A change: assessed, approved by somebody else than who builds it, done in its window, looked at after.
--
-- Use it with `include "standard/processes/change"`.

include "standard/roles"

process "change" {
  of = { kind = "change" }, owner = "change-manager",

  states = {
    new         = { to = { "assessed", "approved", "cancelled" } },
    assessed    = { to = { "approved", "rejected", "cancelled" } },
    approved    = { to = { "scheduled", "in_progress", "cancelled" },
                    by = { "customer", "service_integrator", "change-manager" } },
    scheduled   = { to = { "in_progress", "approved", "cancelled" } },
    in_progress = { to = { "implemented", "backed_out" } },
    implemented = { to = { "resolved", "backed_out" } },
    backed_out  = { to = { "assessed", "resolved" } },
    resolved    = { to = { "closed" } },
    rejected    = { final = true, needs = { "resolution" } },
    closed      = { final = true },
    cancelled   = { final = true },
  },

  variation "standard-change" {
    allows = { new = { to = { "scheduled", "in_progress" } } },
    skips = { "Approved before it is built", "Assessed before it is approved" },
    when = { category = "standard" },
    because = "what was approved once as a model needs no new yes",
  },

  constraint "Assessed before it is approved" { "assess", before = "approve" },
  constraint "Approved before it is built"    { "approve", before = "implement" },
  constraint "Nothing is built after a no"    { never = "implement", after = "refuse" },
  constraint "Looked at after it was built" {
    "implement", followed_by = { "review", "back_out" }, within = days(10),
  },
  constraint "A way back is known before" {
    "plan_back_out", before = "implement", severity = "warning",
  },

  four_eyes "Who builds does not approve" { "approve", "implement", differ_in = "person" },
  same "One party builds and backs out" {
    "implement", "back_out", equal_in = "party", severity = "warning",
  },

  raci {
    assess    = { responsible = "provider", accountable = "change-manager",
                  consulted = "service_owner" },
    approve   = { responsible = { "customer", "service_integrator", "change-manager" },
                  accountable = "change-manager" },
    implement = { responsible = "provider", accountable = "service_owner",
                  informed = { "customer", "service_integrator" } },
    review    = { responsible = { "service_integrator", "provider" },
                  accountable = "change-manager" },
  },
}
