-- Fifty providers, each with a desk and a specialist group, and two services each. In a real rule
-- base this table would come from the contracts; here a loop writes it.
--
-- `replaced.lua` says which provider takes over from which. It is empty now: nobody does.

local replaced = include "replaced"

role "service-integration-lead" {
  name = "Lead of service integration", party = "service_integrator",
}
role "service-owner" { name = "Owner of the services", party = "customer", authority = 2 }

provider "integrator" {
  name = "Service integration", kind = "internal", default = "service-desk",
  groups = { ["service-desk"] = {}, ["major-incidents"] = {} },
}

local function numbered(word, n) return word .. string.format("%02d", n) end

for n = 1, 50 do
  provider(numbered("provider-", n)) {
    name = numbered("Provider ", n), kind = n <= 10 and "internal" or "external", default = "desk",
    -- What they cost and how satisfied customers are differs in a fixed pattern.
    groups = {
      ["desk"]        = { cost = 20 + n % 7, satisfaction = 3 + n % 5 / 4 },
      ["specialists"] = { cost = 45 + n % 11, satisfaction = 3 + n % 3 / 2 },
    },
  }

  local provided_by = numbered("provider-", n)
  provided_by = replaced[provided_by] or provided_by

  if n % 10 == 0 then  -- every tenth service is vital, and stands on the two before it
    service(numbered("service-", n)) {
      name = numbered("Service ", n), accountable = "service-owner", criticality = "vital",
      provider = provided_by, major_incident_group = "integrator/major-incidents",
      depends_on = { numbered("service-", n - 1), numbered("service-", n - 2) },
    }
  else
    service(numbered("service-", n)) {
      name = numbered("Service ", n), accountable = "service-owner", criticality = "medium",
      provider = provided_by,
    }
  end

  service(numbered("orders-", n)) {
    name = numbered("Orders of service ", n), accountable = "service-owner", criticality = "low",
    provider = provided_by, depends_on = { numbered("service-", n) },
    request_group = provided_by .. "/specialists",
  }
end
