import BatonModel

/// A condition laid out so that it can be said of each of its parts whether it alone decided.
///
/// The nodes of a tree stand one after the other, a node before its children, and each knows where it
/// ends. A part (a test, or a function) **decides** when the whole would come out otherwise if the part
/// did. A part is shown when it decided once by holding and once by failing: that is a pair of masking
/// MC/DC (Chilenski, "An Investigation of Three Forms of the Modified Condition Decision Coverage
/// Criterion", 2001).
struct ObservedCondition: Sendable {
  enum Kind: Sendable {
    case always, all, any, not
    /// The number of the part among those of the condition.
    case part(Int)
  }

  struct Node: Sendable {
    let kind: Kind
    /// One past the last node below it.
    var end: Int
  }

  struct Part: Sendable {
    let condition: Condition
    /// Whether it stands under an odd number of `not`.
    let isNegated: Bool
  }

  /// What it was made of.
  let original: Condition
  private(set) var nodes: [Node] = []
  private(set) var parts: [Part] = []
  /// Whether all parts must hold, and there is nothing else to it.
  private(set) var isPlain = false

  init(_ condition: Condition) {
    original = condition
    add(condition, isNegated: false)
    switch nodes[0].kind {
    case .all: isPlain = nodes.count == parts.count + 1
    case .part: isPlain = true
    case .always, .any, .not: break
    }
  }

  private mutating func add(_ condition: Condition, isNegated: Bool) {
    let place = nodes.count
    func begin(_ kind: Kind) -> Node { Node(kind: kind, end: place + 1) }
    switch condition {
    case .always: nodes.append(begin(.always))
    case .test, .function:
      nodes.append(begin(.part(parts.count)))
      parts.append(Part(condition: condition, isNegated: isNegated))
    case .not(let inner):
      nodes.append(begin(.not))
      add(inner, isNegated: !isNegated)
    case .all(let inner):
      nodes.append(begin(.all))
      for part in inner { add(part, isNegated: isNegated) }
    case .any(let inner):
      nodes.append(begin(.any))
      for part in inner { add(part, isNegated: isNegated) }
    }
    nodes[place].end = nodes.count
  }

  /// What each node comes to, the whole first.
  /// - Parameter truths: room for one of each node, which is overwritten.
  func evaluate(_ truths: inout [Truth], _ partTruth: (Int) -> Truth) {
    for place in nodes.indices.reversed() {
      switch nodes[place].kind {
      case .always: truths[place] = .yes
      case .part(let number): truths[place] = partTruth(number)
      case .not: truths[place] = !truths[place + 1]
      case .all: truths[place] = combined(place, truths, decisive: .no)
      case .any: truths[place] = combined(place, truths, decisive: .yes)
      }
    }
  }

  private func combined(_ place: Int, _ truths: [Truth], decisive: Truth) -> Truth {
    var result = !decisive
    var child = place + 1
    while child < nodes[place].end {
      if truths[child] == decisive { return decisive }
      if truths[child] == .error { result = .error }
      child = nodes[child].end
    }
    return result
  }

  /// Calls `body` with each part that decided, and whether it held.
  /// - Parameter decides: room for one of each node, which is overwritten.
  func forEachDecisivePart(
    _ truths: [Truth], _ decides: inout [Bool], _ body: (_ part: Int, _ held: Bool) -> Void
  ) {
    decides[0] = truths[0] != .error
    for place in nodes.indices {
      let node = nodes[place]
      switch node.kind {
      case .always: break
      case .part(let number):
        if decides[place], truths[place] != .error { body(number, truths[place] == .yes) }
      case .not: decides[place + 1] = decides[place]
      case .all: pass(place, truths, &decides, neutral: .yes)
      case .any: pass(place, truths, &decides, neutral: .no)
      }
    }
  }

  /// A child decides if its parent does and all its siblings leave the answer to it.
  private func pass(_ place: Int, _ truths: [Truth], _ decides: inout [Bool], neutral: Truth) {
    var others = 0
    var child = place + 1
    while child < nodes[place].end {
      if truths[child] != neutral { others += 1 }
      child = nodes[child].end
    }
    child = place + 1
    while child < nodes[place].end {
      let besides = others - (truths[child] != neutral ? 1 : 0)
      decides[child] = decides[place] && besides == 0
      child = nodes[child].end
    }
  }
}
