package import BatonTime

/// How far a case is with a constraint about times and values: what it remembers.
///
/// Up to 16 notes lie in one array and are looked through; beyond that they go into a ``NoteTable``,
/// which finds them, so that a case with very many costs no more for each than the logarithm. In the
/// array notes of one role are together, in the order in which their events came: first what waits,
/// then firsts, then seconds.
package struct DutyTrack: Sendable {
  package enum Role: UInt8, Sendable, Hashable, Comparable {
    /// An activation that still waits for its target.
    case waiting
    /// Firsts and seconds that later events may need.
    case first, second

    package static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
  }

  /// An event that still matters: 40 bytes.
  package struct Note: Sendable, Hashable {
    package let occurrence: Occurrence
    package let role: Role
    /// Of what waits: whether it is the second that waits for a first.
    package let isReversed: Bool
    fileprivate let milliseconds: Int64

    package init(
      _ occurrence: Occurrence, _ role: Role, deadline: Instant? = nil, isReversed: Bool = false
    ) {
      self.occurrence = occurrence
      self.role = role
      self.isReversed = isReversed
      milliseconds = deadline?.milliseconds ?? .max
    }

    /// Of what waits: until when.
    package var deadline: Instant? {
      milliseconds == .max ? nil : Instant(milliseconds: milliseconds)
    }
  }

  private static var few: Int { 16 }

  /// What few constraints of few cases have.
  private struct More: Sendable {
    /// Of all notes, where they are many: one.
    var tables: [NoteTable] = []
    /// Of what is counted within a window: when it was.
    var recent = RecentTimes()
  }

  private var few: [Note] = []
  /// One, where there is any: so it costs a word where there is none.
  private var more: [More] = []
  package var isBroken = false
  private var counted: UInt32 = 0
  /// The earliest instant at which something is too late, in milliseconds; the highest number if there
  /// is none. Kept, as it is asked for at every event.
  package private(set) var earliest = Int64.max

  package init() {}

  /// One that many notes are expected of.
  package init(expectingMany correlation: Correlation) {
    more = [More(tables: [NoteTable(correlation)])]
  }

  private var isMany: Bool { !more.isEmpty && !more[0].tables.isEmpty }

  /// The table of many notes. Only where there is one.
  private var table: NoteTable {
    _read { yield more[0].tables[0] }
    _modify { yield &more[0].tables[0] }
  }

  package var count: Int {
    get { Int(counted) }
    set { counted = UInt32(clamping: newValue) }
  }

  /// Nil where nothing is counted, or not any more.
  private var recent: RecentTimes? { more.first.flatMap { $0.recent.isEmpty ? nil : $0.recent } }

  /// All notes in their order.
  var notes: [Note] { isMany ? table.notes : few }

  /// Makes it as before the first event.
  package mutating func reset() {
    if !few.isEmpty { few.removeAll(keepingCapacity: true) }
    if !more.isEmpty { more = [] }
    isBroken = false
    counted = 0
    earliest = .max
  }

  // MARK: What waits

  /// Whether something still has to come.
  package var isWaiting: Bool {
    isMany ? table.isWaiting : few.first?.role == .waiting
  }

  private mutating func findEarliest() {
    earliest = .max
    if isMany {
      if let deadline = table.deadline { earliest = deadline.milliseconds }
      return
    }
    for index in few.indices {
      guard few[index].role == .waiting else { break }
      earliest = min(earliest, few[index].milliseconds)
    }
  }

  /// The earliest instant at which something is too late.
  package var deadline: Instant? {
    earliest == .max ? nil : Instant(milliseconds: earliest)
  }

  /// Lets an event wait for what it asks for.
  package mutating func wait(
    _ occurrence: Occurrence, until deadline: Instant?, isReversed: Bool = false,
    _ correlation: Correlation
  ) {
    let note = Note(occurrence, .waiting, deadline: deadline, isReversed: isReversed)
    add(note, correlation)
    earliest = min(earliest, note.milliseconds)
  }

  /// Takes out what was not answered before an instant; all of it without one.
  package mutating func takeWaiting(before instant: Instant? = nil) -> [Note] {
    guard isWaiting else { return [] }
    defer { findEarliest() }
    if isMany { return table.takeWaiting(before: instant) }
    // What waits stands first.
    let waiting = Array(few.prefix { $0.role == .waiting })
    guard let milliseconds = instant?.milliseconds else {
      remove { $0.role == .waiting }
      return waiting
    }
    let taken = waiting.filter { $0.milliseconds < milliseconds }
    if !taken.isEmpty { remove { $0.milliseconds < milliseconds } }
    return taken
  }

  /// Takes out of a few. Of cases that are open there are many, so the room goes with the last.
  private mutating func remove(where isOver: (Note) -> Bool) {
    var kept = 0
    for index in few.indices where !isOver(few[index]) {
      if kept < index { few.swapAt(kept, index) }
      kept += 1
    }
    if kept == 0 { few = [] } else { few.removeLast(few.count - kept) }
  }

  /// Forgets what an event answers. Whatever waits is in time: what was late has been taken out.
  package mutating func answer(
    with values: [Value?], isReversed: Bool = false, _ correlation: Correlation
  ) {
    guard isWaiting else { return }
    defer { findEarliest() }
    if isMany { return table.answer(with: values, isReversed: isReversed) }
    remove {
      $0.role == .waiting && $0.isReversed == isReversed
        && correlation.holds($0.occurrence.values, values)
    }
  }

  // MARK: What was there

  /// Keeps an event. Of those with equal values only the one with the latest time can still be in
  /// anybody's window.
  package mutating func remember(
    _ occurrence: Occurrence, _ role: Role, _ correlation: Correlation
  ) {
    if isMany { return table.remember(occurrence, role) }
    if let known = few.firstIndex(where: {
      $0.role == role && $0.occurrence.values == occurrence.values
    }) {
      if !few[known].occurrence.isLater(than: occurrence) {
        few.remove(at: known)
        add(Note(occurrence, role), correlation)
      }
      return
    }
    add(Note(occurrence, role), correlation)
  }

  package mutating func forget(_ role: Role) {
    if isMany { return table.forget(role) }
    if !few.isEmpty { remove { $0.role == role } }
  }

  /// Whether an event is remembered whose values are as they must be beside others.
  package func remembers(
    _ role: Role, beside values: [Value?], _ correlation: Correlation,
    where isWanted: (Occurrence) -> Bool
  ) -> Bool {
    if isMany { return table.remembers(role, beside: values, where: isWanted) }
    return few.contains {
      $0.role == role && correlation.holds($0.occurrence.values, values)
        && isWanted($0.occurrence)
    }
  }

  // MARK: Counting

  /// Counts an event within a window.
  /// - Parameter end: when a window is over that begins at a time.
  /// - Returns: how many lie together in a window with it, at most.
  package mutating func count(at instant: Instant, end: (Instant) -> Instant) -> Int {
    if more.isEmpty { more = [More()] }
    return more[0].recent.add(instant, end: end)
  }

  private mutating func add(_ note: Note, _ correlation: Correlation) {
    if isMany { return table.add(note) }
    if few.count >= Self.few {
      var table = NoteTable(correlation)
      for own in few { table.add(own) }
      table.add(note)
      few = []
      if more.isEmpty { more = [More()] }
      more[0].tables = [table]
      return
    }
    // Cases that are open are many, and most have few notes: room is made for few more.
    if few.count == few.capacity { few.reserveCapacity(few.count + 1 + few.count / 4) }
    if few.last.map({ $0.role <= note.role }) ?? true {
      few.append(note)
    } else {
      few.insert(note, at: few.firstIndex { $0.role > note.role } ?? few.endIndex)
    }
  }
}

