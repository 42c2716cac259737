import Synchronization

/// The minimal monitor of a constraint: it reads events as letters and always knows what is known of
/// the constraint.
package struct Monitor: Sendable, Hashable {
  package typealias State = UInt16

  /// Beyond so many occurrences no constraint counts: states are 16 bits.
  package static let highestCount = 10_000

  package let automaton: Automaton
  package let outlooks: [Outlook]
  private let table: [State]

  /// - Parameter count: how often, for templates that count; 1 and up.
  /// - Precondition: the count is at most ``highestCount``.
  package init(_ template: Template, count: Int = 1) {
    if template.isCounting {
      self.init(Monitor.automaton(of: template, count: count))
    } else {
      self = Self.made.withLock { made in
        if let known = made[template] { return known }
        let monitor = Monitor(Monitor.automaton(of: template, count: 1))
        made[template] = monitor
        return monitor
      }
    }
  }

  /// Of templates that do not count there is one monitor each. To make it from the formula takes
  /// longer than to load the constraint.
  private static let made = Mutex<[Template: Monitor]>([:])

  init(_ automaton: Automaton) {
    self.automaton = automaton
    outlooks = automaton.outlooks()
    table = automaton.transitions.map(State.init)
  }

  /// The state after an event.
  package func state(after letter: Letter, from state: State) -> State {
    table[Int(state) * 4 + Int(letter.rawValue)]
  }

  package func outlook(in state: State) -> Outlook { outlooks[Int(state)] }

  /// Whether events that are no concern of the constraint change what it is in.
  package var isMovedByOthers: Bool {
    table.indices.contains { $0 % 4 == 0 && Int(table[$0]) != $0 / 4 }
  }

  private static func automaton(of template: Template, count: Int) -> Automaton {
    if let formula = template.formula { return Progression.automaton(of: formula).minimal() }
    precondition((1...highestCount).contains(count))
    return switch template {
    case .absence: counting(to: count) { $0 < count }
    case .exactly: counting(to: count + 1) { $0 == count }
    default: counting(to: count) { $0 == count }
    }
  }

  /// Counts the first activity, up to a highest number and no further.
  private static func counting(to highest: Int, accepts: (Int) -> Bool) -> Automaton {
    let transitions = (0...highest).flatMap { state in
      Letter.all.map { $0.contains(.first) ? min(state + 1, highest) : state }
    }
    return Automaton(
      symbols: Letter.all.count, transitions: transitions,
      accepting: (0...highest).map(accepts))
  }
}
