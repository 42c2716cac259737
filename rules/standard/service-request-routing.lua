-- A skeleton for service requests. Like the one for incidents it names nobody: the catalogue does.
-- Include it after your own rules and before your fallback.

field "request_group" {
  type = "text", of = "service",
  description = "Who fulfils what people order from this service, as provider/group",
}

priority "A service request of a VIP is never below P3" {
  when      = {
    kind = "service_request",
    any_of { { vip = true }, { requester = { vip = true } }, { customer = { vip = true } } },
  },
  not_below = 3,
  because   = "whoever carries much waits little",
}

route "A service request goes to the group that its service names for orders" {
  when    = { kind = "service_request", service = { request_group = present } },
  to      = function(request, its) return its.service.request_group end,
  because = "who fulfils orders is often not who repairs",
}

route "A service request goes to the provider of its service" {
  when    = { kind = "service_request", service = { provider = present } },
  to      = function(request, its) return its.service.provider end,
  because = "the catalogue says who provides the service",
}
