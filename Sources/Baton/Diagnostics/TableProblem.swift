import BatonModel

/// What can be wrong with tables that set fields. The words are in `TableProblem+Wording.swift`.
enum TableProblem {
  // Columns
  case noOutput(String)
  case noRows(String)
  case outputTwice(String)
  case leadsNowhere

  // Hit policies
  case cannotMake(String, Made, String, type: FieldType)
  case severalOutputs(String, Int)
  case needsValues(String, String)

  // What outputs may be
  case noSuchOutput(String, in: String, nearest: String?)
  case valueTwice(String)
  case value(String)

  /// What a hit policy makes of the rows that match.
  enum Made { case list, number, bound }
}
