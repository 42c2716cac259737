-- One incident for each kind of rule. Impact and urgency do not matter here.

local function incident(fields)
  local all = { id = "INC1", kind = "incident", impact = "medium", urgency = "medium",
                requester = "Caller 1", opened_at = "2016-05-09T08:00:00Z" }
  for name, value in pairs(fields) do all[name] = value end
  return all
end

scenario "The sub-category finds the application team" {
  given  = incident {
    category = "Category 46", subcategory = "Subcategory 231", location = "Location 161",
  },
  expect = { to = "applications/Group 37", service = "applications",
             accountable = "application-owner", errors = 0 },
}

scenario "The same sub-category in another category is no application" {
  given  = incident { category = "Category 1", subcategory = "Subcategory 231" },
  expect = { to = "desk/Group 70", errors = 0 },
}

scenario "Category 61 has its own team" {
  given  = incident {
    category = "Category 61", subcategory = "Subcategory 36", location = "Location 204",
  },
  expect = { to = "specialists/Group 73", service = "category-61", errors = 0 },
}

scenario "Except at location 93" {
  given  = incident {
    category = "Category 61", subcategory = "Subcategory 36", location = "Location 93",
  },
  expect = { to = "specialists/Group 74", errors = 0 },
}

scenario "A symptom decides where the category does not" {
  given  = incident {
    category = "Category 42", subcategory = "Subcategory 223", symptom = "Symptom 532",
  },
  expect = { to = "specialists/Group 39", service = "everyday", errors = 0 },
}

scenario "Work at a location goes to the location's team" {
  given  = incident { category = "Category 9", location = "Location 204" },
  expect = { to = "sites/Group 25", service = "at-the-location", rule = "Work at a location",
             errors = 0 },
}

scenario "The same work at a location without a team stays with the desk" {
  given  = incident { category = "Category 9", location = "Location 1" },
  expect = { to = "desk/Group 70", rule = "Everything else stays with the service desk",
             errors = 0 },
}

scenario "Category 28 at location 188: the desk, up to the second of May" {
  given  = incident { category = "Category 28", location = "Location 188" },
  world  = { now = "2016-05-02T23:59:00Z" },
  expect = { to = "desk/Group 70", errors = 0 },
}

scenario "Category 28 at location 188: the team, from the third of May" {
  given  = incident { category = "Category 28", location = "Location 188" },
  world  = { now = "2016-05-03T00:00:00Z" },
  expect = { to = "sites/Group 64", service = "special", errors = 0 },
}

scenario "What the desk solves itself says so" {
  given  = incident { category = "Category 35", location = "Location 204" },
  expect = { to = "desk/Group 70", rule = "Category 35 to Group 70", errors = 0 },
}

scenario "An incident without a location is reported" {
  given  = incident { category = "Category 23" },
  expect = { to = "desk/Group 70", policies = { "An incident says where it is" }, errors = 0 },
}

scenario "Six handovers are reported" {
  given  = incident { category = "Category 23", location = "Location 204", handoffs = 6 },
  expect = { policies = { "An incident is handed over five times at most" }, errors = 0 },
}

scenario "Reopened twice is reported" {
  given  = incident { category = "Category 23", location = "Location 204", reopened = 2 },
  expect = { policies = { "An incident is not reopened twice" }, errors = 0 },
}
