-- PagerDuty's webhook, version 3, for events of an incident. PagerDuty's service is the request's
-- category: `classify` finds your service from it.
--
-- It has an urgency and no impact, so the matrix cannot say the priority; PagerDuty's own is used
-- when it has one.

source "pagerduty" {
  timezone = "UTC",
  fields = {
    id          = path("event.data.id"),
    external_id = path("event.data.html_url"),
    kind        = constant("incident"),
    summary     = path("event.data.title"),
    state       = path("event.data.status"),
    urgency     = path("event.data.urgency"),
    priority    = optional(translate(path("event.data.priority.summary"), {
      P1 = 1, P2 = 2, P3 = 3, P4 = 4, P5 = 5,
    })),
    channel     = constant("monitoring"),
    category    = path("event.data.service.summary"),
    subcategory = path("event.event_type"),
    resolution  = optional(path("event.data.resolve_reason.type")),
    opened_at   = optional(path("event.data.created_at")),
    updated_at  = path("event.occurred_at"),
  },
}
