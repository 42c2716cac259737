import BatonModel

/// What a function may give while only some fields of a request are known.
struct Prospect: Sendable {
  /// All that it may give, where that can be told.
  var values: [FormulaValue] = []
  /// Whether it may give something else: that depends on what is not known.
  var isOpen = false
  /// Whether it gives the one value for all such requests.
  var isCertain = true
}

extension Formula {
  /// What the function gives for requests of which some fields are known.
  ///
  /// What depends on nothing else is worked out as deciding does. Where something unknown chooses
  /// between two branches, both are followed.
  /// - Parameter slots: the fields that are known, with their values in the facts, missing ones too.
  func prospect(in facts: borrowing Facts, knowing slots: Set<Int>) -> Prospect {
    var run = FormulaRun()
    run.begin(locals: localCount, offset: nil)
    var prospect = Prospect()
    follow(root, knownNodes(facts.schema, slots), facts, &run, &prospect)
    return prospect
  }

  private func follow(
    _ index: Index, _ isKnown: [Bool], _ facts: borrowing Facts, _ run: inout FormulaRun,
    _ prospect: inout Prospect
  ) {
    func known(_ part: Index) -> Bool { isKnown[Int(part)] }
    do throws(NeedsLua) {
      if known(index) {
        prospect.values.append(try given(try value(index, facts, &run), facts, run))
        return
      }
      switch nodes[Int(index)] {
      case .store(let local, let stored, let then):
        if known(stored) { run[local] = try value(stored, facts, &run) }
        follow(then, isKnown, facts, &run, &prospect)
      case .force(let forced, let then):
        if known(forced) {
          _ = try value(forced, facts, &run)
        } else {
          prospect.isCertain = false
        }
        follow(then, isKnown, facts, &run, &prospect)
      case .choose(let condition, let then, let otherwise) where known(condition):
        let holds = try value(condition, facts, &run).isTrue
        follow(holds ? then : otherwise, isKnown, facts, &run, &prospect)
      case .choose(_, let then, let otherwise):
        prospect.isCertain = false
        follow(then, isKnown, facts, &run, &prospect)
        follow(otherwise, isKnown, facts, &run, &prospect)
      case .and(let left, let right):
        if known(left) {
          // Else all of it would be known.
          guard try value(left, facts, &run).isTrue else { return }
        } else {
          prospect.isCertain = false
        }
        follow(right, isKnown, facts, &run, &prospect)
      case .or(let left, let right):
        if known(left) {
          let first = try value(left, facts, &run)
          if first.isTrue {
            prospect.values.append(try given(first, facts, run))
            return
          }
        } else {
          prospect.isCertain = false
          follow(left, isKnown, facts, &run, &prospect)
        }
        follow(right, isKnown, facts, &run, &prospect)
      default: prospect.isOpen = true
      }
    } catch {
      prospect.isOpen = true
    }
  }

  /// Which nodes depend on nothing but some fields. A local does so if all that is stored in it does.
  private func knownNodes(_ schema: FactSchema, _ slots: Set<Int>) -> [Bool] {
    var unknownLocals: Set<Int32> = []
    while true {
      var known: [Bool] = []
      known.reserveCapacity(nodes.count)
      for node in nodes {
        known.append(isKnown(node, schema, slots, unknownLocals) { known[Int($0)] })
      }
      let before = unknownLocals.count
      for case .store(let local, let stored, _) in nodes where !known[Int(stored)] {
        unknownLocals.insert(local)
      }
      if unknownLocals.count == before { return known }
    }
  }

  private func isKnown(
    _ node: Node, _ schema: FactSchema, _ slots: Set<Int>, _ unknownLocals: Set<Int32>,
    _ known: (Index) -> Bool
  ) -> Bool {
    switch node {
    case .constant, .raise: return true
    case .attributes: return false
    case .field(let slot), .record(let slot), .attribute(let slot, _, _):
      return slots.contains(Int(slot))
    case .column(let column):
      let column = schema.columns[Int(column)]
      guard case .field(let slot) = column.root, column.calendar == nil else { return false }
      return slots.contains(slot)
    case .local(let local): return !unknownLocals.contains(local)
    case .declared(_, let part), .lookup(_, let part), .not(let part), .negate(let part),
      .complement(let part), .length(let part), .text(let part):
      return known(part)
    case .member(let left, let right), .and(let left, let right), .or(let left, let right),
      .equal(let left, let right), .less(let left, let right), .lessEqual(let left, let right),
      .arithmetic(_, let left, let right), .concatenate(let left, let right),
      .store(_, let left, let right), .force(let left, let right):
      return known(left) && known(right)
    case .choose(let condition, let then, let otherwise):
      return known(condition) && known(then) && known(otherwise)
    case .call(_, let first, let count):
      return operands[Int(first)..<Int(first + count)].allSatisfy(known)
    }
  }
}
