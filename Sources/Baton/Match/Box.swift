/// One way to meet a condition: for each column the values that it accepts, all at once.
///
/// A condition becomes a sum of boxes: it can only hold where one of them does. A box that is exact
/// needs no second look: where it holds, the condition holds.
struct Box: Sendable {
  /// What a box says about one lane of the index.
  struct Constraint: Sendable {
    let lane: Lane
    var allowed: Accepted
  }

  /// A column looked at in one way.
  struct Lane: Sendable, Hashable {
    enum Aspect: Sendable, Hashable {
      /// Its value.
      case value
      /// The members of a list.
      case members
      /// The words and phrases found in a text.
      case needles
    }

    let column: Int
    let aspect: Aspect
  }

  enum Accepted: Sendable {
    /// Of a value: it must be in the set.
    case value(Allowed)
    /// Of members and needles: one of these must be there. Ascending numbers of symbols or needles.
    case anyOf([UInt32])
  }

  /// At most one for each lane.
  var constraints: [Constraint] = []
  /// Whether the condition holds wherever the box does.
  var isExact = true

  static let everything = Box()
  static let maybe = Box(isExact: false)

  func constraint(_ lane: Lane) -> Accepted? {
    constraints.first { $0.lane == lane }?.allowed
  }

  /// Both boxes at once; nil if nothing can be in both.
  func intersection(_ other: Box) -> Box? {
    var result = self
    return result.formIntersection(other) ? result : nil
  }

  /// Leaves what is in another box too.
  /// - Returns: false if nothing can be.
  mutating func formIntersection(_ other: Box) -> Bool {
    if !other.isExact { isExact = false }
    for constraint in other.constraints {
      guard let index = constraints.firstIndex(where: { $0.lane == constraint.lane }) else {
        constraints.append(constraint)
        continue
      }
      switch (constraints[index].allowed, constraint.allowed) {
      case (.value(let left), .value(let right)):
        let both = left.intersection(right)
        if both == .nothing { return false }
        constraints[index].allowed = .value(both)
      default:
        // One list can have a member of each set, which no single set of members says.
        isExact = false
      }
    }
    return true
  }

  /// The smallest box round both.
  func hull(_ other: Box) -> Box {
    var result = Box(isExact: false)
    for constraint in constraints {
      guard let also = other.constraint(constraint.lane) else { continue }
      result.constraints.append(
        Constraint(lane: constraint.lane, allowed: constraint.allowed.union(also)))
    }
    return result
  }
}

extension Box.Accepted {
  func union(_ other: Box.Accepted) -> Box.Accepted {
    switch (self, other) {
    case (.value(let left), .value(let right)): .value(left.union(right))
    case (.anyOf(let left), .anyOf(let right)): .anyOf(Array(Set(left + right)).sorted())
    // A lane has one kind of constraint only.
    default: self
    }
  }
}
