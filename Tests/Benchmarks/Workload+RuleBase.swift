import Foundation

extension Workload {
  /// Writes the rules as a Baton rule base: one route for each, in the same order, with the rule's
  /// id as the route's name. `answers.txt` has an ``Answer`` for each request.
  func writeRuleBase(to folder: String, form: RuleBaseForm) throws {
    let base = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    var files = [
      "main.lua": main(in: form), "catalogue.lua": catalogue, "routing.lua": routing(in: form),
      "answers.txt": answers(in: form).map { $0.line + "\n" }.joined(),
    ]
    if form == .stages { files["stages.lua"] = OtherStages(routes: rules.count).lua }
    for (name, text) in files { try Data(text.utf8).write(to: base.appending(path: name)) }
  }

  private func main(in form: RuleBaseForm) -> String {
    """
    rulebase { name = "routing-\(rules.count)", version = "1" }
    include "catalogue"
    include "routing"
    \(form == .stages ? "include \"stages\"" : "")

    """
  }

  private var catalogue: String {
    let services = Set(
      rules.compactMap(\.eq.service) + requests.map(\.service)
        + (0..<Self.serviceCount).map(Self.service)
    ).sorted()
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

  private func routing(in form: RuleBaseForm) -> String {
    rules.map { rule in
      let conditions = rule.conditions(in: form)
      let when = conditions.isEmpty ? "" : "when = { \(conditions) }, "
      return "route \"\(rule.id)\" { \(when)to = \"\(rule.provider)/\(rule.team)\" }\n"
    }.joined()
  }
}
