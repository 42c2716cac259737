-- The processes on the virtual clock: what keeps to them has no deviation, what does not is told.

scenario "An incident that goes its way" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "medium", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+0m",  deviates = false },
    { at = "+10m", event = "accept", by = "provider-a", set = { state = "in_progress" } },
    { at = "+10m", deviates = false },
    { at = "+2h",  event = "resolve", by = "provider-a", set = { resolution = "restarted" } },
    { at = "+2h",  deviates = false },
    { at = "+1d",  event = "close", by = "customer" },
    { at = "+1d",  deviates = false },
  },
}

scenario "Who is assigned and says nothing is told after an hour" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "medium", opened_at = "2026-05-04T09:00:00Z" },
  timeline = { { at = "+1h", deviates = "Accepted within an hour" } },
}

scenario "Resolved without a resolution, and reopened too often" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "medium", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+10m", event = "accept", by = "provider-a", set = { state = "in_progress" } },
    { at = "+20m", event = "resolve", by = "provider-a" },
    { at = "+20m", deviates = "incident" },
    { at = "+30m", event = "reopen", by = "customer" },
    { at = "+40m", event = "reopen", by = "customer" },
    { at = "+40m", deviates = false },
    { at = "+50m", event = "reopen", by = "customer" },
    { at = "+50m", deviates = "Reopened twice at most" },
  },
}

scenario "To and fro between two providers" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "medium", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+10m", event = "accept", by = "provider-a" },
    { at = "+20m", event = "assign", by = "provider-a", to = "provider-b/support" },
    { at = "+30m", event = "accept", by = "provider-b" },
    { at = "+40m", event = "assign", by = "provider-b", to = "provider-a/support" },
    { at = "+40m", deviates = "No ping-pong within a day" },
  },
}

scenario "A major incident without news" {
  given = { kind = "incident", service = "web-shop", summary = "all is down", requester = "u-1",
            major = true,
            impact = "high", urgency = "high", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+5m",   event = "accept", by = "integrator" },
    { at = "+30m",  deviates = "News within half an hour" },
    { at = "+40m",  event = "update", by = "integrator" },
    { at = "+100m", deviates = "News goes on every hour" },
  },
}

scenario "Who builds a change does not approve it" {
  given = { kind = "change", service = "network", summary = "new switch", requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+1h", event = "assess", by = "provider-b", set = { state = "assessed" } },
    { at = "+2h", event = "approve", by = { party = "service_integrator", person = "kim" },
      set = { state = "approved" } },
    { at = "+3h", event = "implement", by = { party = "provider-b", person = "kim" },
      set = { state = "in_progress" } },
    { at = "+3h", deviates = { "Who builds does not approve", "A way back is known before" } },
  },
}

scenario "A standard change needs no yes of its own, if its provider has agreed that" {
  given = { kind = "change", service = "network", summary = "one more port", requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-04T09:00:00Z",
            category = "standard" },
  timeline = {
    { at = "+1h", event = "accept", by = "provider-b" },
    -- Nobody agreed: there is no adaptation, so that the variation is closed.
    { at = "+2h", event = "schedule", by = "provider-b", set = { state = "scheduled" } },
    { at = "+2h", deviates = "change" },
  },
}

scenario "A way around a problem is shared" {
  given = { kind = "problem", service = "network", summary = "packets get lost", requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+1h", event = "workaround", by = "provider-b" },
    { at = "2026-05-06T10:00:00Z", deviates = "A way around is shared once it is known" },
  },
}

scenario "Nobody approves what they asked for" {
  given = { kind = "service_request", service = "workplace", summary = "a screen",
            requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+1m", event = "request", by = { party = "customer", person = "u-1" },
      set = { state = "approval" } },
    { at = "+2m", event = "approve", by = { party = "customer", person = "u-1" } },
    { at = "+2m", deviates = "Nobody approves what they asked for" },
  },
}
