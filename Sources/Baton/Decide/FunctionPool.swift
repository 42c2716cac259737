import BatonLua
import BatonModel
import BatonTime
import Synchronization

/// Lua states for the threads that decide: each worker borrows one that nobody else has.
///
/// A state is made from the program when none is free, and kept for the next borrower; so there are
/// as many as workers ever were at once. One that a meter stopped is dropped.
final class FunctionPool: Sendable {
  /// A state in nobody else's hands.
  // A state moves between threads but is used by one at a time: whoever takes it out of the pool
  // owns it until it is put back.
  final class Worker: @unchecked Sendable {
    // For the same reason no access is checked at run time: that would cost as much as the rest of
    // a call on this side of the border.
    @exclusivity(unchecked)
    fileprivate var state: LuaState
    /// What this state's functions read, made at the first decision.
    @exclusivity(unchecked)
    private var objects: FunctionObjects?
    private let fields: [String]
    private let calendars: [String: BusinessCalendar]
    /// Whether the state's arguments are those of a request's function.
    fileprivate var hasGivenRequest = false

    fileprivate init(
      _ program: LuaProgram, _ calendars: [String: BusinessCalendar]
    ) throws(LuaFailure) {
      state = try LuaState(program)
      self.calendars = calendars
      fields = program.fields
    }

    /// Lets the facts go that functions read last.
    func letGo() {
      objects?.letGo()
      state.forgetFields()
    }

    fileprivate func begin(_ facts: borrowing Facts, offset: Int) -> FunctionObjects {
      let objects = objects ?? FunctionObjects(facts.schema, fields: fields, calendars: calendars)
      if self.objects == nil { self.objects = objects }
      if objects.begin(facts, offset: offset) { state.forgetFields() }
      return objects
    }
  }

  let program: LuaProgram
  let calendars: [String: BusinessCalendar]
  private let free = Mutex<[Worker]>([])

  /// - Parameter calendars: which the functions may ask, by name.
  init(_ program: LuaProgram, calendars: [String: BusinessCalendar]) {
    self.calendars = calendars
    var program = program
    program.keptObject = FunctionObjects.Handle.request
    self.program = program
  }

  func take() throws(LuaFailure) -> Worker {
    if let worker = free.withLock({ $0.popLast() }) { return worker }
    return try Worker(program, calendars)
  }

  func put(_ worker: Worker) {
    worker.letGo()
    guard worker.state.isUsable else { return }
    free.withLock { $0.append(worker) }
  }
}

extension FunctionPool.Worker {
  /// Whether a condition's function holds.
  /// - Parameter offset: in which it sees instants, in seconds.
  func test(
    _ condition: FunctionCondition, facts: borrowing Facts, offset: Int
  ) throws(LuaFailure) -> Bool {
    let objects = begin(facts, offset: offset)
    let host = FunctionHost(objects: objects)
    let ordinal = condition.function.ordinal
    if let column = condition.column {
      hasGivenRequest = false
      return try state.test(
        ordinal, arguments: [objects.argument(facts.columnValue(column))] + Self.arguments,
        limits: .evaluating, host: host)
    }
    if !hasGivenRequest {
      state.give(Self.arguments)
      hasGivenRequest = true
    }
    return try state.test(ordinal, limits: .evaluating, host: host)
  }

  /// What a function of a request gives.
  func call(
    _ function: FunctionReference, facts: borrowing Facts, offset: Int
  ) throws(LuaFailure) -> LuaValue {
    let objects = begin(facts, offset: offset)
    return try call(function.ordinal, Self.arguments, FunctionHost(objects: objects))
  }

  func call(
    _ ordinal: Int, _ arguments: [LuaArgument], _ host: FunctionHost
  ) throws(LuaFailure) -> LuaValue {
    hasGivenRequest = false
    return try state.call(ordinal, arguments: arguments, limits: .evaluating, host: host)
  }

  var isUsable: Bool { state.isUsable }

  /// What functions of a request are given.
  private static let arguments: [LuaArgument] = [
    .object(FunctionObjects.Handle.request), .object(FunctionObjects.Handle.its),
  ]
}
