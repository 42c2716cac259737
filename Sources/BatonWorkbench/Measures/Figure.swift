import Baton

/// One number that a measure gives, with what it stands on.
package struct Figure: Sendable {
  /// The position of the measure in the rule base.
  package let measure: Int
  /// By dimension; nil where the cases do not have it.
  package let keys: [String?]
  /// In milliseconds, a number, or a part of 1; nil if no case has a value.
  package let value: Double?
  /// How many cases have a value, and how many of those that the measure is about have none.
  package let sample: Int
  package let missing: Int
  /// Whether so few cases have a value that it says little.
  package let isSmall: Bool
  /// Nil without a target, or without a value.
  package let isMet: Bool?
  /// The cases that have a value, in order.
  package let cases: [Int32]
}

/// Makes the figures of a rule base's measures.
///
/// Figures come in the order of the measures, and of one measure in that of their keys; those of which
/// a key is not known come last. O(cases) for each measure, and their order for percentiles.
struct FigureMaker {
  struct Group {
    let keys: [String?]
    var values: [Double] = []
    var cases: [Int32] = []
    var missing = 0
  }

  private let makers: ReportMakers
  /// By case: whether it counts.
  private let counts: [Bool]

  /// - Parameter counts: by case, whether it counts; nil for what the report's scope says.
  init(_ makers: ReportMakers, counting counts: [Bool]? = nil) {
    self.makers = makers
    self.counts = counts ?? makers.counts
  }

  private var engine: Engine { makers.engine }
  private var measured: MeasuredCases { makers.measured }
  private var values: CaseValues { makers.values }
  private var days: ReportDays { makers.days }

  func figures() -> [Figure] { engine.measures.indices.flatMap { figures(of: $0) } }

  private func figures(of place: Int) -> [Figure] {
    let measure = engine.measures[place]
    if measure.quantity == .known(.availability) { return availability(of: place) }
    var groups = groups(of: measure, at: place, by: measure.dimensions)
    if groups.isEmpty, measure.dimensions.isEmpty { groups = [Group(keys: [])] }
    let span = days.span(of: groups.flatMap(\.cases), measured, by: measure.dating)
    return groups.sorted { KeyOrder.precedes($0.keys, $1.keys) }.map { group in
      let value = Sample.value(
        of: group.values, as: measure.aggregation, measure.quantity.unit,
        days: days.length(of: group.keys, measure.dimensions) ?? span)
      return Figure(
        measure: place, keys: group.keys, value: value, sample: group.values.count,
        missing: group.missing, isSmall: group.values.count < measure.smallSample,
        isMet: value.flatMap { value in measure.target.map { $0.isMet(by: value) } },
        cases: group.cases)
    }
  }

  /// Few outages are no small sample: all of the time counts.
  private func availability(of place: Int) -> [Figure] {
    let measure = engine.measures[place]
    let found = Availability(makers).found(
      place, by: measure.dimensions, within: Availability.window(makers))
    var missing = found.missing
    var figures = found.groups.map { group in
      defer { missing = 0 }
      return Figure(
        measure: place, keys: group.keys, value: group.share, sample: group.count,
        missing: missing, isSmall: false,
        isMet: group.share.flatMap { share in measure.target.map { $0.isMet(by: share) } },
        cases: group.cases)
    }
    if figures.isEmpty, measure.dimensions.isEmpty {
      figures.append(
        Figure(
          measure: place, keys: [], value: nil, sample: 0, missing: missing, isSmall: false,
          isMet: nil, cases: []))
    }
    return figures
  }

  /// The values of the cases that a measure is about, told apart by some of its dimensions.
  func groups(
    of measure: Measure, at place: Int, by dimensions: [Measure.Dimension]
  ) -> [Group] {
    var groups: [Group] = []
    var positions: [[String?]: Int] = [:]
    func position(_ keys: [String?]) -> Int {
      if let known = positions[keys] { return known }
      positions[keys] = groups.count
      groups.append(Group(keys: keys))
      return groups.count - 1
    }
    let isByParty = dimensions.contains(.party)
    for index in measured.ofMeasures[place] where counts[Int(index)] {
      let keys = dimensions.map { makers.key($0, Int(index), measure.dating) }
      if isByParty {
        let parts = values.parts(of: measure.quantity, Int(index))
        for part in parts {
          let own = zip(dimensions, keys).map {
            $0 == .party ? measured.names[part.party] : $1
          }
          let place = position(own)
          groups[place].values.append(part.value)
          groups[place].cases.append(index)
        }
        continue
      }
      let place = position(keys)
      if let value = values.value(
        of: measure.quantity, agreement: measure.agreement, Int(index))
      {
        groups[place].values.append(value)
        groups[place].cases.append(index)
      } else {
        groups[place].missing += 1
      }
    }
    return groups
  }

}

extension ReportMakers {
  /// What a case has by a dimension.
  func key(_ dimension: Measure.Dimension, _ index: Int, _ dating: Measure.Dating) -> String? {
    let one = measured.cases[index]
    switch dimension {
    case .field(let name): return measured.text(name, of: index)
    case .provider: return measured.names[one.party]
    case .group: return measured.names[one.unit]
    case .party: return nil
    case .month, .week, .day:
      let instant = one.instant(by: dating)
      return instant == MeasuredCase.never ? nil : days.name(of: instant, by: dimension)
    }
  }
}

extension MeasuredCase {
  /// When it was opened, resolved or closed; ``never`` if it was not.
  func instant(by dating: Measure.Dating) -> Int64 {
    switch dating {
    case .opened: opened
    case .resolved: resolved
    case .closed: ending == .closed ? end : Self.never
    }
  }
}

/// The order of keys: number by number and name by name, those that are not known last.
enum KeyOrder {
  static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
    for (one, other) in zip(left, right) where one != other {
      guard let one else { return false }
      guard let other else { return true }
      if let first = Double(one), let second = Double(other), first != second {
        return first < second
      }
      return one < other
    }
    return false
  }
}
