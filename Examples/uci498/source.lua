-- How a row of the log becomes a request. The log's own `priority` is not read, and neither group
-- nor provider is taken over: they are what the rules have to say. The group of the log is kept as
-- `logged_group`, so that both can be compared. All other columns stay reachable in functions, as
-- `request.attributes.made_sla` for example.

field "symptom" { type = "text", of = "request", description = "What the caller sees" }
field "logged_group" {
  type = "text", of = "request", description = "Who had the incident in the log",
}

local levels = { ["1 - High"] = "high", ["2 - Medium"] = "medium", ["3 - Low"] = "low" }

source "servicenow-csv" {
  timezone = "UTC",            -- the log says no zone
  dates    = "d/m/Y H:M",      -- 29/2/2016 04:40
  missing  = { "?", "-100" },  -- "?" in every column, "-100" in five states
  fields   = {
    id                 = "number",
    kind               = constant("incident"),
    state              = "incident_state",
    channel            = "contact_type",
    requester          = "caller_id",
    location           = "location",
    category           = "category",
    subcategory        = "subcategory",
    symptom            = "u_symptom",
    configuration_item = "cmdb_ci",
    impact             = translate("impact", levels),
    urgency            = translate("urgency", levels),
    opened_at          = "opened_at",
    updated_at         = "sys_updated_at",
    resolved_at        = "resolved_at",
    closed_at          = "closed_at",
    handoffs           = "reassignment_count",
    reopened           = "reopen_count",
    logged_group       = "assignment_group",
  },
}
