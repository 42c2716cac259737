-- Whole conditions, lists of tables, functions among them.
rulebase { name = "conditions", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
customer "c" { region = "south", country = "UK" }
policy "any_of" { forbid = { any_of { { category = "x" }, { channel = "phone" } } } }
policy "all_of" { forbid = { all_of { { category = "x" }, { channel = "phone" } } } }
policy "not_any_of" { forbid = { category = present, not_any_of { { category = "x" }, { channel = "phone" } } } }
policy "list of tables" {
  forbid = { customer = { { region = "south", country = "UK" }, { region = "north" } } },
}
policy "list of matchers" { forbid = { summary = { starts_with "a", ends_with "z" } } }
policy "function" { forbid = { category = "x", function(request) return request.summary == "abc" end } }
policy "function on a value" { forbid = { summary = function(value) return #value == 3 end } }
route "rest" { to = "p/desk" }
