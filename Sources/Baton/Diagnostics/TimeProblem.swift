import BatonModel

/// What can be wrong with rules about what follows a decision: agreements, ladders, rotas, handoffs,
/// plans, disputes, and what parties do together. The words are in `TimeProblem+Wording.swift`.
enum TimeProblem {
  // Conditions
  case eventElsewhere
  case unlikelyEvent(String, nearest: String)

  // Lengths of time
  case needsElapsed(String, found: DurationSpan)
  case noCalendar(DurationSpan, takesOne: Bool)
  case namesNoCalendar(DurationSpan)
  case noEffect(String, DurationSpan)
  case percentOutside(String)
  case beforeTheStart(String, lasts: DurationSpan)

  // Agreements
  case withNotTaken(String)
  case noInstant(String, type: String)
  case supportCircle([String])

  // Parts
  case outsideItsParent(String, parent: String)

  // Ladders
  case atWithoutTarget(String)
  case bothKinds
  case emptyStep
  case repeatsNothing
  case repeatsAtOnce
  case repeatAfterAlone
  case nobodyToTell(String, nearest: String?)

  // Rotas
  case noFirstTurn
  case badHandover(String)
  case instantsReversed
  case onCallIsNoTarget(String, String)

  // Handoffs and disputes
  case onlyBeside(String, [String])

  // What parties do together
  case nobodyCertified([String])

  // Timelines of scenarios
  case expectsNothing

  // Plans
  case taskCircle(String, [String])
  case orphanTask(String)
  case reservedTask(String)
}
