-- A skeleton for incidents. It names no provider and no group: it reads them from your catalogue,
-- so changing a provider means changing the catalogue and not one rule.
--
-- Include it after your own rules and before your fallback: within a level the first rule that
-- matches wins, so your rules go first. A rule of yours with `level = "service"` or narrower goes
-- before these wherever it stands, because these are all on the widest level, `global`.
--
-- There is no fallback here on purpose. Who takes what nobody else takes is your decision, and a
-- rule base without that decision does not load.
--
-- What about incidents that name a configuration item and no service? Before routing, a request
-- gets the service of its item, so these rules see a service. If the item's data is old or
-- doubtful, it gets the item's `fallback` service instead, and the decision says so.

field "major_incident_group" {
  type = "text", of = "service",
  description = "Who takes the major incidents of this service, as provider/group",
}

priority "A major incident is P1" {
  when    = { kind = "incident", major = true },
  set     = 1,
  because = "a major incident is declared by a person, who knows more than the matrix",
}

priority "An incident of a VIP is never below P3" {
  when      = {
    kind = "incident",
    any_of { { vip = true }, { requester = { vip = true } }, { customer = { vip = true } } },
  },
  not_below = 3,
  because   = "whoever carries much waits little",
}

route "A major incident goes to the group that its service names" {
  when    = { kind = "incident", major = true, service = { major_incident_group = present } },
  to      = function(request, its) return its.service.major_incident_group end,
  because = "a major incident needs people who are prepared for it",
}

route "An incident goes to the provider of its service" {
  when    = { kind = "incident", service = { provider = present } },
  to      = function(request, its) return its.service.provider end,
  because = "the catalogue says who provides the service; the provider says which of its groups is first",
}