extension DutyTrack: Hashable {
  package static func == (one: DutyTrack, other: DutyTrack) -> Bool {
    one.isBroken == other.isBroken && one.counted == other.counted && one.recent == other.recent
      && one.notes == other.notes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(isBroken)
    hasher.combine(counted)
    hasher.combine(notes)
  }
}

// Written role by role, as cases have it since there are processes.
extension DutyTrack: Codable {
  private struct Pending: Codable {
    let occurrence: Occurrence
    let deadline: Instant?
    let isReversed: Bool
  }

  private enum CodingKeys: String, CodingKey {
    case pending, firsts, seconds, recent, isBroken, count
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    for wait in try members.decode([Pending].self, forKey: .pending) {
      few.append(
        Note(
          wait.occurrence, .waiting, deadline: wait.deadline, isReversed: wait.isReversed))
    }
    few += try members.decode([Occurrence].self, forKey: .firsts).map { Note($0, .first) }
    few += try members.decode([Occurrence].self, forKey: .seconds).map { Note($0, .second) }
    if let recent = try members.decodeIfPresent([RecentTimes].self, forKey: .recent)?.first {
      more = [More(recent: recent)]
    }
    isBroken = try members.decode(Bool.self, forKey: .isBroken)
    count = try members.decode(Int.self, forKey: .count)
    findEarliest()
  }

  package func encode(to encoder: any Encoder) throws {
    let notes = notes
    func occurrences(_ role: Role) -> [Occurrence] {
      notes.filter { $0.role == role }.map(\.occurrence)
    }
    var members = encoder.container(keyedBy: CodingKeys.self)
    let pending = notes.filter { $0.role == .waiting }.map {
      Pending(occurrence: $0.occurrence, deadline: $0.deadline, isReversed: $0.isReversed)
    }
    try members.encode(pending, forKey: .pending)
    try members.encode(occurrences(.first), forKey: .firsts)
    try members.encode(occurrences(.second), forKey: .seconds)
    if let recent { try members.encode([recent], forKey: .recent) }
    try members.encode(isBroken, forKey: .isBroken)
    try members.encode(count, forKey: .count)
  }
}
