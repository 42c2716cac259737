-- contains and its kin ignore case after NFC; matches is case-sensitive and unanchored; equality is
-- exact.
rulebase { name = "texts", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
policy "equals" { forbid = { summary = "Café" } }
policy "contains" { forbid = { summary = contains "café" } }
policy "contains_any" { forbid = { summary = contains_any { "tea", "CAFÉ" } } }
policy "contains_word" { forbid = { summary = contains_word "café" } }
policy "starts_with" { forbid = { summary = starts_with "caf" } }
policy "ends_with" { forbid = { summary = ends_with "FÉ" } }
policy "matches" { forbid = { summary = matches "af[eé]" } }
policy "matches from the start" { forbid = { summary = matches "^af" } }
route "rest" { to = "p/desk" }
