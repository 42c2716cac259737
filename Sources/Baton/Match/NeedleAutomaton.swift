import BatonModel

/// Finds all texts of a set in one pass over another text (Aho and Corasick, "Efficient string
/// matching", CACM 1975), however many there are.
///
/// Works on folded UTF-8. States are numbered breadth first; the root's steps are a table of 256,
/// those of other states are pairs of byte and state in one array, ascending. Memory: linear in the
/// needles' bytes. A search costs a few steps for each byte, and one for each needle found.
struct NeedleAutomaton: Sendable {
  private struct State: Sendable {
    /// Where its steps are.
    var steps: UInt32 = 0
    var stepCount: UInt32 = 0
    /// The longest proper suffix that is a state.
    var fallback: UInt32 = 0
    /// The nearest state along the fallbacks that ends a needle; 0 for none.
    var nextEnd: UInt32 = 0
    /// Where the needles that end here are.
    var ends: UInt32 = 0
    var endCount: UInt32 = 0
  }

  private struct End: Sendable {
    let needle: UInt32
    let length: UInt32
    let kind: NeedleTable.Kind
  }

  private var root = [UInt32](repeating: 0, count: 256)
  private var states: [State] = []
  private var stepBytes: [UInt8] = []
  private var stepStates: [UInt32] = []
  private var ends: [End] = []

  init(_ needles: [NeedleTable.Needle]) {
    build(needles)
  }

  /// Collects the numbers of the needles that a folded text has, each once.
  ///
  /// A state whose needles were all looked at once need not be looked at again, nor what it leads
  /// to, unless a needle there wants the text's end: so a text that repeats itself costs a step for
  /// each byte and not for each needle in it.
  func search(
    _ text: Span<UInt8>, into found: inout [UInt32], _ marks: inout NeedleMarks
  ) {
    var state: UInt32 = 0
    marks.begin(states: states.count, ends: ends.count)
    let states = states.span
    let root = root.span
    for position in text.indices {
      let byte = text[position]
      state = following(state, byte, states, root)
      var ending = states[Int(state)].endCount > 0 ? state : states[Int(state)].nextEnd
      let isLast = position == text.count - 1
      while ending != 0, isLast || !marks.isDone(Int(ending)) {
        report(states[Int(ending)], at: position + 1, of: text.count, &marks, &found)
        marks.setDone(Int(ending))
        ending = states[Int(ending)].nextEnd
      }
    }
  }

  @inline(__always)
  private func following(
    _ state: UInt32, _ byte: UInt8, _ states: Span<State>, _ root: Span<UInt32>
  ) -> UInt32 {
    var state = state
    while state != 0 {
      if let next = step(from: states[Int(state)], byte) { return next }
      state = states[Int(state)].fallback
    }
    return root[Int(byte)]
  }

  private func step(from state: State, _ byte: UInt8) -> UInt32? {
    let bytes = stepBytes.span
    var first = Int(state.steps)
    var count = Int(state.stepCount)
    while count > 0 {
      let half = count / 2
      let middle = bytes[first + half]
      if middle == byte { return stepStates[first + half] }
      if middle < byte {
        first += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return nil
  }

  private func report(
    _ state: State, at end: Int, of count: Int, _ marks: inout NeedleMarks, _ found: inout [UInt32]
  ) {
    for index in Int(state.ends)..<Int(state.ends + state.endCount) where !marks.isFound(index) {
      let needle = ends[index]
      let fits =
        switch needle.kind {
        case .anywhere: true
        case .start: end == Int(needle.length)
        case .end: end == count
        }
      if fits {
        marks.setFound(index)
        found.append(needle.needle)
      }
    }
  }

  // MARK: Building

  private mutating func build(_ needles: [NeedleTable.Needle]) {
    // A trie first: the children of each node by byte.
    var children: [[(byte: UInt8, node: Int)]] = [[]]
    var needlesOf: [[Int]] = [[]]
    for (number, needle) in needles.enumerated() {
      var node = 0
      for byte in needle.text.utf8 {
        if let known = children[node].first(where: { $0.byte == byte }) {
          node = known.node
        } else {
          children.append([])
          needlesOf.append([])
          children[node].append((byte, children.count - 1))
          node = children.count - 1
        }
      }
      needlesOf[node].append(number)
    }

    // Breadth first, so that a state's fallback is done before it.
    var order = [0]
    var number = [0: 0]
    var next = 0
    while next < order.count {
      for child in children[order[next]].sorted(by: { $0.byte < $1.byte }) {
        number[child.node] = order.count
        order.append(child.node)
      }
      next += 1
    }
    states = [State](repeating: State(), count: order.count)
    for (index, node) in order.enumerated() {
      states[index].ends = UInt32(ends.count)
      states[index].endCount = UInt32(needlesOf[node].count)
      for needle in needlesOf[node] {
        ends.append(
          End(
            needle: UInt32(needle), length: UInt32(needles[needle].text.utf8.count),
            kind: needles[needle].kind))
      }
      states[index].steps = UInt32(stepBytes.count)
      for child in children[node].sorted(by: { $0.byte < $1.byte }) {
        let target = UInt32(number[child.node] ?? 0)
        if index == 0 { root[Int(child.byte)] = target }
        stepBytes.append(child.byte)
        stepStates.append(target)
      }
      states[index].stepCount = UInt32(stepBytes.count) - states[index].steps
    }
    for index in states.indices {
      let state = states[index]
      for position in Int(state.steps)..<Int(state.steps + state.stepCount) {
        let child = Int(stepStates[position])
        let fallback =
          index == 0 ? 0 : following(state.fallback, stepBytes[position], states.span, root.span)
        states[child].fallback = fallback
        let end = states[Int(fallback)]
        states[child].nextEnd = end.endCount > 0 ? fallback : end.nextEnd
      }
    }
  }
}

/// What one search has seen already. Marks of searches before are worth nothing, because each search
/// has a number of its own: so beginning one costs nothing, however many needles there are.
struct NeedleMarks: Sendable {
  private var search: UInt32 = 0
  private var states: [UInt32] = []
  private var ends: [UInt32] = []

  fileprivate mutating func begin(states stateCount: Int, ends endCount: Int) {
    search &+= 1
    if search == 0 {
      self = NeedleMarks()
      search = 1
    }
    while states.count < stateCount { states.append(0) }
    while ends.count < endCount { ends.append(0) }
  }

  fileprivate func isDone(_ state: Int) -> Bool { states[state] == search }
  fileprivate mutating func setDone(_ state: Int) { states[state] = search }
  fileprivate func isFound(_ end: Int) -> Bool { ends[end] == search }
  fileprivate mutating func setFound(_ end: Int) { ends[end] = search }
}
