/// How a case is handed from one unit to the next, by the units' numbers.
///
/// Neighbouring events of another unit are a handover. A return is a unit that comes back after one
/// other: with equal neighbours merged, the one at i equals the one at i + 2. Events of nobody known
/// are passed over.
struct CaseFlow {
  private(set) var handovers = 0
  private(set) var returns = 0
  private var last = UInt32.max
  private var beforeLast = UInt32.max

  /// What an event was, beside who did it.
  enum Step {
    case none
    case handover(from: UInt32)
    case handback(from: UInt32)
  }

  mutating func take(_ unit: UInt32) -> Step {
    guard unit != .max, unit != last else { return .none }
    let from = last
    let isBack = unit == beforeLast
    beforeLast = last
    last = unit
    if from == .max { return .none }
    handovers += 1
    guard isBack else { return .handover(from: from) }
    returns += 1
    return .handback(from: from)
  }
}
