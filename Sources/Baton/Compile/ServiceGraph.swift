import BatonModel

/// Which services stand on which, as the catalogue declares it.
///
/// Loading refuses circles. A walk keeps what it has still to visit in a list and not on the call stack,
/// which a chain of thousands would exhaust.
package struct ServiceGraph {
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  /// The service itself and everything it depends on, transitively, in order of discovery: each once,
  /// however many ways lead there. O(services and ways that it reaches).
  package func parts(of name: String) -> [String] {
    var found = [name]
    var known: Set<String> = [name]
    var next = 0
    while next < found.count {
      if case .list(let more)? = catalogue.record(.service, found[next])?["depends_on"] {
        for case .text(let other) in more where known.insert(other).inserted { found.append(other) }
      }
      next += 1
    }
    return found
  }
}
