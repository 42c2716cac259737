-- What the desk and those who drive out have agreed on.
scenario "A jam in the library is first looked at by the desk" {
  given  = { kind = "incident", summary = "Paper jam on the second floor" },
  expect = { to = "campus/desk" },
}
scenario "A printer goes straight to whoever drives out when the desk has eight tickets" {
  given  = { kind = "incident", category = "printer" },
  world  = { load = { ["campus/desk"] = 8 } },
  expect = { to = "printworks/field" },
}
scenario "When both have too many, the desk has to say who waits" {
  given  = { kind = "incident", category = "printer" },
  world  = { load = { ["campus/desk"] = 8, ["printworks/field"] = 4 } },
  expect = { to = "campus/desk" },
}
