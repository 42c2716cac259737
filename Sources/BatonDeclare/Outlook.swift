/// What is known of a constraint while its case goes on, as runtime verification has it.
package enum Outlook: UInt8, Sendable, Hashable, CaseIterable {
  /// Kept if the case ended now, and it may still be broken.
  case possiblySatisfied
  /// Broken if the case ended now, and it may still be kept.
  case possiblyViolated
  /// Kept, whatever comes.
  case satisfied
  /// Broken, whatever comes.
  case violated

  package init(accepts: Bool, isForGood: Bool) {
    self =
      switch (accepts, isForGood) {
      case (true, true): .satisfied
      case (true, false): .possiblySatisfied
      case (false, true): .violated
      case (false, false): .possiblyViolated
      }
  }

  /// Whether the constraint would be kept if the case ended now.
  package var isKept: Bool { self == .satisfied || self == .possiblySatisfied }

  /// Whether no event can change it any more.
  package var isForGood: Bool { self == .satisfied || self == .violated }
}
