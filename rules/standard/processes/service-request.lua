-- A service request: somebody may say yes or no, then it is delivered and confirmed.
--
-- Use it with `include "standard/processes/service-request"`.

include "standard/roles"

process "service request" {
  of = { kind = "service_request" }, owner = "request-manager",

  states = {
    new         = { to = { "approval", "assigned", "in_progress", "cancelled" } },
    approval    = { to = { "assigned", "in_progress", "rejected", "cancelled" } },
    assigned    = { to = { "in_progress", "cancelled" }, needs = { "provider" } },
    in_progress = { to = { "pending", "assigned", "resolved", "cancelled" } },
    pending     = { to = { "in_progress", "assigned", "cancelled" }, needs = { "pending_reason" } },
    resolved    = { to = { "closed", "in_progress" } },
    rejected    = { final = true, needs = { "resolution" }, because = "a no has a reason" },
    closed      = { final = true },
    cancelled   = { final = true },
  },

  variation "delivered-without-a-state" {
    allows = { new = { to = { "resolved" } }, assigned = { to = { "resolved" } } },
  },

  constraint "What needs a yes gets one before it is delivered" {
    enter "approval", followed_by = { "approve", "refuse", "cancel" },
  },
  constraint "Nothing is delivered after a no" { never = "deliver", after = "refuse" },
  constraint "Accepted within a day" {
    "assign", followed_by = { "accept", "reject" }, within = hours(24),
  },
  constraint "Delivered once" { "deliver", at_most = 1, severity = "warning" },

  four_eyes "Nobody approves what they asked for" { "request", "approve", differ_in = "person" },
  limit "Three handoffs at most" { handoffs_of = "provider", at_most = 3, severity = "warning" },

  raci {
    approve = { responsible = "customer", accountable = "request-manager" },
    accept  = { responsible = "provider", accountable = "service_owner" },
    deliver = { responsible = "provider", accountable = "service_owner", informed = "customer" },
  },
}
