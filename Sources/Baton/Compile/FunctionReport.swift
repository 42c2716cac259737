package import BatonModel

/// Whether Baton understands a function of a rule, and if not, why it runs in Lua.
package struct FunctionReport: Sendable, Hashable {
  /// Where the function stands.
  package let place: Place
  /// Why it is not understood, as the end of a sentence about it; nil when it is.
  package let obstacle: String?
  /// Where that is.
  package let obstaclePlace: Place?

  /// Whether the function is known to read nothing of a request but its fields.
  let readsOnlyFields: Bool

  init(place: Place, readsOnlyFields: Bool) {
    self.place = place
    self.readsOnlyFields = readsOnlyFields
    obstacle = nil
    obstaclePlace = nil
  }

  init(place: Place, obstacle: LiftObstacle, at obstaclePlace: Place) {
    self.place = place
    readsOnlyFields = false
    self.obstacle = obstacle.message
    self.obstaclePlace = obstaclePlace
  }
}

/// Collects what compiling learns of functions. One that many rules share is told once.
final class FunctionReports {
  private var known: Set<FunctionReport> = []

  func add(_ report: FunctionReport) { known.insert(report) }

  /// In the order of the functions' places.
  var all: [FunctionReport] {
    known.sorted {
      ($0.place.file, $0.place.line, $0.place.column ?? 0)
        < ($1.place.file, $1.place.line, $1.place.column ?? 0)
    }
  }
}
