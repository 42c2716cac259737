import Baton
import BatonModel

/// What customers say, beside what was agreed: surveys, experience agreements, credits, and promises
/// that were kept and still disappointed.
struct ExperienceTables {
  private let makers: ReportMakers
  private let measured: MeasuredCases
  private let figures: [Figure]

  init(_ makers: ReportMakers, _ figures: [Figure]) {
    self.makers = makers
    measured = makers.measured
    self.figures = figures
  }

  var tables: [ReportTable] {
    [surveys, attribution, experiences, outcomes, watermelons, credits]
  }

  // MARK: Surveys

  private var surveys: ReportTable {
    var table = ReportTable(
      "surveys", "what people said",
      [
        .init("survey", .text), .init("about", .count, "cases"), .init("asked", .count),
        .init("answered", .count), .init("mean_score", .number, "mean score"),
        .init("content", .share), .init("small", .yesNo, "small sample"),
      ])
    for (place, survey) in makers.engine.surveys.enumerated() {
      let cases = measured.ofSurveys[place].filter { makers.counts[Int($0)] }
      let asked = SurveySample.asked(by: survey, cases, measured, makers.engine)
      let answers = cases.compactMap { index in
        measured.number(survey.score, of: Int(index)).map { (index: index, score: $0) }
      }
      let content = answers.count { survey.isContent($0.score) }
      table.add(
        [
          .text(survey.name), .count(cases.count), .count(asked.count), .count(answers.count),
          answers.isEmpty
            ? .none : .number(answers.reduce(0) { $0 + $1.score } / Double(answers.count)),
          .part(content, of: answers.count),
          .yesNo(answers.count < Measure.usualSmallSample),
        ], cases: answers.map(\.index))
    }
    return table
  }

  /// Scores along the path: a party has its part in each by its part of the case's time.
  private var attribution: ReportTable {
    var table = ReportTable(
      "attribution", "what people said, by who had their case",
      [
        .init("survey", .text), .init("party", .text), .init("score", .number, "mean score"),
        .init("weight", .number), .init("cases", .count),
      ])
    for (place, survey) in makers.engine.surveys.enumerated() {
      var sums: [UInt32: (weight: Double, score: Double, cases: [Int32])] = [:]
      for index in measured.ofSurveys[place] where makers.counts[Int(index)] {
        guard let score = measured.number(survey.score, of: Int(index)) else { continue }
        let one = makers.one(index)
        for span in measured.spans(of: one) where span.kind != .customer && one.length > 0 {
          let weight = Double(span.length) / Double(one.length)
          var sum = sums[span.party] ?? (0, 0, [])
          sum.weight += weight
          sum.score += weight * score
          if sum.cases.last != index { sum.cases.append(index) }
          sums[span.party] = sum
        }
      }
      let rows = sums.sorted { left, right in
        left.value.weight != right.value.weight
          ? left.value.weight > right.value.weight
          : makers.partyName(left.key) < makers.partyName(right.key)
      }
      for (party, sum) in rows {
        table.add(
          [
            .text(survey.name), makers.party(party), .number(sum.score / sum.weight),
            .number(sum.weight), .count(sum.cases.count),
          ], cases: sum.cases)
      }
    }
    if !table.rows.isEmpty {
      table.notes.append(
        "a party counts with its part of the case's time, without what waited for the customer; "
          + "weight is the sum of these parts")
    }
    return table
  }

  // MARK: Experience agreements

  private var experiences: ReportTable {
    var table = ReportTable(
      "experience", "experience agreements",
      [
        .init("agreement", .text), .init("per", .text), .init("index", .number),
        .init("wanted", .number), .init("met", .yesNo), .init("cases", .count),
        .init("made_of", .text, "made of"), .init("missing", .text, "not known"),
      ])
    for (place, rule) in makers.engine.experiences.enumerated() {
      for group in ExperienceIndex(makers, figures).groups(of: rule, at: place) {
        table.add(
          [
            .text(rule.name), ReportTable.Cell(group.name),
            group.index.map { .number($0) } ?? .none, rule.atLeast.map { .number($0) } ?? .none,
            group.index.flatMap { index in rule.atLeast.map { .yesNo(index >= $0) } } ?? .none,
            .count(group.cases.count), .text(group.parts.joined(separator: ", ")),
            ReportTable.Cell(
              group.missing.isEmpty ? nil : group.missing.joined(separator: ", ")),
          ], cases: group.cases)
      }
    }
    return table
  }

