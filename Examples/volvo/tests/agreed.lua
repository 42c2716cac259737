-- The process on a case of its own: what the log is checked by is what a case that lives is told.

scenario "A case that has just opened goes its way" {
  given = { kind = "incident", summary = "printer", opened_at = "2012-04-02T09:00:00Z" },
  timeline = { { at = "+0m", deviates = false } },
}

scenario "What is unknown to the process is told" {
  given = { kind = "incident", summary = "printer", opened_at = "2012-04-02T09:00:00Z" },
  timeline = {
    { at = "+1h", event = "Unmatched/Unmatched", by = "customer", set = { state = "unmatched" } },
    { at = "+1h", deviates = "incident" },
  },
}
