-- Every cell of the matrix once: impact goes down the rows, urgency along the columns.

local levels = { "high", "medium", "low" }
local expected = { { 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 5 } }

for row, impact in ipairs(levels) do
  for column, urgency in ipairs(levels) do
    scenario("Impact " .. impact .. ", urgency " .. urgency) {
      given  = { kind = "incident", summary = "s", requester = "u-1", impact = impact,
                 urgency = urgency },
      expect = { priority = expected[row][column], errors = 0 },
    }
  end
end

scenario "Without an impact there is no priority, and the decision says so" {
  given  = { kind = "incident", summary = "s", requester = "u-1", urgency = "high" },
  expect = { to = "integrator/service-desk", errors = { "priority" },
             policies = { "An incident has a priority" } },
}
