/// A formula of linear temporal logic over finite traces, in negation normal form: what the letters of
/// a trace must be, one after the other.
///
/// The logic and its semantics: De Giacomo, Vardi, "Linear Temporal Logic and Linear Dynamic Logic on
/// Finite Traces", 2013. DECLARE's templates are defined in it, so ``Template`` says them as the
/// literature does, and a ``Monitor`` is worked out.
indirect enum Formula: Hashable, Sendable {
  case yes, no
  /// The letter at this position has, or has not, this activity.
  case holds(Letter)
  case fails(Letter)
  case and(Formula, Formula)
  case or(Formula, Formula)
  /// There is a next position, and the formula holds there.
  case next(Formula)
  /// There is no next position, or the formula holds there.
  case weakNext(Formula)
  /// The second comes to hold, and the first holds until then.
  case until(Formula, Formula)
  /// The second holds until both hold, or to the end.
  case release(Formula, Formula)
}

extension Formula {
  static let a = Formula.holds(.first)
  static let b = Formula.holds(.second)

  /// The formula holds here or later.
  static func eventually(_ formula: Formula) -> Formula { .until(.yes, formula) }

  /// The formula holds here and always after.
  static func always(_ formula: Formula) -> Formula { .release(.no, formula) }

  /// The first holds until the second does, which need not come.
  static func weakUntil(_ first: Formula, _ second: Formula) -> Formula {
    .release(second, .or(second, first))
  }

  static func implies(_ condition: Formula, _ formula: Formula) -> Formula {
    .or(!condition, formula)
  }

  static prefix func ! (formula: Formula) -> Formula {
    switch formula {
    case .yes: .no
    case .no: .yes
    case .holds(let letter): .fails(letter)
    case .fails(let letter): .holds(letter)
    case .and(let left, let right): .or(!left, !right)
    case .or(let left, let right): .and(!left, !right)
    case .next(let inner): .weakNext(!inner)
    case .weakNext(let inner): .next(!inner)
    case .until(let left, let right): .release(!left, !right)
    case .release(let left, let right): .until(!left, !right)
    }
  }

  static func && (left: Formula, right: Formula) -> Formula { .and(left, right) }
  static func || (left: Formula, right: Formula) -> Formula { .or(left, right) }
}
