-- Acme works with ServiceNow, Contoso with Jira. These are their words, as their exports have them; a
-- mapping that is named after a source counts for all that comes from there.
field "contacted" { type = "text", of = "request", description = "Whom the customer turned to" }

source "now-log" {
  timezone = "Europe/Berlin", missing = { "" },
  log = { case = "number", activity = "action", at = "sys_updated_on", party = "company",
          person = "user" },
  fields = { state = optional("state"), provider = optional("assigned_to"),
             contacted = optional("contact") },
}
mapping "now-log" {
  process = "incident",
  states = { New = "new", Assigned = "assigned", ["Work in Progress"] = "in_progress",
             ["On Hold"] = "pending", Resolved = "resolved", Closed = "closed",
             Canceled = "cancelled" },
  events = { ["Assignment group"] = "assign", ["Work accepted"] = "accept",
             ["Solution proposed"] = "resolve", ["Solution accepted"] = "confirm",
             ["Record closed"] = "close", ["Called by user"] = "contact",
             ["Approval granted"] = "approve", ["Reopened by user"] = "reopen",
             ["Complaint"] = "complaint" },
}

source "jira-log" {
  log = { case = path("issue.key"), activity = "did", at = "when", party = "org", person = "who" },
  fields = { state = optional(path("issue.status")), provider = optional("assignee"),
             contacted = optional("with") },
}
mapping "jira-log" {
  process = "incident",
  states = { Open = "new", Triaged = "assigned", ["In Progress"] = "in_progress",
             Waiting = "pending", Done = "resolved", Archived = "closed", Declined = "cancelled" },
  events = { assignee = "assign", start = "accept", fix = "resolve", ["fix ok"] = "confirm",
             archive = "close", comment_by_reporter = "contact", vote_yes = "approve",
             back_to_open = "reopen", complaint = "complaint" },
}
