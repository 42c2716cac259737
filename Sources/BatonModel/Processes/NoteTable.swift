import BatonTime

/// What a case remembers of a constraint where that is much.
///
/// Notes are found by the values that must be the same, and among those by the values that must
/// differ; what waits is also in a heap by when it is too late. Each step costs the logarithm of how
/// many there are, or as much as it takes out. Where several values must differ at once, those that
/// share one of them are looked through.
package struct NoteTable: Sendable {
  package typealias Note = DutyTrack.Note

  /// What is known of events with the same in common, by the values that must differ.
  private struct Shelf<Item: Sendable>: Sendable {
    /// Where no value has to differ there is one.
    var only: Item?
    var items: [[Value?]: Item] = [:]
  }

  private struct Key: Hashable {
    let isReversed: Bool
    let same: [Value?]
  }

  private let correlation: Correlation
  /// What waits, in order; nil where it was answered.
  private var slots: [Note?] = []
  private var waiting = 0
  private var shelves: [Key: Shelf<[Int32]>] = [:]
  private var deadlines = DeadlineHeap()
  private var firsts: [[Value?]: Shelf<Occurrence>] = [:]
  private var seconds: [[Value?]: Shelf<Occurrence>] = [:]

  init(_ correlation: Correlation) { self.correlation = correlation }

  private func same(_ values: [Value?]) -> [Value?] {
    correlation.same == values.count ? values : Array(values[..<correlation.same])
  }

  /// All notes: what waits, then firsts, then seconds, each in the order of their events.
  var notes: [Note] {
    func sorted(_ shelves: [[Value?]: Shelf<Occurrence>], _ role: DutyTrack.Role) -> [Note] {
      shelves.values.flatMap { [$0.only].compactMap(\.self) + $0.items.values }
        .sorted { $0.position < $1.position }.map { Note($0, role) }
    }
    return slots.compactMap(\.self) + sorted(firsts, .first) + sorted(seconds, .second)
  }

  mutating func add(_ note: Note) {
    if note.role == .waiting { wait(note) } else { remember(note.occurrence, note.role) }
  }

  // MARK: What waits

  var isWaiting: Bool { waiting > 0 }

  /// What is on top of the heap waits: what is answered is taken from there at once.
  var deadline: Instant? { deadlines.first.map { Instant(milliseconds: $0.milliseconds) } }

  private mutating func wait(_ note: Note) {
    let values = note.occurrence.values
    let slot = Int32(slots.count)
    slots.append(note)
    waiting += 1
    if let deadline = note.deadline {
      deadlines.insert(DeadlineHeap.Entry(milliseconds: deadline.milliseconds, slot: slot))
    }
    let key = Key(isReversed: note.isReversed, same: same(values))
    if correlation.same == values.count {
      shelves[key, default: Shelf(only: [])].only?.append(slot)
    } else {
      let rest = Array(values[correlation.same...])
      shelves[key, default: Shelf()].items[rest, default: []].append(slot)
    }
  }

  /// Takes out what was not answered before an instant; all of it without one.
  mutating func takeWaiting(before instant: Instant?) -> [Note] {
    guard let instant else {
      defer { clearWaiting() }
      return slots.compactMap(\.self)
    }
    var late: [Int32] = []
    while let first = deadlines.first, first.milliseconds < instant.milliseconds {
      deadlines.removeFirst()
      if slots[Int(first.slot)] != nil { late.append(first.slot) }
    }
    let taken = late.sorted().compactMap { slot -> Note? in
      defer { slots[Int(slot)] = nil }
      return slots[Int(slot)]
    }
    waiting -= taken.count
    tidy()
    return taken
  }

  /// Forgets what an event answers.
  mutating func answer(with values: [Value?], isReversed: Bool) {
    let same = same(values)
    if waiting == 0 || same.contains(nil) { return }
    let key = Key(isReversed: isReversed, same: same)
    guard let index = shelves.index(forKey: key) else { return }
    if correlation.same == values.count {
      let slots = shelves.values[index].only ?? []
      shelves.remove(at: index)
      for slot in slots { clear(slot) }
    } else {
      let rest = Array(values[correlation.same...])
      for (own, slots) in shelves.values[index].items where Correlation(same: 0).differs(own, rest)
      {
        shelves.values[index].items[own] = nil
        for slot in slots { clear(slot) }
      }
    }
    tidy()
  }

  private mutating func clear(_ slot: Int32) {
    if slots[Int(slot)] == nil { return }
    slots[Int(slot)] = nil
    waiting -= 1
  }

  private mutating func clearWaiting() {
    slots = []
    waiting = 0
    shelves = [:]
    deadlines = DeadlineHeap()
  }

  /// Lets what waits be on top of the heap, and makes room where little of what is kept still waits.
  private mutating func tidy() {
    while let first = deadlines.first, slots[Int(first.slot)] == nil { deadlines.removeFirst() }
    if waiting == 0 { return clearWaiting() }
    guard slots.count > 64, waiting * 2 < slots.count else { return }
    let kept = slots.compactMap(\.self)
    clearWaiting()
    for note in kept { wait(note) }
  }

  // MARK: What was there

  mutating func remember(_ occurrence: Occurrence, _ role: DutyTrack.Role) {
    if role == .first {
      Self.remember(occurrence, same(occurrence.values), in: &firsts)
    } else {
      Self.remember(occurrence, same(occurrence.values), in: &seconds)
    }
  }

  private static func remember(
    _ occurrence: Occurrence, _ same: [Value?], in shelves: inout [[Value?]: Shelf<Occurrence>]
  ) {
    // What is missing equals nothing.
    if same.contains(nil) { return }
    func keep(_ known: inout Occurrence?) {
      if known.map({ $0.isLater(than: occurrence) }) ?? false { return }
      known = occurrence
    }
    if same.count == occurrence.values.count {
      keep(&shelves[same, default: Shelf()].only)
    } else {
      let rest = Array(occurrence.values[same.count...])
      keep(&shelves[same, default: Shelf()].items[rest])
    }
  }

  mutating func forget(_ role: DutyTrack.Role) {
    if role == .first { firsts = [:] } else { seconds = [:] }
  }

  func remembers(
    _ role: DutyTrack.Role, beside values: [Value?], where isWanted: (Occurrence) -> Bool
  ) -> Bool {
    let same = same(values)
    guard !same.contains(nil), let shelf = role == .first ? firsts[same] : seconds[same] else {
      return false
    }
    if let only = shelf.only { return isWanted(only) }
    return shelf.items.values.contains {
      correlation.differs($0.values, values) && isWanted($0)
    }
  }
}
