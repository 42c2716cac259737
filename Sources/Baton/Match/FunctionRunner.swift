import BatonModel

/// Runs the functions that rules keep. Matching knows no Lua: it asks for a function's answer when
/// nothing else can decide, and gets an answer or a fault.
///
/// A generic parameter of all that matches, never an existential: the compiler sees through it.
protocol FunctionRunner {
  /// In which functions see instants, in seconds; nil where nobody knows.
  var offset: Int? { get }

  /// The truth of a function that stands in a condition.
  mutating func test(
    _ condition: FunctionCondition, facts: borrowing Facts
  ) -> Result<Bool, FunctionFault>

  /// What a function gives that stands where a value is computed; nil for "nothing".
  mutating func value(
    _ function: FunctionReference, facts: borrowing Facts
  ) -> Result<Value?, FunctionFault>

  /// Whether it may read what a request says besides its fields.
  var readsRequests: Bool { get }

  /// A request is about to be decided that writes its instants with this offset, in seconds.
  mutating func begin(offset: Int)

  /// The facts are about to change: lets go of them, so that they are changed in place.
  mutating func letGo()

  /// Gives back what was borrowed to run functions: nothing more is decided.
  func finish()
}

extension FunctionRunner {
  mutating func begin(offset: Int) {}

  var offset: Int? { nil }

  var readsRequests: Bool { true }

  mutating func letGo() {}

  func finish() {}
}

/// Why a function gave no answer.
struct FunctionFault: Error, Sendable, Hashable {
  let function: FunctionReference
  /// What was raised, or which budget was used up.
  let message: String
  /// Where it was raised, which may be a helper that the function called.
  let place: Place?
}

/// The functions that ran while one condition or one stage was evaluated, and what went wrong.
///
/// Passed `inout` through matching; `rank` is set by whoever visits rules in order, so that a fault
/// knows its rule.
struct Evaluation<Functions: FunctionRunner> {
  var functions: Functions
  /// Room for what a search works with.
  var scratch = MatchScratch()
  /// The rule that is being looked at, by its rank in its stage.
  var rank = 0
  /// What went wrong since the stage began, in the order in which it happened.
  var faults: [(rank: Int, fault: FunctionFault)] = []
  /// The answers of functions that ran, kept only for an explanation.
  var answers: [FunctionCondition: Truth]?

  init(functions: Functions, keepsAnswers: Bool = false) {
    self.functions = functions
    answers = keepsAnswers ? [:] : nil
  }

  /// The truth of a function: worked out here where it is understood, else asked of Lua, which also
  /// has the words when it raises.
  mutating func test(_ condition: FunctionCondition, _ facts: borrowing Facts) -> Truth {
    let truth: Truth
    if let holds = condition.lifted?.formula.holds(
      in: facts, offset: functions.offset, &scratch.formulas)
    {
      truth = Truth(holds)
      if answers != nil { answers?[condition] = truth }
      return truth
    }
    switch functions.test(condition, facts: facts) {
    case .success(let holds):
      truth = Truth(holds)
    case .failure(let fault):
      faults.append((rank, fault))
      truth = .error
    }
    if answers != nil { answers?[condition] = truth }
    return truth
  }

  /// Makes ready for the next request.
  mutating func begin(keepsAnswers: Bool) {
    if answers != nil || keepsAnswers { answers = keepsAnswers ? [:] : nil }
    scratch.begin()
    scratch.shrink()
  }

  /// What a function gives that stands where a value is computed; nil for "nothing".
  mutating func value(
    _ function: FunctionReference, _ facts: borrowing Facts
  ) -> Result<Value?, FunctionFault> {
    if let given = function.lifted?.formula.value(in: facts, offset: functions.offset) {
      switch given {
      case .none: return .success(nil)
      case .yesNo(let yes): return .success(.yesNo(yes))
      case .integer(let number): return .success(.integer(number))
      case .number(let number): return .success(Value(number))
      case .text(let text): return .success(.text(text))
      case .instant, .list, .members, .record, .opaque: break
      }
    }
    return functions.value(function, facts: facts)
  }

  /// Makes room for the next stage, whose facts are others.
  @inline(__always)
  mutating func beginStage() {
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
    if answers?.isEmpty == false { answers = [:] }
  }
}
