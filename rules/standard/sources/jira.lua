-- Jira's webhook for an issue that was created or changed. The issue's key (`BBCOM-1398`) is the
-- request's id, the project's key is its category: `classify` finds your service from it.
--
-- Jira has a priority and neither impact nor urgency. It is used as it is, unless a rule of yours
-- sets one. Issue types have any name in any language; those of Jira Service Management are known
-- here, every other is a service request: somebody wants something.

source "jira" {
  timezone = "UTC",
  fields = {
    id             = path("issue.key"),
    external_id    = path("issue.id"),
    kind           = translate(path("issue.fields.issuetype.name"), {
      ["Incident"] = "incident", ["[System] Incident"] = "incident", ["Bug"] = "incident",
      ["Problem"]  = "problem", ["[System] Problem"] = "problem",
      ["Change"]   = "change", ["[System] Change"] = "change",
    }, "service_request"),
    summary        = path("issue.fields.summary"),
    description    = optional(path("issue.fields.description")),
    state          = path("issue.fields.status.name"),
    -- By id: names are translated in many installations, and these five ids are Jira's own.
    priority       = optional(translate(path("issue.fields.priority.id"), {
      ["1"] = 1, ["2"] = 2, ["3"] = 3, ["4"] = 4, ["5"] = 5,
    })),
    channel        = constant("jira"),
    category       = path("issue.fields.project.key"),
    catalogue_item = path("issue.fields.issuetype.name"),
    requester      = optional(path("issue.fields.reporter.accountId")),
    parent         = optional(path("issue.fields.parent.key")),
    resolution     = optional(path("issue.fields.resolution.name")),
    tags           = optional(path("issue.fields.labels")),
    opened_at      = path("issue.fields.created"),
    updated_at     = path("issue.fields.updated"),
    resolved_at    = optional(path("issue.fields.resolutiondate")),
  },
}
