extension Feasibility {
  /// Why something is not decided.
  enum Doubt {
    case tooManyWays(String?)
    case routedByFunction
    case function
    case tooManyCases
    case moving(String)
    case noHours(provider: String)
    case startsFrom(String)
    case noWitness
  }
}
