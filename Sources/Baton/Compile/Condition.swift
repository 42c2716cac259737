import BatonModel

/// A condition in normal form: what `when` means, with every name resolved.
///
/// Truth has three values because a function may raise an error: see ``Truth``. Within `all` and
/// `any`, declared parts stand before parts that contain functions, in written order otherwise.
indirect enum Condition: Sendable {
  case always
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case test(FieldTest)
  case function(FunctionCondition)

  /// What stands for a condition that could not be understood and was reported: it holds for
  /// nothing, so that it is not mistaken for a fallback.
  static let broken = Condition.any([])

  var isAlways: Bool { if case .always = self { true } else { false } }

  /// Whether deciding this condition may need a Lua state.
  var callsFunctions: Bool {
    switch self {
    case .always, .test: false
    case .function: true
    case .not(let inner): inner.callsFunctions
    case .all(let parts), .any(let parts): parts.contains(where: \.callsFunctions)
    }
  }
}

/// A test of one column against what a rule wants. A missing value passes no test but `absent`;
/// negative matchers are `.not(.test(…))`, so they hold for a missing value.
struct FieldTest: Sendable {
  /// Index into the compiled rule base's columns.
  let column: Int
  let predicate: Predicate
}

/// A Lua function in a condition.
struct FunctionCondition: Sendable, Hashable {
  let function: FunctionReference
  /// Nil: the function is asked about the request. Else it stands for one field's value and gets
  /// that value first.
  let column: Int?

  /// What the function means, if it is understood.
  var lifted: LiftedFunction? { function.lifted }
}

/// A function that a rule keeps: its ordinal in the Lua program, and where it stands.
///
/// A class, so that handing one on counts one reference and not one for each of its texts.
final class FunctionReference: Sendable {
  let ordinal: Int
  let place: Place
  /// What it means, if it is understood: then Lua need not be asked.
  let lifted: LiftedFunction?

  init(ordinal: Int, place: Place, lifted: LiftedFunction? = nil) {
    self.ordinal = ordinal
    self.place = place
    self.lifted = lifted
  }

  /// As verdicts name it.
  var name: String { "function at \(place)" }
}

extension FunctionReference: Hashable {
  static func == (left: FunctionReference, right: FunctionReference) -> Bool {
    left.ordinal == right.ordinal && left.place == right.place
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ordinal)
    hasher.combine(place)
  }
}
