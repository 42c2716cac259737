-- Who comes together. A swarm has one coordinator. Whoever has the case keeps it, the same role answers
-- for it, and who helps breaks no promise by helping.

swarm "Major incidents are everybody's" {
  when        = { kind = "incident", major = true },
  coordinator = "major-incident-manager",
  invites     = { "paywell/cards", "cloudhaus/platform", "netline/core" },
  because     = "nobody knows at first whose fault it is",
}

-- The customer has its service again and the clock stops. The cause goes on in a problem: one for all
-- incidents of a kind, whoever's they are.
follow_up "The cause of a workaround goes to a problem" {
  when    = { kind = "incident", event = "workaround" },
  opens   = "problem", led_by = "problem-manager",
  takes   = { "service", "summary" }, same = { "category" },
  set     = { impact = "medium", urgency = "low" },
  because = "restoring comes first, the cause must not be forgotten",
}

-- The team of a problem is whoever worked on the incidents that belong to it.
swarm "Problem team" {
  when = { kind = "problem" }, coordinator = "problem-manager", invites = "linked",
  because = "who saw the symptoms finds the cause",
}

plan "A problem ends with a review" {
  when = { kind = "problem" },
  task "cause"  { to = "integrator/problem-desk", within = business_days(5) },
  task "remedy" { to = "integrator/problem-desk", within = business_days(10), after = "cause" },
  task "review" { to = "payments-forum", within = business_days(5), calendar = "office",
    after = "remedy",
    because = "what one provider learned, all of them learn" },
}