  // MARK: Beside the agreements

  private enum Voice: String, CaseIterable {
    case content, discontent, silent
  }

  /// What the customer of a case made known: by the answer to a survey, else by what they did.
  private func voice(of index: Int32) -> Voice {
    let one = makers.one(index)
    if one.voice == .dissatisfied { return .discontent }
    if let (survey, score) = makers.values.score(Int(index)) {
      return survey.isContent(score) ? .content : .discontent
    }
    return one.voice == .confirmed ? .content : .silent
  }

  /// Each case once, by whether its promises were kept and how its customer found it.
  private var outcomes: ReportTable {
    var table = ReportTable(
      "outcomes", "agreement beside experience",
      [
        .init("agreements", .text), .init("customers", .text), .init("cases", .count),
        .init("share", .share),
      ])
    var found: [String: [Int32]] = [:]
    for index in makers.counted {
      let kept = makers.values.promises(nil, makers.one(index)).map { $0.notKept == 0 }
      let name = kept.map { $0 ? "kept" : "not kept" } ?? "none decided"
      found["\(name)|\(voice(of: index).rawValue)", default: []].append(index)
    }
    guard measured.clocks.isEmpty == false else { return table }
    for name in ["kept", "not kept", "none decided"] {
      for voice in Voice.allCases {
        guard let cases = found["\(name)|\(voice.rawValue)"] else { continue }
        table.add(
          [
            .text(name), .text(voice.rawValue), .count(cases.count),
            .part(cases.count, of: makers.counted.count),
          ], cases: cases)
      }
    }
    return table
  }

  /// Cases that are green outside and red inside: every promise kept, and the customer discontent.
  private var watermelons: ReportTable {
    var table = ReportTable(
      "watermelons", "agreements kept, and the customer is not content",
      [
        .init("case", .text), .init("why", .text), .init("has_it", .text, "had it last"),
        .init("time", .duration),
      ])
    for index in makers.counted {
      let one = makers.one(index)
      guard voice(of: index) == .discontent,
        let promises = makers.values.promises(nil, one), promises.notKept == 0
      else { continue }
      let score = makers.values.score(Int(index)).map {
        "\($0.survey.name): \(CellText.plain($0.score))"
      }
      let why = [
        one.reopenings > 0 ? "came back" : one.voice == .dissatisfied ? "complaint" : nil, score,
      ].compactMap(\.self).joined(separator: ", ")
      table.add(
        [.text(one.id), .text(why), makers.party(one.party), .duration(one.length)],
        cases: [index])
    }
    return table
  }

  // MARK: Credits

  private var credits: ReportTable {
    var table = ReportTable(
      "credits", "service credits",
      [
        .init("credit", .text), .init("with", .text), .init("month", .text),
        .init("kept", .count), .init("not_kept", .count), .init("share_kept", .share),
        .init("assists", .count), .init("credit_share", .share, "of the fee"),
        .init("amount", .number), .init("at", .text, "rule"),
      ])
    for (place, rule) in makers.engine.credits.enumerated()
    where makers.tells(contractWith: [rule.provider]) {
      for month in CreditMonths(makers).months(of: rule, at: place) {
        table.add(
          [
            .text(rule.name), .text(rule.provider), .text(month.name), .count(month.kept),
            .count(month.notKept), .part(month.kept, of: month.kept + month.notKept),
            .count(month.assists), .share(month.share), .number(month.share * rule.fee),
            .text("\(rule.about.place)"),
          ], cases: month.cases)
      }
    }
    return table
  }
}
