import BatonModel

// What is said of promises of availability.
extension ProofWording {
  /// Over which time a loss is told in hours: a month of contracts.
  private static let month: Int64 = 30 * 86_400_000

  /// "in 30 days 7 h 55 min"
  private static func loss(_ share: Share) -> String { duration(share.rest(of: month)) }

  static func availabilityShort(_ whole: EndToEnd) -> Wording {
    let name = whole.parts.first?.service ?? ""
    let promised = whole.promised ?? .whole
    let left = whole.leftByDeclared
    let unknown = whole.withoutAvailability
    return Wording(
      "availability-short",
      "\"\(name)\" is promised for \(promised.percent) of the time, and its parts make only "
        + "\(left.percent) sure: if each keeps its word and they fail one after another, it is down for "
        + "\(loss(left)) in 30 days, and \(loss(promised)) would be allowed",
      help: losses(whole)
        + (unknown.isEmpty
          ? "" : "; of \(list(unknown)) nothing is known, which can only make it worse"))
  }

  static func availabilityNotDecided(_ whole: EndToEnd) -> Wording {
    let name = whole.parts.first?.service ?? ""
    let unknown = whole.withoutAvailability
    return Wording(
      "not-decided",
      "whether \"\(name)\" can keep the promised \((whole.promised ?? .whole).percent) is not decided: "
        + "nothing says how available \(list(unknown)) \(unknown.count == 1 ? "is" : "are")",
      help:
        "write availability = \"99.9%\" there, as its provider has agreed to; a service that does "
        + "nothing itself has \"100%\"")
  }

  private static let mostLosses = 5

  /// "telephony 3 h 36 min (99.5 %), records 43 min (99.9 %)": those that take most first.
  private static func losses(_ whole: EndToEnd) -> String {
    let losing = whole.parts.compactMap { part in
      part.availability.map { (name: part.service, share: $0) }
    }.filter { $0.share < .whole }.sorted { $0.share < $1.share }
    let shown = losing.prefix(mostLosses).map {
      "\"\($0.name)\" \(loss($0.share)) (\($0.share.percent))"
    }
    let more = losing.count - shown.count
    return "of these " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  static func parts(_ whole: EndToEnd) -> [Diagnostic.Related] {
    whole.parts.dropFirst().filter { ($0.availability ?? .whole) < .whole }.prefix(mostLosses)
      .compactMap { part in
        part.place.map {
          Diagnostic.Related(
            place: $0, message: "\"\(part.service)\" gives \(part.availability?.percent ?? "")")
        }
      }
  }
}
