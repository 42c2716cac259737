import Baton
import BatonModel

/// What a service gives and costs with all that it stands on, in words.
enum EndToEndText {
  private static let mostParts = 12

  static func lines(_ whole: EndToEnd) -> [String] {
    var lines: [String] = []
    let name = whole.parts.first?.service ?? ""
    let others = whole.parts.dropFirst().map(\.service)
    if !others.isEmpty { lines.append("stands on \(some(others))") }
    if let promised = whole.promised {
      lines.append("promised to customers: there for \(promised.percent) of the time")
    }
    lines += availability(whole)
    if let cost = whole.monthlyCost {
      let unknown = whole.withoutCost
      lines.append(
        "costs \(ConformanceText.amount(cost)) a month"
          + (unknown.isEmpty ? "" : ", without \(some(unknown)), whose cost is not known"))
    }
    for part in whole.parts.prefix(mostParts) {
      lines.append(words(part, isOwn: part.service == name))
    }
    if whole.parts.count > mostParts {
      lines.append("and \(whole.parts.count - mostParts) more parts; JSON has all")
    }
    return lines
  }

  private static func availability(_ whole: EndToEnd) -> [String] {
    guard let most = whole.atMost else { return [] }
    guard let least = whole.atLeast, let independent = whole.ifIndependent else {
      return [
        "there for \(most.percent) at most; nothing is sure, because nothing is known of "
          + some(whole.withoutAvailability)
      ]
    }
    if whole.parts.count == 1 { return ["there for \(least.percent) of the time"] }
    return [
      "there for at least \(least.percent), if its parts fail one after another",
      "there for \(independent.percent), if they fail independently of each other",
      "there for at most \(most.percent), if they fail together",
    ]
  }

  private static func words(_ part: EndToEnd.Part, isOwn: Bool) -> String {
    let provider = part.provider.map { " (\($0))" } ?? ""
    let cost = part.monthlyCost.map { "costs \(ConformanceText.amount($0)) a month" }
    let share = part.availability.map { "gives \($0.percent)" }
    let said = [share, cost].compactMap(\.self)
    return "\(isOwn ? "its own part" : part.service)\(provider): "
      + (said.isEmpty ? "nothing is declared" : said.joined(separator: ", "))
  }

  /// "availability: network; cost: network, telephony"; empty where all is known.
  static func unknown(_ whole: EndToEnd) -> String {
    var parts: [String] = []
    let (availability, cost) = (whole.withoutAvailability, whole.withoutCost)
    if whole.atMost != nil || whole.promised != nil, !availability.isEmpty {
      parts.append("availability: \(some(availability))")
    }
    if whole.monthlyCost != nil, !cost.isEmpty { parts.append("cost: \(some(cost))") }
    return parts.joined(separator: "; ")
  }

  /// "a, b and 3 more"
  private static func some(_ names: [String]) -> String {
    let more = names.count - mostParts
    if more > 0 { return names.prefix(mostParts).joined(separator: ", ") + " and \(more) more" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}
