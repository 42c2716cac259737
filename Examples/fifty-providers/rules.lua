-- The integrator's own rules. A broker chooses among all that offer the same: weights say what
-- counts.

priority "Vital services are never below P2" {
  when      = { kind = "incident", service = { criticality = "vital" } },
  not_below = 2,
}

local desks = {}
for n = 11, 50 do desks[#desks + 1] = "provider-" .. string.format("%02d", n) .. "/desk" end

route "Work that any external provider can do goes to the best offer" {
  when    = { kind = "service_request", category = "any-provider" },
  to      = best { among = desks, by = { cost = -1, satisfaction = 2 } },
  because = "satisfaction counts double, cost once",
}
