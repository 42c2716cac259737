import BatonModel

/// What a rule that matches lost to.
enum Outranking: Sendable, Hashable {
  /// A rule of the same stage, by rank.
  case rule(Int)
  /// What the request says itself.
  case request
}

/// What a stage made of a rule that holds.
enum Fate: Sendable, Hashable {
  /// It decided or contributed.
  case won
  case outranked(Outranking)
  /// It was followed and gave nothing.
  case nowhere
}

extension DecisionRun {
  /// What the stage that has just run made of a rule that holds, from what the run knows of it.
  /// Inlined: it is asked of every rule that was reached, with a stage that the caller knows.
  /// - Parameter winner: the rank of the rule that decided alone; -1 for none.
  @inline(__always)
  func fate(of rank: Int, in stage: Stage, decidedBy winner: Int) -> Fate {
    switch stage {
    case .classify: fateOfClassify(rank)
    case .prioritise:
      if Self.has(contributed, rank) {
        .won
      } else if winner >= 0, decider.priorityActions[rank].sets {
        .outranked(.rule(winner))
      } else {
        .nowhere
      }
    case .route, .plan:
      if rank == winner {
        .won
      } else if winner >= 0, rank > winner {
        .outranked(.rule(winner))
      } else {
        .nowhere
      }
    case .approve: Self.has(outcome.approvals, rank) ? .won : .nowhere
    case .agreements, .escalation: .nowhere
    case .policy: Self.has(outcome.policies, rank) ? .won : .nowhere
    }
  }

  /// A rule won that set a field; else it lost to the first that set one of its fields, or to the
  /// request, which had them all.
  @inline(__always)
  private func fateOfClassify(_ rank: Int) -> Fate {
    let first = decider.book.classify.known ?? 0
    var winner: Int?
    for item in outcome.classified {
      guard let setter = item.reason.known.map({ $0 - first }) else { continue }
      if setter == rank { return .won }
      for number in decider.book.assignments.ofRule[rank]
      where decider.book.assignments.assignments[number].slot == item.slot {
        winner = min(winner ?? setter, setter)
      }
    }
    return .outranked(winner.map { .rule($0) } ?? .request)
  }

  /// - Parameter ranks: ascending.
  private static func has(_ ranks: [Int], _ rank: Int) -> Bool {
    let place = ranks.firstPlace { $0 >= rank }
    return place < ranks.count && ranks[place] == rank
  }
}
