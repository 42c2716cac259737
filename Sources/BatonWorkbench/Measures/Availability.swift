import Baton
import BatonModel
import BatonTime

/// Availability as it was: the part of the time in which no case of a measure was open, for a service or
/// for anything that it stands on.
///
/// A case is down time from its opening until the service was restored, as `time_to_restore` has it, and
/// again from each reopening; one that is open is down until the end. What is down twice at once counts once. The time is that of the
/// report's period, else that of the history, so cases that were opened before a period count in it as
/// well.
///
/// Memory: 24 bytes for an outage of the measure. O(cases · log) for each service, with those of its parts.
struct Availability {
  /// What came of one service, one month and so on.
  struct Group {
    let keys: [String?]
    /// Milliseconds of the time, and of those that were down.
    let length: Int64
    let down: Int64
    /// How many outages were in it, and of which cases.
    let count: Int
    let cases: [Int32]

    /// Nil of no time.
    var share: Double? { length > 0 ? Double(length - down) / Double(length) : nil }
  }

  struct Found {
    var groups: [Group] = []
    /// How many cases of the measure have no time.
    var missing = 0
  }

  private struct Outage {
    let range: Range<Int64>
    let index: Int32
  }

  /// Which outages are of one kind: of a service, and by the other fields by which they are told apart.
  private struct Bucket: Hashable {
    let others: [String?]
    let service: String?
  }

  /// More groups of one measure nobody reads.
  static let mostGroups = 100_000
  /// So many cases are named beside the groups of one measure, each perhaps beside many.
  private static let mostNamed = 2_000_000

  let makers: ReportMakers

  init(_ makers: ReportMakers) { self.makers = makers }

  private static let service = Measure.Dimension.field("service")

  // MARK: Which time

  /// Of the report: its period, else from the first to the last moment of the history; nil of nothing.
  static func window(_ makers: ReportMakers) -> Range<Int64>? {
    guard let history = history(makers.measured) else { return nil }
    guard let period = makers.scope.period else { return history }
    let range = period.from.milliseconds..<period.until.milliseconds
    // Of a time of which the history says nothing, nothing is known.
    return range.overlaps(history) ? range : nil
  }

  /// From the first to the last moment that a history tells of.
  static func history(_ measured: MeasuredCases) -> Range<Int64>? {
    var first = Int64.max
    for one in measured.cases where one.hasTime { first = min(first, one.opened) }
    return first < measured.end ? first..<measured.end : nil
  }

  /// What of a stretch lies in the days of a measure.
  private func clipped(_ range: Range<Int64>, to measure: Measure) -> Range<Int64> {
    let zone = makers.engine.zone
    let from = measure.about.from.map { zone.startOfDay($0).milliseconds } ?? range.lowerBound
    let until =
      measure.about.until.map { zone.startOfDay($0.next).milliseconds } ?? range.upperBound
    return from < until ? range.clamped(to: from..<until) : range.lowerBound..<range.lowerBound
  }

  // MARK: What was down

  /// Whether groups in which nothing was down are left out, because there would be too many.
  func leavesQuietOut(_ place: Int) -> Bool {
    let dimensions = makers.engine.measures[place].dimensions
    guard let window = Self.window(makers), !dimensions.isEmpty else { return false }
    return !tellsQuiet(
      spans(place, dimensions, window),
      dimensions.contains(Self.service) ? makers.engine.services(ofMeasure: place).count : 1)
  }

  private func tellsQuiet(_ spans: ReportSpans, _ services: Int) -> Bool {
    !spans.isCut && spans.all.count * max(services, 1) <= Self.mostGroups
  }

  private func spans(
    _ place: Int, _ dimensions: [Measure.Dimension], _ window: Range<Int64>
  ) -> ReportSpans {
    ReportSpans(
      clipped(window, to: makers.engine.measures[place]), by: dimensions,
      in: makers.engine.zone, most: Self.mostGroups)
  }

  /// - Parameter place: the position of the measure.
  func found(
    _ place: Int, by dimensions: [Measure.Dimension], within window: Range<Int64>?
  ) -> Found {
    var found = Found()
    guard let window else { return found }
    let range = clipped(window, to: makers.engine.measures[place])
    guard !range.isEmpty else { return found }
    let isByService = dimensions.contains(Self.service)
    let buckets = self.buckets(place, dimensions, range, &found.missing)
    let spans = spans(place, dimensions, window)
    let known = isByService ? makers.engine.services(ofMeasure: place) : []
    let isQuietTold = tellsQuiet(spans, known.count)
    var named = 0
    let kinds = Dictionary(grouping: buckets.keys, by: \.others)
    for (others, ofKind) in kinds.sorted(by: { KeyOrder.precedes($0.key, $1.key) }) {
      let seen = Set(ofKind.filter { buckets[$0]?.isEmpty == false }.map(\.service))
      let all = isByService ? services(known, seen, withQuiet: others.isEmpty) : [(nil, [nil])]
      for (name, parts) in all {
        let outages = parts.flatMap { buckets[Bucket(others: others, service: $0)] ?? [] }
        add(outages, spans, isQuietTold, &found, &named) { periods in
          keys(dimensions, service: name, others: others, periods: periods)
        }
      }
    }
    found.groups.sort { KeyOrder.precedes($0.keys, $1.keys) }
    return found
  }

