import Baton
package import BatonModel

/// A statement of the rules as it stands in their file.
package struct RuleQuote: Sendable, Hashable {
  /// What it declares: `sla "Restored in four hours"`; a loop can declare several.
  package fileprivate(set) var titles: [String]
  package let place: Place
  /// SHA-256 of the file's bytes.
  package let hash: String
  package let text: String
}

/// Picks out of a rule base what the figures about a provider come from: who it is and what goes to it,
/// what was agreed with it, and with the customer about its cases, what is measured and asked, and what it may do otherwise.
///
/// The texts are of the same load as the engine, so that they are what was decided and measured by.
struct RuleQuotes {
  /// Whose declarations name the provider somewhere.
  private static let naming: Set = [
    "service", "route", "route_table", "adaptation", "waiver", "mapping", "receiver", "rota",
  ]

  private let provider: String
  private let makers: ReportMakers
  private let figures: [Figure]

  init(_ provider: String, _ makers: ReportMakers, _ figures: [Figure]) {
    self.provider = provider
    self.makers = makers
    self.figures = figures
  }

  /// In the order of the files.
  func quotes(of outline: RuleOutline) -> [RuleQuote] {
    let wanted = places
    var quotes: [RuleQuote] = []
    var known: [String: Int] = [:]
    for entry in outline.entries where wanted.contains(entry.place) || isAboutIt(entry) {
      guard let text = entry.text else { continue }
      let title = entry.word + (entry.name.isEmpty ? "" : " \"\(entry.name)\"")
      let key = "\(entry.place.file)\n\(text)"
      if let place = known[key] {
        if !quotes[place].titles.contains(title) { quotes[place].titles.append(title) }
        continue
      }
      known[key] = quotes.count
      quotes.append(
        RuleQuote(
          titles: [title], place: entry.place, hash: outline.hashes[entry.place.file] ?? "",
          text: text))
    }
    return quotes
  }

  /// Where what was agreed, measured, asked and given back is declared.
  private var places: Set<Place> {
    let (engine, measured) = (makers.engine, makers.measured)
    var clocked: Set<UInt32> = []
    for index in makers.counted {
      for clock in measured.clocks(of: makers.one(index)) { clocked.insert(clock.agreement) }
    }
    var places = Set(
      engine.agreements.filter { info in
        // What others agreed is not shown to it.
        info.providers.isEmpty
          ? measured.names.known(info.about.name).map { clocked.contains($0) } ?? false
          : info.providers.contains(provider)
      }.map(\.about.place))
    for figure in figures where figure.sample + figure.missing > 0 {
      places.insert(engine.measures[figure.measure].about.place)
    }
    func isAsked(_ cases: [Int32]) -> Bool { cases.contains { makers.counts[Int($0)] } }
    for (place, survey) in engine.surveys.enumerated() where isAsked(measured.ofSurveys[place]) {
      places.insert(survey.about.place)
    }
    for (place, rule) in engine.experiences.enumerated()
    where isAsked(measured.ofExperiences[place]) {
      places.insert(rule.about.place)
    }
    for rule in engine.credits where rule.provider == provider { places.insert(rule.about.place) }
    return places
  }

  private func isAboutIt(_ entry: RuleOutline.Entry) -> Bool {
    if entry.word == "provider" { return entry.name == provider }
    guard Self.naming.contains(entry.word) else { return false }
    return entry.parts.values.contains { names($0) }
  }

  /// Whether the provider or a group of it is among some values.
  private func names(_ value: RuleOutline.Value) -> Bool {
    switch value {
    case .text(let text): text == provider || text.hasPrefix(provider + "/")
    case .number, .yesNo: false
    case .table(let items, let fields):
      items.contains { names($0) } || fields.contains { names($0.value) }
    case .call(_, let arguments): arguments.contains { names($0) }
    case .lua(let text):
      text.contains("\"\(provider)\"") || text.contains("\"\(provider)/")
        || text.contains("'\(provider)'") || text.contains("'\(provider)/")
    }
  }
}
