-- Who gets what. Card data is seen only by those who are certified for it on that day: who has no valid
-- certificate is passed over, and everything else may go to anybody.

route "Card data is for certified groups" {
  when    = { kind = "incident", service = "card-payments" },
  to      = skilled {
    "payments", certified = { "pci-dss" }, among = { "paywell/cards", "paywell/back-end" },
  },
  because = "card data is seen only by groups with a valid PCI DSS certificate",
}

route "Problems go to the problem desk" {
  when = { kind = "problem" },
  to = "integrator/problem-desk",
}

route "A service's provider gets its incidents" {
  when = { kind = "incident", service = { provider = present } },
  to   = function(request, its) return its.service.provider end,
}
