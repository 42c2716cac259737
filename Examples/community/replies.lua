-- How people are answered. Each part (template, tone, sender) is said by the first rule that says it, the
-- narrower levels first; what an answer has to observe is added up over all rules that hold.

reply "Everything the customer hears comes from our desk" {
  sender = "integrator/service-desk", tone = "friendly", template = "standard",
  because = "one contact: nobody has to know which provider works on it",
}
reply "Chat is short" { level = "service", when = { channel = "chat" }, template = "chat-short" }
reply "The trading desk wants it plain" {
  level = "segment",
  when = { customer = { segment = "professional" } },
  tone = "plain",
}
reply "German customers are answered in German" {
  level = "segment", when = { customer = { language = "de" }, channel = "email" },
  template = "standard-de",
}
reply "Card numbers are not written down" {
  when = { service = "card-payments" },
  compliance = { "pci-dss" },
}
reply "Personal data stays in the union" { when = { customer = present }, compliance = { "gdpr" } }
