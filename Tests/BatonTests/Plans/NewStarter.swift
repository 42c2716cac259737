import BatonModel

/// The plan that tests compute by hand: people in Paris and London, a weekend, and a bank holiday in
/// London on Monday the 25th.
enum NewStarter {
  static let rules = """
    calendar "london" { timezone = "Europe/London", monday_to_friday = "09:00-17:30",
      holidays = { "2026-05-25" } }
    provider "fuji" { default = "depot", groups = { depot = { hours = "london" } } }
    plan "New starter" { when = { catalogue_item = "new-starter" }, because = "everybody starts alike",
      task "account" { to = "acme/desk", within = business_hours(4) },
      task "laptop" { to = "fuji", within = business_days(3) },
      task "payroll" { to = "contoso", within = business_days(1), calendar = "office",
        after = "account", because = "pay day" },
      task "welcome" { to = "integrator", after = { "account", "laptop", "payroll" } } }
    """

  /// A Friday afternoon, in Paris.
  static let opened = "2026-05-22T15:00"

  static let request: [(String, Value)] = [
    ("kind", .text("service_request")), ("catalogue_item", .text("new-starter")),
  ]
}
