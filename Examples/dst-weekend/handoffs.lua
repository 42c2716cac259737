-- What must be in order when a case goes from one to another.

handoff "Known, and taken within three quarters of an hour" {
  when = { kind = "incident" },
  needs = { "category" }, acknowledge_within = minutes(45),
  bounces_at_most = 1, within = hours(72), otherwise = "integrator/service-desk",
  because = "whoever hands on says what it is about, and has it until the other takes it",
}
