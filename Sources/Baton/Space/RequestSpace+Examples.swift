package import BatonModel
import BatonTime

/// Requests made of boxes.
extension RequestSpace {
  /// A request in a box; nil where none was found: a pattern cannot be met, or what is asked of one
  /// text does not go together.
  ///
  /// - Precondition: its plainest request is in no impossible box, as that of what a search finds.
  ///
  /// Of what a later stage sees: a request that becomes so by the stages before it.
  package func request(in box: RequestBox) -> Request? {
    let box = origin(of: box)
    var members: [(String, Value)] = []
    var labels: [(String, Value)] = []
    var seen: Set<ColumnPlace.Root> = []
    for axis in axes where seen.insert(axis.place.root).inserted {
      let own = axes.indices.filter { axes[$0].place.root == axis.place.root }
      switch axis.place.root {
      case .label(let name):
        guard let value = value(own, box) else { return nil }
        if let text = value.value, text != .text("") { labels.append((name, text)) }
      case .field(let name):
        guard let value = member(own, [], box) else { return nil }
        guard let value = value.value else { continue }
        // No request says what happens to its case.
        if name == FieldTable.event { return nil }
        members.append((name, value))
      }
    }
    if !labels.isEmpty { members.append(("labels", .object(Members(labels)))) }
    return Request(members.sorted { order(of: $0.0) < order(of: $1.0) })
  }

  private static let mostForExample = 50_000

  /// The box itself where nobody can say from which requests it comes.
  private func origin(of box: RequestBox) -> RequestBox {
    guard let earlier, earlier.memory.mayFollow() else { return box }
    var budget = Self.mostForExample
    defer { earlier.memory.spend(Self.mostForExample - budget) }
    guard case .from(let origin) = earlier.arrival(of: box, in: bare, isOwn: false, &budget) else {
      return box
    }
    return origin
  }

  /// A value, or that there is none.
  private struct Found { let value: Value? }

  /// In the order in which people write requests.
  private func order(of name: String) -> Int {
    let first = ["id", "kind", "service", "summary", "impact", "urgency", "priority", "customer"]
    return first.firstIndex(of: name)
      ?? first.count
      + (bases[0].rules.fields.slot(name) ?? bases[0].rules.fields.requestFields.count)
  }

  /// The value of a field or of a member of one, with what is said of the record it names.
  private func member(_ own: [Int], _ path: [String], _ box: RequestBox) -> Found? {
    let here = own.filter { axes[$0].place.path == path }
    guard let found = value(here, box) else { return nil }
    var inner: [(String, Value)] = []
    var names: [String] = []
    for axis in own where axes[axis].place.path.count > path.count {
      let name = axes[axis].place.path[path.count]
      guard axes[axis].place.path.starts(with: path), !names.contains(name) else { continue }
      names.append(name)
      guard let value = member(own, path + [name], box) else { return nil }
      if let value = value.value { inner.append((name, value)) }
    }
    if inner.isEmpty { return found }
    if let id = found.value { inner.insert(("id", id), at: 0) }
    return Found(value: .object(Members(inner)))
  }

  /// A value to which all questions of these axes have the answers that a box wants.
  private func value(_ own: [Int], _ box: RequestBox) -> Found? {
    var values: (classes: ValueClasses, number: Int)?
    var patterns: [(pattern: TextPattern, holds: Bool)] = []
    var hours: [(calendar: BusinessCalendar, isOpen: Bool)] = []
    var mayBeMissing = true
    for number in own {
      let axis = axes[number]
      let chosen = plainest(of: number, in: box)
      switch axis.content {
      case .records(let names): return Found(value: chosen == 0 ? nil : .text(names[chosen - 1]))
      case .pattern(let pattern):
        patterns.append((pattern, chosen == 1))
        if chosen == 1 { mayBeMissing = false }
      case .values(let classes):
        guard let name = axis.place.calendar else {
          values = (classes, chosen)
          continue
        }
        guard chosen > 0 else { continue }
        mayBeMissing = false
        guard let calendar = bases.lazy.compactMap({ $0.rules.calendars[name] }).first else {
          return nil
        }
        hours.append((calendar, classes.example(chosen) == .yesNo(true)))
      }
    }
    if let values, values.number == 0 { return mayBeMissing ? Found(value: nil) : nil }
    if values == nil, mayBeMissing { return Found(value: nil) }
    let example = values.flatMap { $0.classes.example($0.number) }
    if !hours.isEmpty { return instant(hours, values, from: example) }
    if case .list? = example {
      return Found(value: .list(patterns.filter(\.holds).compactMap(\.pattern.member)))
    }
    guard !patterns.isEmpty else { return Found(value: example) }
    return Self.texts(patterns.filter(\.holds).map(\.pattern), example).first { text in
      patterns.allSatisfy { $0.pattern.holds(for: text) == $0.holds }
        && values.map { $0.classes.number(of: text) == $0.number } ?? true
    }.map { Found(value: $0) }
  }

  /// Of what a box leaves: no value where it may be missing, but that a request has a kind.
  func plainest(of axis: Int, in box: RequestBox) -> Int {
    let classes = box[axis]
    if axis == kind {
      return classes.map { $0.classes.first { $0 > 0 } ?? 0 } ?? 1
    }
    return classes?.first ?? 0
  }

  private static func texts(_ wanted: [TextPattern], _ example: Value?) -> [Value] {
    var start = ""
    var end = ""
    var middle: [String] = []
    for pattern in wanted {
      switch pattern {
      case .start(let text) where text.text.count > start.count: start = text.text
      case .end(let text) where text.text.count > end.count: end = text.text
      case .start, .end, .member: break
      case .contains(let text), .word(let text): middle.append(text.text)
      case .matches(let expression):
        middle.append(expression.pattern.filter { !"^$\\b".contains($0) })
      }
    }
    let parts = ([start] + middle + [end]).filter { !$0.isEmpty }
    var texts = [parts.joined(separator: " "), parts.joined()]
    texts += texts.map { $0 + " and more" } + texts.map { "about " + $0 }
    if let longest = parts.max(by: { $0.count < $1.count }) { texts.append(longest) }
    return (example.map { [$0] } ?? []) + texts.map { .text($0) }
  }

  /// An instant in the hours of some calendars and not in those of others, looked for half an hour by
  /// half an hour through two weeks.
  private func instant(
    _ hours: [(calendar: BusinessCalendar, isOpen: Bool)],
    _ values: (classes: ValueClasses, number: Int)?, from example: Value?
  ) -> Found? {
    var start = Self.aMonday
    if case .instant(let instant)? = example { start = instant.milliseconds }
    let step: Int64 = 1_800_000
    for direction in [step, -step] {
      for count in 0..<Int64(2 * 24 * 14) {
        let instant = Instant(milliseconds: start + direction * count)
        if let values, values.classes.number(of: .instant(instant)) != values.number { break }
        if hours.allSatisfy({ $0.calendar.isOpen(at: instant) == $0.isOpen }) {
          return Found(value: .instant(instant))
        }
      }
    }
    return nil
  }

  /// 2026-01-05 00:00 UTC.
  private static let aMonday: Int64 = 1_767_571_200_000
}

extension TextPattern {
  fileprivate var member: Value? { if case .member(let value) = self { value } else { nil } }
}
