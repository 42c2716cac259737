-- What the providers know together: all that holds is named, as it is written here. What nobody looked
-- after by its day comes last, and is said to be overdue.

knowledge "Card payments: who to ask in which company" {
  when = { service = part_of "card-payments" },
  link = "https://kb.example/12", owner = "service-delivery-manager", review_by = "2026-06-30",
}
knowledge "Terminals refuse cards after a certificate has run out" {
  when = { kind = "incident", category = "certificate" },
  link = "https://kb.example/4711", owner = "paywell", review_by = "2026-12-31",
}
