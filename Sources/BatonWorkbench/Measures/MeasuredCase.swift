import BatonModel

/// One case as it is measured: when what happened, and where its parts lie in the columns of
/// ``MeasuredCases``.
package struct MeasuredCase: Sendable {
  /// How its time ends.
  package enum Ending: UInt8, Sendable {
    /// It was closed.
    case closed
    /// It is open: its time goes to the end of the log.
    case open
    /// Nothing says whether it is done: its time goes to its last event.
    case untold
  }

  /// No instant.
  package static let never = Int64.min

  package let id: String
  /// Milliseconds since 1970; ``never`` where the log does not say.
  package var opened = Self.never
  package var end = Self.never
  package var ending = Ending.untold
  package var resolved = Self.never
  package var answered = Self.never
  package var restored = Self.never
  /// When it was reopened last.
  package var reopened = Self.never
  /// Who had it last.
  package var party = NameTable.none
  package var unit = NameTable.none
  /// Whom it is offered to, if nobody has answered yet.
  package var offered = NameTable.none
  /// Where rules sent it, the place of the rule, and who took it instead because people sent it elsewhere.
  package var ruled = NameTable.none
  package var rule = NameTable.none
  package var ruledOtherwise = NameTable.none
  /// The priority that rules gave it, and that people gave it instead; 0 for none.
  package var ruledPriority: Int32 = 0
  package var otherPriority: Int32 = 0
  /// 0 for none.
  package var priority: Int32 = 0
  package var events: Int32 = 0
  package var handoffs: Int32 = 0
  package var bounces: Int32 = 0
  package var reopenings: Int32 = 0
  package var violations: Int32 = 0
  package var remarks: Int32 = 0
  package var isAdapted = false
  /// Whether it follows a process: else nothing is known of violations.
  package var hasProcess = false
  package var voice = CustomerVoice.silent
  package var spans: Range<Int32> = 0..<0
  package var clocks: Range<Int32> = 0..<0
  package var moves: Range<Int32> = 0..<0
  package var findings: Range<Int32> = 0..<0
  /// Those before it was reopened last.
  package var outages: Range<Int32> = 0..<0

  package init(id: String) { self.id = id }

  package var hasTime: Bool { opened != Self.never }

  /// Milliseconds from the opening to the end.
  package var length: Int64 { hasTime ? end - opened : 0 }

  /// Milliseconds from the opening to an instant; nil without one.
  package func time(to instant: Int64) -> Int64? {
    instant == Self.never || !hasTime ? nil : instant - opened
  }
}

/// A clock of a case, and what came of it.
package struct MeasuredClock: Sendable, Hashable {
  /// The agreement's name.
  package let agreement: UInt32
  package let result: ClockResult
  package let started: Int64
  /// When its time was used up; ``MeasuredCase/never`` if it was not.
  package let breached: Int64
  /// When it ended, or the end of the log.
  package let ended: Int64
}

/// Another's help with a case.
package struct MeasuredAssist: Sendable, Hashable {
  package let index: Int32
  package let party: UInt32
  package let from: Int64
}

/// A case's way from one unit to another.
package struct MeasuredMove: Sendable, Hashable {
  package let fromParty: UInt32
  package let fromUnit: UInt32
  package let toParty: UInt32
  package let toUnit: UInt32
  package let at: Int64
  /// Whether it came back to the unit that had it before the last.
  package let isBack: Bool
}
