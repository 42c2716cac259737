package import BatonTime

/// How far a case is with a constraint about times and values: what it remembers, in one array.
///
/// Notes of one role are together, in the order in which their events came: first what waits, then
/// firsts, then seconds.
package struct DutyTrack: Sendable, Hashable {
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

  package private(set) var notes: [Note] = []
  package var isBroken = false
  private var counted: UInt32 = 0
  /// The earliest of the notes' deadlines, in milliseconds, which is asked for at every event; the
  /// highest number if there is none.
  package private(set) var earliest = Int64.max

  package init() {}

  package var count: Int {
    get { Int(counted) }
    set { counted = UInt32(clamping: newValue) }
  }

  /// The earliest instant at which something is too late.
  package var deadline: Instant? {
    earliest == .max ? nil : Instant(milliseconds: earliest)
  }

  package mutating func add(_ note: Note) {
    earliest = min(earliest, note.milliseconds)
    // Cases that are open are many, and most have few notes: room is made for few more.
    if notes.count == notes.capacity { notes.reserveCapacity(notes.count + 1 + notes.count / 4) }
    if notes.last.map({ $0.role <= note.role }) ?? true {
      notes.append(note)
    } else {
      notes.insert(note, at: notes.firstIndex { $0.role > note.role } ?? notes.endIndex)
    }
  }

  /// Forgets notes of a role.
  package mutating func remove(_ role: Role, where isOver: (Note) -> Bool = { _ in true }) {
    var kept = 0
    for index in notes.indices {
      if notes[index].role == role, isOver(notes[index]) { continue }
      if kept < index { notes.swapAt(kept, index) }
      kept += 1
    }
    guard kept < notes.count else { return }
    if kept > 0 { notes.removeLast(notes.count - kept) } else { notes = [] }
    if role == .waiting { findEarliest() }
  }

  private mutating func findEarliest() {
    earliest = .max
    for index in notes.indices { earliest = min(earliest, notes[index].milliseconds) }
  }

  package func contains(_ role: Role, where isWanted: (Occurrence) -> Bool) -> Bool {
    for index in notes.indices
    where notes[index].role == role && isWanted(notes[index].occurrence) {
      return true
    }
    return false
  }

  /// Makes it as before the first event.
  package mutating func reset() {
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    isBroken = false
    counted = 0
    earliest = .max
  }
}

// Written role by role, as cases have it since there are processes.
extension DutyTrack: Codable {
  private struct Pending: Codable {
    let occurrence: Occurrence
    let deadline: Instant?
    let isReversed: Bool
  }

  private enum CodingKeys: String, CodingKey { case pending, firsts, seconds, isBroken, count }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    for wait in try members.decode([Pending].self, forKey: .pending) {
      notes.append(
        Note(
          wait.occurrence, .waiting, deadline: wait.deadline, isReversed: wait.isReversed))
    }
    notes += try members.decode([Occurrence].self, forKey: .firsts).map { Note($0, .first) }
    notes += try members.decode([Occurrence].self, forKey: .seconds).map { Note($0, .second) }
    isBroken = try members.decode(Bool.self, forKey: .isBroken)
    count = try members.decode(Int.self, forKey: .count)
    findEarliest()
  }

  package func encode(to encoder: any Encoder) throws {
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
    try members.encode(isBroken, forKey: .isBroken)
    try members.encode(count, forKey: .count)
  }
}
