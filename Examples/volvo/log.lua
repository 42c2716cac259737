-- How the log is written. What happened has two parts, "Accepted" and "In Progress"; the group is the
-- team, and "organization involved" the line of the organisation that it belongs to.
field "team" { type = "text", of = "request", description = "The team as the log names it" }

source "volvo" {
  timezone = "Europe/Stockholm",
  log = {
    activity  = { "concept:name", "lifecycle:transition" },
    party     = "organization involved",
    -- As what the time after an event counts. What "in_progress" is need not be said.
    counts_as = {
      ["Accepted/Wait - User"]     = "customer",
      ["Accepted/Wait - Customer"] = "customer",
      ["Accepted/Wait - Vendor"]   = "third_party",
      waiting                      = "waiting", queued = "handoff",
    },
  },
  fields = { team = "org:group", impact = optional(translate("impact",
               { Low = "low", Medium = "medium", High = "high", Major = "high" })) },
}

-- Named after the source: these are its words for the states. "Unmatched/Unmatched" is none.
mapping "volvo" {
  process = "incident",
  states = {
    ["Accepted/In Progress"]           = "in_progress",
    ["Accepted/Assigned"]              = "assigned",
    ["Queued/Awaiting Assignment"]     = "queued",
    ["Accepted/Wait"]                  = "waiting",
    ["Accepted/Wait - Customer"]       = "waiting",
    ["Accepted/Wait - Implementation"] = "waiting",
    ["Accepted/Wait - User"]           = "waiting",
    ["Accepted/Wait - Vendor"]         = "waiting",
    ["Completed/In Call"]              = "resolved",
    ["Completed/Resolved"]             = "resolved",
    ["Completed/Cancelled"]            = "cancelled",
    ["Completed/Closed"]               = "closed",
  } }
