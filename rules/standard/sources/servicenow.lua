-- ServiceNow sends the same record in two shapes; each is a source of its own.
--
--   "servicenow"          Table API as it comes: plain texts, and { link, value } for a reference
--   "servicenow-display"  the change management API, and the Table API when it is called with
--                         sysparm_display_value=all: { display_value, value } for every member
--
-- They tell themselves apart: only the first has `opened_by.link`, only the second has
-- `number.value`. References are ServiceNow's own ids (32 characters). Which of your services,
-- customers and locations they are, only you know: add it with `classify`, or copy this file and
-- use `translate`. The priority is not read: impact and urgency and your own matrix give it.

field "link_to_opener" {
  type = "text", of = "request",
  description = "Where ServiceNow shows who opened the record",
}

-- The numbers of the states differ from table to table.
local states = {
  incident = {
    ["1"] = "new", ["2"] = "in_progress", ["3"] = "on_hold", ["6"] = "resolved",
    ["7"] = "closed", ["8"] = "cancelled",
  },
}

local function state_in_words(record)
  local words = states[record.sys_class_name]
  return words and words[record.state] or record.state
end

source "servicenow" {
  timezone = "UTC", dates = "Y-m-d H:M:S", missing = { "" }, records = "result",
  fields = {
    id                 = "number",
    external_id        = "sys_id",
    link_to_opener     = path("opened_by.link"),
    kind               = translate("sys_class_name", {
      incident = "incident", problem = "problem", change_request = "change",
      sc_request = "service_request", sc_req_item = "service_request", em_alert = "event",
      dmn_demand = "demand",
    }),
    summary            = "short_description",
    description        = optional("description"),
    state              = state_in_words,
    impact             = translate("impact", { ["1"] = "high", ["2"] = "medium", ["3"] = "low" }),
    urgency            = translate("urgency", { ["1"] = "high", ["2"] = "medium", ["3"] = "low" }),
    channel            = optional("contact_type"),
    category           = optional("category"),
    subcategory        = optional("subcategory"),
    configuration_item = optional(path("cmdb_ci.value")),
    customer           = optional(path("company.value")),
    requester          = optional(path("caller_id.value")),
    location           = optional(path("location.value")),
    parent             = optional(path("parent.value")),
    resolution         = optional("close_notes"),
    opened_at          = "opened_at",
    updated_at         = "sys_updated_on",
    resolved_at        = optional("resolved_at"),
    closed_at          = optional("closed_at"),
    handoffs           = optional("reassignment_count"),
    reopened           = optional("reopen_count"),
  },
}

source "servicenow-display" {
  timezone = "UTC", dates = "Y-m-d H:M:S", missing = { "" }, records = "result",
  fields = {
    id                 = path("number.value"),
    external_id        = path("sys_id.value"),
    kind               = translate(path("sys_class_name.value"), {
      incident = "incident", problem = "problem", change_request = "change",
      sc_request = "service_request", sc_req_item = "service_request", em_alert = "event",
      dmn_demand = "demand",
    }),
    summary            = path("short_description.value"),
    description        = optional(path("description.value")),
    state              = path("state.display_value"),
    -- The displayed texts, because the values are sometimes numbers and sometimes texts.
    impact             = translate(path("impact.display_value"), {
      ["1 - High"] = "high", ["2 - Medium"] = "medium", ["3 - Low"] = "low",
    }),
    urgency            = translate(path("urgency.display_value"), {
      ["1 - High"] = "high", ["2 - Medium"] = "medium", ["3 - Low"] = "low",
    }),
    channel            = optional(path("contact_type.value")),
    category           = optional(path("category.value")),
    catalogue_item     = optional(path("std_change_producer_version.display_value")),
    configuration_item = optional(path("cmdb_ci.value")),
    customer           = optional(path("company.value")),
    requester          = optional(path("requested_by.value")),
    location           = optional(path("location.value")),
    parent             = optional(path("parent.value")),
    resolution         = optional(path("close_notes.value")),
    opened_at          = path("opened_at.value"),
    updated_at         = path("sys_updated_on.value"),
    closed_at          = optional(path("closed_at.value")),
  },
}
