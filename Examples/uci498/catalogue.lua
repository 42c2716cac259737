-- Who there is. The log has groups and nothing above them. The four providers are our reading of
-- it: groups that almost everything passes through, groups that work in one location, groups that
-- have single sub-categories of categories 45 and 46, and groups that have one other kind of work.
-- The groups keep the names that they have in the log.

role "incident-manager"  { name = "Incident manager", party = "service_integrator", authority = 1 }
role "business-manager"  { name = "Business manager", party = "customer", authority = 1 }
role "application-owner" { name = "Application owner", party = "customer", authority = 1 }

local function groups(numbers)
  local all = {}
  for _, number in ipairs(numbers) do all["Group " .. number] = {} end
  return all
end

provider "desk" {
  name = "Service desk (most incidents start with one of these)", kind = "internal",
  default = "Group 70",
  groups = groups { 20, 54, 70 },
}

provider "sites" {
  name = "Teams at a location", kind = "external", default = "Group 25",
  groups = groups { 23, 24, 25, 27, 28, 29, 30, 64, 72 },
}

provider "applications" {
  name = "Application teams", kind = "external", default = "Group 57",
  groups = groups { 6, 10, 21, 22, 31, 33, 37, 55, 57, 58, 66 },
}

provider "specialists" {
  name = "Specialists", kind = "external", default = "Group 73",
  groups = groups { 5, 9, 34, 39, 46, 48, 53, 73, 74 },
}

service "everyday" {
  name = "Everyday work", accountable = "business-manager", criticality = "medium",
  provider = "desk",
}
service "applications" {
  name = "Applications", accountable = "application-owner", criticality = "high",
  provider = "applications",
}
service "at-the-location" {
  name = "Work at the location", accountable = "business-manager", criticality = "medium",
  provider = "sites",
}
service "category-61" {
  name = "Category 61", accountable = "business-manager", criticality = "medium",
  provider = "specialists",
}
service "special" {
  name = "Special work", accountable = "business-manager", criticality = "medium",
  provider = "specialists",
}
