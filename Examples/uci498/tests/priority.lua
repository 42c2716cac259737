-- The eight combinations of impact and urgency that the log has, with the log's own priority, and
-- the one that it has not.

local cases = {
  { "high", "high", 1 }, { "high", "medium", 2 }, { "high", "low", 3 },
  { "medium", "high", 2 }, { "medium", "medium", 3 }, { "medium", "low", 4 },
  { "low", "high", 3 }, { "low", "medium", 4 }, { "low", "low", 4 },
}

for _, case in ipairs(cases) do
  scenario("Impact " .. case[1] .. " and urgency " .. case[2] .. " give P" .. case[3]) {
    given  = { id = "INC1", kind = "incident", impact = case[1], urgency = case[2] },
    expect = { priority = case[3], to = "desk/Group 70", errors = 0 },
  }
end

scenario "Without an impact there is an error and no priority" {
  given  = { id = "INC1", kind = "incident", urgency = "high" },
  expect = { to = "desk/Group 70", errors = { "priority" } },
}
