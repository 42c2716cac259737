import Baton
import BatonModel

/// The index of an experience agreement: what its measures and surveys come to, each from 0 to 100,
/// weighed. A part of which nothing is known does not count, and is named.
struct ExperienceIndex {
  struct Group {
    /// Nil for all cases.
    let name: String?
    let cases: [Int32]
    /// Nil if nothing is known of any part.
    let index: Double?
    /// What each part comes to, in words.
    let parts: [String]
    /// Parts of which nothing is known.
    let missing: [String]
  }

  private let makers: ReportMakers

  init(_ makers: ReportMakers, _ figures: [Figure]) { self.makers = makers }

  func groups(of rule: ExperienceRule, at place: Int) -> [Group] {
    var groups: [[String?]: [Int32]] = [:]
    for index in makers.measured.ofExperiences[place] where makers.counts[Int(index)] {
      let keys = rule.dimensions.map { makers.key($0, Int(index), .opened) }
      groups[keys, default: []].append(index)
    }
    let shares = availability(of: rule)
    return groups.sorted { KeyOrder.precedes($0.key, $1.key) }.map { keys, cases in
      group(rule, keys, cases, shares)
    }
  }

  /// What the parts that are about availability come to, by the measure and the keys of a group.
  private func availability(of rule: ExperienceRule) -> [String: [[String?]: Double]] {
    var shares: [String: [[String?]: Double]] = [:]
    for case .measure(let name) in rule.parts.map(\.source) {
      guard let place = makers.engine.measures.firstIndex(where: { $0.name == name }),
        makers.engine.measures[place].quantity == .known(.availability)
      else { continue }
      let found = Availability(makers).found(
        place, by: rule.dimensions, within: Availability.window(makers))
      shares[name] = [:]
      for group in found.groups { shares[name]?[group.keys] = group.share }
    }
    return shares
  }

  private func group(
    _ rule: ExperienceRule, _ keys: [String?], _ cases: [Int32],
    _ shares: [String: [[String?]: Double]]
  ) -> Group {
    var (sum, weights) = (0.0, 0.0)
    var parts: [String] = []
    var missing: [String] = []
    for part in rule.parts {
      let value =
        if let known = shares[part.name] {
          known[keys].map { Self.scaled($0, part) ?? $0 * 100 }
        } else { value(of: part, cases) }
      guard let value else {
        missing.append(part.name)
        continue
      }
      sum += part.weight * value
      weights += part.weight
      parts.append("\(part.name) \(Int(value.rounded()))")
    }
    let names = zip(keys, rule.dimensions).map { $0 ?? "no \($1.name)" }
    return Group(
      name: keys.isEmpty ? nil : names.joined(separator: ", "), cases: cases,
      index: weights > 0 ? sum / weights : nil, parts: parts, missing: missing)
  }

  /// From 0 to 100; nil if nothing is known.
  private func value(of part: ExperienceRule.Part, _ cases: [Int32]) -> Double? {
    switch part.source {
    case .survey(let name):
      guard let survey = makers.engine.surveys.first(where: { $0.name == name }) else { return nil }
      let scores = cases.compactMap { makers.measured.number(survey.score, of: Int($0)) }
      if scores.isEmpty { return nil }
      let mean = scores.reduce(0, +) / Double(scores.count)
      return Self.scaled(mean, part) ?? survey.part(mean) * 100
    case .measure(let name):
      guard let place = makers.engine.measures.firstIndex(where: { $0.name == name }) else {
        return nil
      }
      let measure = makers.engine.measures[place]
      let meant = Set(makers.measured.ofMeasures[place])
      let values = cases.filter { meant.contains($0) }.compactMap {
        makers.values.value(of: measure.quantity, agreement: measure.agreement, Int($0))
      }
      let days = makers.days.span(of: cases, makers.measured, by: measure.dating)
      guard !values.isEmpty,
        let value = Sample.value(
          of: values, as: measure.aggregation, measure.quantity.unit, days: days)
      else { return nil }
      if let scaled = Self.scaled(value, part) { return scaled }
      if measure.unit == .share { return value * 100 }
      return measure.target.map { $0.isMet(by: value) ? 100 : 0 }
    }
  }

  /// Between the worst, which counts 0, and the best, which counts 100.
  private static func scaled(_ value: Double, _ part: ExperienceRule.Part) -> Double? {
    guard let best = part.best, let worst = part.worst else { return nil }
    return min(max((value - worst) / (best - worst), 0), 1) * 100
  }
}

extension ExperienceRule.Part {
  fileprivate var name: String {
    switch source {
    case .measure(let name), .survey(let name): name
    }
  }
}