  /// The outages of a measure; without other fields there is always one kind, even of none.
  private func buckets(
    _ place: Int, _ dimensions: [Measure.Dimension], _ range: Range<Int64>,
    _ missing: inout Int
  ) -> [Bucket: [Outage]] {
    let measured = makers.measured
    let isByService = dimensions.contains(Self.service)
    let fields = dimensions.filter { !$0.isPeriod && $0 != Self.service }
    var buckets: [Bucket: [Outage]] = [:]
    if fields.isEmpty { buckets[Bucket(others: [], service: nil)] = [] }
    for index in measured.ofMeasures[place] {
      let one = measured.cases[Int(index)]
      guard makers.isOfProvider(one) else { continue }
      guard one.hasTime else {
        missing += 1
        continue
      }
      let bucket = Bucket(
        others: fields.map { makers.key($0, Int(index), .opened) },
        service: isByService ? measured.text("service", of: Int(index)) : nil)
      for outage in measured.outages(of: one, until: range.upperBound) {
        // What began and ended at once counts, where it lies in the time.
        guard outage.lowerBound < range.upperBound,
          outage.upperBound > range.lowerBound || outage.isEmpty,
          outage.upperBound >= range.lowerBound
        else { continue }
        buckets[bucket, default: []].append(
          Outage(range: outage.clamped(to: range), index: index))
      }
    }
    // Many services have the same parts: what is sorted once is only merged for each of them.
    return buckets.mapValues { $0.sorted { $0.range.lowerBound < $1.range.lowerBound } }
  }

  // MARK: Of what

  /// The services to tell of, each with its parts: those of the catalogue, and those that only the
  /// history knows. Where nothing was down, one provider is told only of what it runs itself.
  private func services(
    _ known: [(name: String, parts: [String])], _ down: Set<String?>, withQuiet: Bool
  ) -> [(String?, [String?])] {
    let names = Set(known.map(\.name))
    let provider = makers.scope.provider
    var all: [(String?, [String?])] = known.compactMap { service in
      let isTold =
        withQuiet
        && (provider == nil || makers.engine.provider(ofService: service.name) == provider)
        || service.parts.contains { down.contains($0) }
      return isTold ? (service.name, service.parts) : nil
    }
    for case let name? in down.sorted(by: { ($0 ?? "") < ($1 ?? "") }) where !names.contains(name) {
      all.append((name, [name]))
    }
    // Only cases without a service make this one.
    if down.contains(nil) { all.append((nil, [nil])) }
    return all
  }

  private func keys(
    _ dimensions: [Measure.Dimension], service: String?, others: [String?], periods: [String]
  ) -> [String?] {
    var (others, periods) = (others[...], periods[...])
    return dimensions.map { dimension in
      if dimension.isPeriod { return periods.popFirst() }
      return dimension == Self.service ? service : others.popFirst() ?? nil
    }
  }

  // MARK: Adding up

  /// Adds the groups of outages that belong together, one for each month and so on.
  private func add(
    _ outages: [Outage], _ spans: ReportSpans, _ isQuietTold: Bool, _ found: inout Found,
    _ named: inout Int, _ keys: ([String]) -> [String?]
  ) {
    let sorted = outages.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var down: [Int: Int64] = [:]
    var cases: [Int: [Int32]] = [:]
    var counts: [Int: Int] = [:]
    var last = Int64.min
    for outage in sorted {
      // What lies before `last` is down already.
      let fresh = max(outage.range.lowerBound, last)
      for place in spans.touched(by: outage.range) {
        let span = spans.all[place].range
        counts[place, default: 0] += 1
        if named < Self.mostNamed {
          cases[place, default: []].append(outage.index)
          named += 1
        }
        let (from, until) = (
          max(fresh, span.lowerBound), min(outage.range.upperBound, span.upperBound)
        )
        if until > from { down[place, default: 0] += until - from }
        if found.groups.count + counts.count > Self.mostGroups { break }
      }
      last = max(last, outage.range.upperBound)
    }
    let places = isQuietTold ? Array(spans.all.indices) : counts.keys.sorted()
    for place in places {
      if found.groups.count >= Self.mostGroups { return }
      let span = spans.all[place]
      found.groups.append(
        Group(
          keys: keys(span.names), length: span.range.upperBound - span.range.lowerBound,
          down: down[place] ?? 0, count: counts[place] ?? 0,
          cases: Set(cases[place] ?? []).sorted()))
    }
  }
}
