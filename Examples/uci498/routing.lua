-- Who gets an incident. The rules were read off the log: for each category, sub-category, symptom
-- and location we counted which group had an incident last. A rule stands here if that is the same
-- group in at least 60 % of at least 12 incidents. Each `because` says how many incidents speak for
-- the rule, among those that no rule above it takes. In the log all names are numbers.
--
-- The first rule that matches wins, so what is special stands above what is general.

-- Applications (categories 45 and 46): the sub-category says which team ---------------------------

route "Sub-categories 72 and 150 to Group 10" {
  when    = {
    category = { "Category 45", "Category 46" },
    subcategory = { "Subcategory 72", "Subcategory 150" },
  },
  to      = "applications/Group 10",
  because = "Group 10 had 204 of 237 incidents last (86 %)",
}

route "Sub-categories 251 and 252 to Group 22" {
  when    = { category = "Category 46", subcategory = { "Subcategory 251", "Subcategory 252" } },
  to      = "applications/Group 22",
  because = "Group 22 had 118 of 154 incidents last (77 %)",
}

route "Sub-category 231 to Group 37" {
  when    = { category = "Category 46", subcategory = "Subcategory 231" },
  to      = "applications/Group 37",
  because = "Group 37 had 119 of 130 incidents last (92 %)",
}

route "Sub-category 220 to Group 66" {
  when    = { category = { "Category 45", "Category 46" }, subcategory = "Subcategory 220" },
  to      = "applications/Group 66",
  because = "Group 66 had 109 of 117 incidents last (93 %)",
}

route "Sub-category 94 to Group 33" {
  when    = { category = { "Category 45", "Category 46" }, subcategory = "Subcategory 94" },
  to      = "applications/Group 33",
  because = "Group 33 had 88 of 111 incidents last (79 %)",
}

route "Sub-category 191 to Group 58" {
  when    = { category = { "Category 45", "Category 46" }, subcategory = "Subcategory 191" },
  to      = "applications/Group 58",
  because = "Group 58 had 75 of 80 incidents last (94 %)",
}

route "Sub-categories 47 and 88 to Group 31" {
  when    = {
    category = { "Category 45", "Category 46" },
    subcategory = { "Subcategory 47", "Subcategory 88" },
  },
  to      = "applications/Group 31",
  because = "Group 31 had 90 of 110 incidents last (82 %)",
}

route "Sub-categories 255 and 258 to 261 to Group 6" {
  when    = {
    category = "Category 46",
    subcategory = {
      "Subcategory 255", "Subcategory 258", "Subcategory 259",
      "Subcategory 260", "Subcategory 261",
    },
  },
  to      = "applications/Group 6",
  because = "Group 6 had 142 of 168 incidents last (85 %)",
}

route "Sub-categories 242 and 243 to Group 57" {
  when    = { category = "Category 46", subcategory = { "Subcategory 242", "Subcategory 243" } },
  to      = "applications/Group 57",
  because = "Group 57 had 46 of 52 incidents last (88 %)",
}

route "Sub-categories 246 to 250 to Group 57" {
  when    = {
    category = "Category 46",
    subcategory = {
      "Subcategory 246", "Subcategory 247", "Subcategory 248",
      "Subcategory 249", "Subcategory 250",
    },
  },
  to      = "applications/Group 57",
  because = "Group 57 had 97 of 121 incidents last (80 %)",
}

route "Sub-category 233 to Group 21" {
  when    = { category = "Category 46", subcategory = "Subcategory 233" },
  to      = "applications/Group 21",
  because = "Group 21 had 28 of 28 incidents last (100 %)",
}

route "Sub-category 29 to Group 55" {
  when    = { category = { "Category 42", "Category 45" }, subcategory = "Subcategory 29" },
  to      = "applications/Group 55",
  because = "Group 55 had 87 of 127 incidents last (69 %)",
}

route "Sub-category 114 at location 204 to Group 66" {
  when    = { subcategory = "Subcategory 114", location = "Location 204" },
  to      = "applications/Group 66",
  because = "Group 66 had 24 of 36 incidents last (67 %)",
}

-- Specialists: one kind of work, wherever it is ---------------------------------------------------

route "Category 61 at location 93 to Group 74" {
  when    = { category = "Category 61", location = "Location 93" },
  to      = "specialists/Group 74",
  because = "Group 74 had 21 of 32 incidents last (66 %)",
}

route "Category 61 to Group 73" {
  when    = { category = "Category 61" },
  to      = "specialists/Group 73",
  because = "Group 73 had 410 of 618 incidents last (66 %)",
}

route "Category 37 at location 143 to Group 48" {
  when    = { category = "Category 37", location = "Location 143" },
  to      = "specialists/Group 48",
  because = "Group 48 had 113 of 157 incidents last (72 %)",
}

route "Category 37 at location 111 to Group 46" {
  when    = { category = "Category 37", location = "Location 111" },
  to      = "specialists/Group 46",
  because = "Group 46 had 32 of 39 incidents last (82 %)",
}

