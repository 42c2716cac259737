-- What must hold. These report and change nothing.

policy "An incident is handed over five times at most" {
  forbid   = { handoffs = above(5) },
  severity = "warning",
  message  = "the incident was handed over more than five times",
  because  = "in the log nineteen of twenty incidents need at most four",
}

policy "An incident is not reopened twice" {
  forbid   = { reopened = at_least(2) },
  severity = "warning",
  message  = "the incident was reopened twice or more",
}

policy "An incident says where it is" {
  require  = { location = present },
  severity = "warning",
  message  = "the incident has no location, so no team on site can be found",
}

policy "An incident says who asks" {
  require  = { requester = present },
  severity = "violation",
  message  = "the incident has no caller",
}

policy "The target was kept" {
  forbid   = { function(request) return request.attributes.made_sla == "false" end },
  severity = "information",
  mode     = "advisory",
  message  = "the log says that the target was missed",
}
