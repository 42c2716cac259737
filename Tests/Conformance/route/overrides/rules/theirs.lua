route "theirs" { when = { category = { "a", "b" } }, to = "p/theirs" }
route "their other" { when = { category = "c" }, to = "p/theirs" }
priority "their floor" { when = { category = { "a", "b" } }, not_below = 1 }
