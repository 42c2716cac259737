package import Baton
import BatonModel
import BatonTime

/// What the rules say of a service, as the answers to three questions: which mechanism coordinates, who
/// is responsible, and what may be adapted.
package enum ServiceText {
  /// Lines without their ends.
  package static func page(_ account: ServiceAccount) -> [String] {
    var lines = [title(account), "", "Which mechanism coordinates its requests?"]
    lines += coordination(account)
    lines += ["", "Who is responsible?"]
    lines += responsibility(account)
    lines += ["", "What may be adapted?"]
    lines += adaptation(account)
    if account.endToEnd.isKnown {
      lines += ["", "What does it give, and what does it cost?"]
      lines += EndToEndText.lines(account.endToEnd).map { "  \($0)" }
    }
    return lines
  }

  private static func title(_ account: ServiceAccount) -> String {
    var notes: [String] = []
    if let criticality = account.criticality { notes.append(criticality) }
    if let provider = account.provider { notes.append("run by \(provider)") }
    return account.service + (notes.isEmpty ? "" : ": " + notes.joined(separator: ", "))
  }

  // MARK: Which mechanism

  private static func coordination(_ account: ServiceAccount) -> [String] {
    var lines: [String] = []
    if account.ways.isEmpty { lines.append("  no route leads anywhere") }
    for (number, way) in account.ways.enumerated() {
      let targets = way.targets.isEmpty ? "whom the request says" : list(way.targets)
      let condition = way.condition.map { " if \($0)" } ?? ""
      lines.append(
        "  \(number == 0 ? "routed to" : "else to") \(targets)\(condition) [\(place(way.place))]")
    }
    for one in account.interfaces {
      var terms: [String] = []
      if let within = one.acknowledgeWithin { terms.append("acknowledged within \(within)") }
      if !one.needs.isEmpty { terms.append("with \(list(one.needs, joined: "and"))") }
      if terms.isEmpty { terms.append("by terms of its own") }
      lines.append("  handed over \(terms.joined(separator: ", ")) \(cited(one.rule))")
    }
    for process in account.processes {
      lines.append("  goes the way of process \(cited(process.rule))")
    }
    for ladder in account.ladders { lines.append("  escalated by \(cited(ladder))") }
    return lines
  }

  // MARK: Who

  private static func responsibility(_ account: ServiceAccount) -> [String] {
    let party = account.accountableParty.map { " (\($0))" } ?? ""
    var lines = ["  accountable for it: " + (account.accountable.map { $0 + party } ?? "nobody")]
    for process in account.processes {
      if let owner = process.owner {
        lines.append("  owner of process \"\(process.rule.name)\": \(owner)")
      }
      for duty in process.duties {
        var line = "  \(duty.activity): \(list(duty.responsible))"
        line += ", accountable \(duty.accountable ?? "nobody")"
        if !duty.consulted.isEmpty { line += ", consulted \(list(duty.consulted))" }
        if !duty.informed.isEmpty { line += ", informed \(list(duty.informed))" }
        lines.append(line)
      }
    }
    for promise in account.promises {
      let whom = promise.with.isEmpty ? "the customer" : list(promise.with)
      lines.append(
        "  \(words(promise.kind)) with \(whom): \(promise.metric) within \(promise.within) "
          + cited(promise.rule))
      for ladder in promise.ladders { lines.append("    else escalated by \(cited(ladder))") }
    }
    return lines
  }

  private static func words(_ kind: AgreementKind) -> String {
    kind.rawValue.replacing("_", with: " ")
  }

  // MARK: What may be adapted

  private static func adaptation(_ account: ServiceAccount) -> [String] {
    var lines: [String] = []
    for process in account.processes {
      for variation in process.variations {
        lines.append("  at \(cited(variation))")
      }
      for agreement in process.agreements {
        var line = "  \(agreement.provider ?? "everybody"): \(agreement.kind.rawValue) "
        line += "\(cited(agreement.about))"
        if let until = agreement.about.until { line += ", until \(until)" }
        if let cost = agreement.cost { line += ", for \(ConformanceText.amount(cost)) a year" }
        lines.append(line)
      }
      if process.variations.isEmpty, process.agreements.isEmpty {
        lines.append("  nothing in \"\(process.rule.name)\": it is the same for everybody")
      }
    }
    return lines.isEmpty ? ["  nothing: no process is declared for it"] : lines
  }

  // MARK: Words

  /// "\"Name\" [file.lua:3: the reason]"
  private static func cited(_ rule: AboutRule) -> String {
    "\"\(rule.name)\" [\(place(rule.place))" + (rule.because.map { ": " + $0 } ?? "") + "]"
  }

  private static func place(_ place: Place) -> String { "\(place.file):\(place.line)" }

  private static func list(_ names: [String], joined word: String = "or") -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
