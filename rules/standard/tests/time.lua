-- Targets, ladders and handoffs on the virtual clock.

scenario "A P1 that nobody touches climbs to the head of service integration" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "high", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+0m",  offered = "provider-a/support" },
    { at = "+15m", late = "provider-a" },
    { at = "+2h",  notified = "incident-manager" },
    { at = "+3h",  escalated = "incident-manager" },
    { at = "+4h",  escalated = "head-of-service-integration", notified = "customer",
      breached = "P1 incidents are restored in four hours" },
  },
}

scenario "News of a P1 starts its hour anew" {
  given = { kind = "incident", service = "web-shop", summary = "no orders", requester = "u-1",
            impact = "high", urgency = "high", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+10m", event = "accept", by = "provider-a" },
    { at = "+50m", event = "update", by = "provider-a" },
    { at = "+50m", due = {
        ["While a P1 lasts there is news every hour"] = "2026-05-04T10:50:00Z" } },
  },
}

scenario "A workaround ends the clock of a P2, and a chat is answered" {
  given = { kind = "incident", service = "web-shop", summary = "slow", requester = "u-1",
            channel = "chat", impact = "high", urgency = "medium",
            opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+3m", event = "respond", by = "integrator" },
    { at = "+3m", kept = "Who calls or chats is answered at once" },
    { at = "+5m", event = "accept", by = "provider-a" },
    { at = "+6h", event = "workaround", by = "provider-a" },
    { at = "+6h", kept = "P2 incidents are restored in eight hours" },
  },
}

scenario "A complaint reaches the top" {
  given = { kind = "incident", service = "workplace", summary = "still no screen",
            requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-04T09:00:00Z" },
  timeline = {
    { at = "+1h", event = "complaint", by = "customer" },
    { at = "+1h", escalated = "incident-manager" },
    { at = "+5h", escalated = "head-of-service-integration" },
  },
}

scenario "A service request has five working days" {
  given = { kind = "service_request", service = "workplace", summary = "a screen",
            requester = "u-1",
            impact = "low", urgency = "low", opened_at = "2026-05-07T10:00:00Z" },
  timeline = {
    { at = "+0m", due = {
        ["Service requests are fulfilled in five working days"] = "2026-05-14T10:00:00Z" } },
  },
}
