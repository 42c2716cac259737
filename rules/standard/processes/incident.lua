-- One way, same way: how every provider works on an incident. Names no provider; what a provider calls
-- its states and events is a `mapping` of yours, and where it may differ is an `adaptation`.
--
-- Use it with `include "standard/processes/incident"`, after `standard/processes/major-incident` if you
-- want that, too: a request follows the first process that is for it.

include "standard/roles"

process "incident" {
  of = { kind = "incident" }, owner = "incident-manager",
  because = "a customer must not notice which provider works for them",

  states = {
    new         = { to = { "assigned", "in_progress", "resolved", "cancelled" } },
    assigned    = { to = { "in_progress", "cancelled" }, needs = { "provider" } },
    in_progress = { to = { "pending", "assigned", "resolved", "cancelled" } },
    pending     = { to = { "in_progress", "assigned", "resolved", "cancelled" },
                    needs = { "pending_reason" } },
    resolved    = { to = { "closed", "in_progress" }, needs = { "resolution" },
                    by = { "service_provider", "service_integrator" } },
    closed      = { final = true, because = "who comes back after that opens a new one" },
    cancelled   = { final = true },
  },

  variation "direct-fix" {
    allows = { assigned = { to = { "resolved" } } },
    because = "what a first line solves while it reads needs no state of its own",
  },
  variation "suspended-by-the-tool" {
    allows = { new = { to = { "pending" } }, assigned = { to = { "pending" } } },
    because = "some tools let a request wait before anybody works on it",
  },

  constraint "Accepted within an hour" {
    "assign", followed_by = { "accept", "reject" }, within = hours(1),
    because = "until somebody accepts, nobody works",
  },
  constraint "What is rejected is assigned again" {
    "reject", followed_by = { "assign", "cancel" }, within = minutes(30),
    because = "a rejected incident belongs to nobody",
  },
  constraint "Nothing is worked on after closing" {
    never = { "work_log", "assign", "accept", "resolve" }, after = { "close" },
  },
  constraint "Reopened twice at most" {
    "reopen", at_most = 2, severity = "warning",
    because = "what comes back again and again was not understood",
  },
  constraint "Closed only after it was resolved" { enter "closed", preceded_by = enter "resolved" },
  constraint "A complaint is answered" {
    "complaint", followed_by = { "respond", "update" }, within = hours(4),
  },

  limit "No ping-pong within a day" { bounces_of = "provider", at_most = 0, within = hours(24) },
  limit "Three handoffs at most"    { handoffs_of = "provider", at_most = 3, severity = "warning" },
  limit "Waiting is no way of life" { visits_of = "pending", at_most = 5, severity = "warning" },

  raci {
    assign  = { responsible = { "service_integrator", "provider" },
                accountable = "incident-manager" },
    accept  = { responsible = "provider", accountable = "service_owner",
                informed = "service_integrator" },
    resolve = { responsible = { "provider", "service_integrator" }, accountable = "service_owner",
                informed = { "customer", "service_integrator" } },
    close   = { responsible = { "customer", "service_integrator" }, accountable = "service_owner" },
  },
}
