-- How every organisation is to work on an incident.
process "incident" {
  states = {
    in_progress = { to = { "queued", "assigned", "waiting", "resolved", "cancelled" } },
    queued      = { to = { "in_progress", "assigned", "cancelled" } },
    assigned    = { to = { "in_progress", "queued", "waiting" } },
    waiting     = { to = { "in_progress", "queued", "assigned", "resolved" } },
    resolved    = { to = { "closed", "in_progress" } },
    cancelled   = { final = true },
    closed      = { final = true },
  },

  constraint "Somebody takes it"          { enter "queued", followed_by = enter "in_progress" },
  constraint "Work comes before solution" { enter "in_progress", before = enter "resolved" },
  constraint "Solution comes before end"  { enter "resolved", before = enter "closed" },
  constraint "Closed for good"            { enter "closed", at_most = 1 },
  constraint "Not taken up again"         { never = enter "in_progress", after = enter "closed" },

  -- 1, push to front: the first line solves it, and neither the second nor the third has it.
  invariant "Solved in the first line" { forbid = { team = contains_any { "2nd", "3rd" } },
    mode = "advisory" },
  -- 2, ping-pong: a case does not come back to a team that gave it away.
  limit "No ping-pong"        { bounces_of = "group", at_most = 0, mode = "advisory" },
  -- 3, wait-user abuse: waiting for the user stops the clock, so each time is looked at.
  limit "Waits for the user"  { events_of = "Accepted/Wait - User", at_most = 0,
    mode = "advisory" },
  limit "Waits twice at most" { visits_of = "waiting", at_most = 2 },
}
