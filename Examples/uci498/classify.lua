-- Which service an incident is about. The log has no services; its categories are the nearest that
-- it has. Categories that many groups share equally (23, 40, 53 and others) get none: then the
-- integrator is accountable, which is what an incident of unknown service needs.

classify "Categories that the service desk mostly solves" {
  when = {
    category = { "Category 5", "Category 20", "Category 26", "Category 32", "Category 35",
                 "Category 42", "Category 50" },
  },
  set = { service = "everyday" },
}

classify "Categories that the application teams share" {
  when = { category = { "Category 43", "Category 44", "Category 45", "Category 46" } },
  set  = { service = "applications" },
}

classify "Categories that teams at a location share" {
  when = {
    category = { "Category 7", "Category 9", "Category 13", "Category 19", "Category 24",
                 "Category 33", "Category 34", "Category 51" },
  },
  set = { service = "at-the-location" },
}

classify "Categories 61 and 62" {
  when = { category = { "Category 61", "Category 62" } },
  set  = { service = "category-61" },
}

classify "Categories that one specialist has" {
  when = {
    category = { "Category 4", "Category 8", "Category 17", "Category 28", "Category 37",
                 "Category 47", "Category 55", "Category 56", "Category 57" },
  },
  set = { service = "special" },
}
