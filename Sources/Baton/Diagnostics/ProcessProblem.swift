import BatonModel

/// What can be wrong with processes, mappings, adaptations and waivers. The words are in
/// `ProcessProblem+Wording.swift`.
enum ProcessProblem {
  // Names
  case unknownState(String, of: String, nearest: String?)
  case unknownActivity(String, of: String, nearest: String?)
  case unlikelyActivity(String, nearest: String)
  case unlikelyState(String, nearest: String)
  case namesProvider(String)
  case unknownActor(String, nearest: String?)

  // States
  case noFinalState(String)
  case deadEnd(String)

  // Constraints and limits
  case saidTwice(String, [String])
  case noSubject(String)
  case meansNothing(String, String)
  case answersItself(String)
  case severalSubjects(String, [String])
  case timeTakesNoWindow
  case timeInDays
  case wantsTwoEvents(String)

  // Responsibility
  case accountedTwice(String, first: Place)
  case severalAccountable(String)
  case nobodyAccountable(String)
  case nobodyResponsible(String)

  // Providers' own ways
  case usesNothing(String)
  case noEnd(String)
  case noReason(String)
  case mapsNothing(String)
  case mapsNobody(String, nearest: String?)
  case mappedTwice(String, first: Place)
}
