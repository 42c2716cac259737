-- What the desk and those who drive out have agreed on.
scenario "A jam in the library is first looked at by the desk" {
  given  = { kind = "incident", summary = "Paper jam on the second floor" },
  expect = { to = "campus/desk" },
}
