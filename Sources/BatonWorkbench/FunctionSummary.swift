package import Baton
import BatonModel

/// What `check` tells of the functions in rules: how many are understood, and why others are not.
package struct FunctionSummary {
  private let functions: [FunctionReport]

  package init(_ functions: [FunctionReport]) {
    self.functions = functions
  }

  /// "3 functions, all understood", "3 functions, 2 understood"; nil where there are none.
  package var counts: String? {
    guard !functions.isEmpty else { return nil }
    let understood = functions.count { $0.obstacle == nil }
    let share = understood == functions.count ? "all" : understood == 0 ? "none" : "\(understood)"
    return functions.count == 1
      ? "1 function, \(understood == 1 ? "" : "not ")understood"
      : "\(Plural.of(functions.count, "function")), \(share) understood"
  }

  /// A line for each function that runs in Lua.
  package var details: [String] {
    functions.compactMap { function in
      guard let obstacle = function.obstacle else { return nil }
      let place = function.obstaclePlace.map { " (\($0))" } ?? ""
      return "function at \(function.place) runs in Lua: it \(obstacle)\(place)"
    }
  }
}
