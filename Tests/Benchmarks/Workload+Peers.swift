import Foundation

extension Workload {
  /// The workload for programs that read no JSON: `rb-N.lua` and `rb-N.tsv`, in the shared form.
  func writePeerFiles(to base: URL) throws {
    try Data(lua.utf8).write(to: base.appending(path: "rb-\(rules.count).lua"))
    try Data(tabs.utf8).write(to: base.appending(path: "rb-\(rules.count).tsv"))
  }

  private var lua: String {
    var text = "return {rules={\n"
    for rule in rules {
      text += #"{id="\#(rule.id)",eq={\#(rule.eq.lua)},range={\#(rule.range.lua)},"#
      text += #"provider="\#(rule.provider)",team="\#(rule.team)"},"# + "\n"
    }
    text += "},requests={\n"
    for request in requests {
      text += #"{id="\#(request.id)",title="\#(request.title)",service="\#(request.service)","#
      text += #"kind="\#(request.kind)",region="\#(request.region)","#
      text += "priority=\(request.priority),risk=\(request.risk),users=\(request.users)},\n"
    }
    return text + "},answers={" + answers.map { "\"\($0)\"" }.joined(separator: ",") + "}}\n"
  }

  private var tabs: String {
    var rows: [[String]] = []
    for rule in rules {
      let risk = rule.range.risk ?? [nil, nil]
      let cells = [
        "R", rule.id, rule.eq.service, rule.eq.kind, rule.eq.region,
        rule.eq.priority.map(String.init), risk[0].map(String.init), risk[1].map(String.init),
        rule.range.users?[0].map(String.init), rule.provider, rule.team,
      ]
      rows.append(cells.map { $0 ?? "" })
    }
    for (request, answer) in zip(requests, answers) {
      rows.append([
        "Q", request.id, request.service, request.kind, request.region, String(request.priority),
        String(request.risk), String(request.users), answer,
      ])
    }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}

extension Workload.Equalities {
  fileprivate var lua: String {
    var parts = [("service", service), ("kind", kind), ("region", region)].compactMap {
      name, value in value.map { "\(name)=\"\($0)\"" }
    }
    if let priority { parts.append("priority=\(priority)") }
    return parts.joined(separator: ",")
  }
}

extension Workload.Ranges {
  fileprivate var lua: String {
    [("risk", risk), ("users", users)].compactMap { name, bounds in
      guard let bounds, let lower = bounds[0] else { return nil }
      return "\(name)={\(lower),\(bounds[1].map(String.init) ?? "nil")}"
    }.joined(separator: ",")
  }
}
