-- What most want to know of their cases: how long it takes, how often it goes from hand to hand,
-- whether what was promised was kept, and how much is done the standard way. `baton report` has each
-- in the table "measures", with its sample and the cases behind it.
--
-- Use it with `include "standard/measures"`; it needs nothing else. If one does not fit, write your
-- own with `overrides = "…"` and the name of the one that it replaces: with a `target`, or
-- `per = { "provider", "month" }`, or a `when` for one service.

-- How long it takes ----------------------------------------------------------------------------

measure "Time to restore" {
  when = { kind = "incident" },
  of = "time_to_restore",
  as = percentile(90),
}
measure "Time to resolve"    { of = "time_to_resolve", as = percentile(90), per = { "kind" } }
measure "First response"     { of = "first_response", as = percentile(90) }
measure "Lead time"          { of = "lead_time", as = "median", per = { "kind" } }
measure "Flow efficiency"    { of = "flow_efficiency", as = "median" }
measure "Age of the backlog" { of = "backlog_age", as = "median", per = { "kind" } }

-- From hand to hand ----------------------------------------------------------------------------

measure "Handoffs of a case"      { of = "handoffs", as = "mean" }
measure "Handed back"             { of = "bounces", as = "sum" }
measure "Solved at first contact" { of = "first_contact" }
-- Done before any group had it: by a reply, an article, whoever asked, or the service integrator.
measure "Needed nobody"           { of = "deflected" }

-- As expected ----------------------------------------------------------------------------------

measure "Came back"     { of = "reopened" }
measure "Complaints"    { of = "complaints" }
measure "Promises kept" { of = "agreement_met", per = { "kind" } }

-- As designed ----------------------------------------------------------------------------------

-- The index is the part of the cases that went as the process says, with no provider's own way.
measure "Standardisation index"     { of = "standard" }
measure "Adapted to a provider"     { of = "adapted" }
measure "Violations of the process" { of = "violations", as = "sum", per = { "provider" } }

-- Whoever registers a case about which a provider was called directly says so by its channel.
measure "Went past the desk" { when = { channel = "provider" }, of = "cases" }

-- What it costs --------------------------------------------------------------------------------

-- By the `rate` of the groups and providers that worked on it; without rates there is no value.
-- What is charged to whom is a measure of your own, with
-- `of = "work_cost", as = "sum", per = { "customer", "month" }`.
measure "Cost of a request" { of = "work_cost", as = "mean", per = { "service" } }
measure "Cost of work"      { of = "work_cost", as = "sum", per = { "party" } }
