-- What the log says beside its fields is an attribute of the request.

local function closed(made_sla)
  return { id = "INC1", kind = "incident", impact = "low", urgency = "low", location = "Location 1",
           requester = "Caller 1", attributes = { made_sla = made_sla } }
end

scenario "A target that was missed is reported" {
  given  = closed "false",
  expect = { policies = "The target was kept", errors = 0 },
}

scenario "A target that was kept is not" {
  given  = closed "true",
  expect = { policies = {}, errors = 0 },
}
