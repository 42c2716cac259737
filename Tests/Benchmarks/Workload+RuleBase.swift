import Foundation

extension Workload {
  /// Writes the rules as a Baton rule base: one route for each, in the same order, with the rule's
  /// id as the route's name. Ranges are of whole numbers, so `[10, 30)` is `between(10, 29)`.
  func writeRuleBase(to folder: String) throws {
    let base = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    let files = ["main": main, "catalogue": catalogue, "routing": routing]
    for (name, text) in files {
      try Data(text.utf8).write(to: base.appending(path: name + ".lua"))
    }
  }

  private var main: String {
    """
    rulebase { name = "routing-\(rules.count)", version = "1" }
    include "catalogue"
    include "routing"

    """
  }

  private var catalogue: String {
    let services = Set(rules.compactMap(\.eq.service) + requests.map(\.service)).sorted()
    let teams = Dictionary(grouping: rules, by: \.provider).mapValues { Set($0.map(\.team)) }
    var lines = [
      #"field "region" { type = "text", of = "request" }"#,
      #"field "risk"   { type = "number", of = "request" }"#,
      #"field "users"  { type = "number", of = "request" }"#,
      #"role "owner" { name = "Owner", party = "customer" }"#,
    ]
    for (provider, teams) in teams.sorted(by: { $0.key < $1.key }) {
      let teams = teams.sorted()
      let groups = teams.map { "[\"\($0)\"] = {}" }.joined(separator: ", ")
      lines.append(
        "provider \"\(provider)\" { default = \"\(teams[0])\", groups = { \(groups) } }")
    }
    for service in services {
      lines.append("service \"\(service)\" { accountable = \"owner\" }")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var routing: String {
    rules.map { rule in
      var conditions: [String] = []
      if let service = rule.eq.service { conditions.append("service = \"\(service)\"") }
      if let kind = rule.eq.kind { conditions.append("kind = \"\(kind)\"") }
      if let region = rule.eq.region { conditions.append("region = \"\(region)\"") }
      if let priority = rule.eq.priority { conditions.append("priority = \(priority)") }
      for (name, bounds) in [("risk", rule.range.risk), ("users", rule.range.users)] {
        guard let bounds, let lower = bounds[0] else { continue }
        conditions.append(
          bounds[1].map { "\(name) = between(\(lower), \($0 - 1))" }
            ?? "\(name) = at_least(\(lower))")
      }
      let when =
        conditions.isEmpty ? "" : "when = { " + conditions.joined(separator: ", ") + " }, "
      return "route \"\(rule.id)\" { \(when)to = \"\(rule.provider)/\(rule.team)\" }\n"
    }.joined()
  }
}