route "Category 44, sub-categories 57, 59 and 64 to Group 5" {
  when    = {
    category = "Category 44",
    subcategory = { "Subcategory 57", "Subcategory 59", "Subcategory 64" },
  },
  to      = "specialists/Group 5",
  because = "Group 5 had 54 of 81 incidents last (67 %)",
}

route "Category 8 to Group 53" {
  when    = { category = "Category 8" },
  to      = "specialists/Group 53",
  because = "Group 53 had 40 of 47 incidents last (85 %)",
}

route "Sub-category 270 to Group 34" {
  when    = { category = { "Category 55", "Category 57" }, subcategory = "Subcategory 270" },
  to      = "specialists/Group 34",
  because = "Group 34 had 36 of 56 incidents last (64 %)",
}

route "Category 33 to Group 9" {
  when    = { category = "Category 33" },
  to      = "specialists/Group 9",
  because = "Group 9 had 10 of 12 incidents last (83 %)",
}

route "Symptom 532 to Group 39" {
  when    = { category = "Category 42", symptom = "Symptom 532" },
  to      = "specialists/Group 39",
  because = "Group 39 had 220 of 283 incidents last (78 %)",
}

-- Teams at a location: they do many kinds of work, in one place -----------------------------------

route "Category 51 at locations 125 and 188 to Group 64" {
  when    = { category = "Category 51", location = { "Location 125", "Location 188" } },
  to      = "sites/Group 64",
  because = "Group 64 had 316 of 317 incidents last (100 %)",
}

route "Category 51 at location 161 to Group 24" {
  when    = { category = "Category 51", location = "Location 161" },
  to      = "sites/Group 24",
  because = "Group 24 had 18 of 27 incidents last (67 %)",
}

route "Category 28 at location 188 to Group 64" {
  when      = { category = "Category 28", location = "Location 188" },
  from_date = "2016-05-03",
  to        = "sites/Group 64",
  because   = "Group 64 had 145 of 168 incidents last (86 %); before, the desk had them",
}

route "Category 23 at location 222 to Group 72" {
  when    = { category = "Category 23", location = "Location 222" },
  to      = "sites/Group 72",
  because = "Group 72 had 20 of 20 incidents last (100 %)",
}

route "Category 13 at location 93 to Group 23" {
  when    = { category = "Category 13", location = "Location 93" },
  to      = "sites/Group 23",
  because = "Group 23 had 16 of 21 incidents last (76 %)",
}

route "Category 19 at location 51 to Group 30" {
  when    = { category = "Category 19", location = "Location 51" },
  to      = "sites/Group 30",
  because = "Group 30 had 19 of 30 incidents last (63 %)",
}

route "Sub-category 185 at location 204 to Group 25" {
  when    = {
    category = "Category 57",
    subcategory = "Subcategory 185",
    location = "Location 204",
  },
  to      = "sites/Group 25",
  because = "Group 25 had 25 of 34 incidents last (74 %)",
}

route "Sub-category 185 at location 161 to Group 24" {
  when    = {
    category = "Category 57",
    subcategory = "Subcategory 185",
    location = "Location 161",
  },
  to      = "sites/Group 24",
  because = "Group 24 had 16 of 23 incidents last (70 %)",
}

route "Sub-category 117 at location 161 to Group 24" {
  when    = {
    category = "Category 53",
    subcategory = "Subcategory 117",
    location = "Location 161",
  },
  to      = "sites/Group 24",
  because = "Group 24 had 21 of 22 incidents last (95 %)",
}

route_table "Work at a location" {
  when = { category = { "Category 9", "Category 24", "Category 34" } },
  hit  = "unique",
  from = "sites.csv",
}

-- The service desk solves these itself ------------------------------------------------------------

route "Category 35 to Group 70" {
  when    = { category = "Category 35" },
  to      = "desk/Group 70",
  because = "Group 70 had 375 of 413 incidents last (91 %)",
}

route "Sub-categories 9 and 28 to Group 70" {
  when    = { subcategory = { "Subcategory 9", "Subcategory 28" } },
  to      = "desk/Group 70",
  because = "Group 70 had 662 of 728 incidents last (91 %)",
}

route "Symptoms 105, 506 and 534 to Group 70" {
  when    = { symptom = { "Symptom 105", "Symptom 506", "Symptom 534" } },
  to      = "desk/Group 70",
  because = "Group 70 had 1246 of 1334 incidents last (93 %)",
}

route "Categories 20, 26 and 32 (sub-category 175) to Group 70" {
  when    = {
    category = { "Category 20", "Category 26", "Category 32" },
    subcategory = "Subcategory 175",
  },
  to      = "desk/Group 70",
  because = "Group 70 had 1178 of 1495 incidents last (79 %)",
}

-- Everything else ---------------------------------------------------------------------------------

route "Everything else stays with the service desk" {
  to      = "desk/Group 70",
  because = "Group 70 had 45 % of all incidents last, and almost every incident passes through it",
}
