import BatonLua
import BatonModel
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
    fileprivate var state: LuaState
    /// What this state's functions read, made at the first decision.
    private(set) var objects: FunctionObjects?
    private let fields: [String]

    fileprivate init(_ program: LuaProgram) throws(LuaFailure) {
      state = try LuaState(program)
      fields = program.fields
    }

    /// Lets the facts go that functions read last.
    func letGo() { objects?.letGo() }

    fileprivate func begin(_ facts: Facts, offset: Int) -> FunctionObjects {
      let objects = objects ?? FunctionObjects(facts, fields: fields)
      if self.objects == nil { self.objects = objects }
      objects.begin(facts, offset: offset)
      return objects
    }
  }

  let program: LuaProgram
  private let free = Mutex<[Worker]>([])

  init(_ program: LuaProgram) {
    self.program = program
  }

  func take() throws(LuaFailure) -> Worker {
    if let worker = free.withLock({ $0.popLast() }) { return worker }
    return try Worker(program)
  }

  func put(_ worker: Worker) {
    guard worker.state.isUsable else { return }
    free.withLock { $0.append(worker) }
  }
}

extension FunctionPool.Worker {
  /// Whether a condition's function holds.
  /// - Parameter offset: in which it sees instants, in seconds.
  func test(
    _ condition: FunctionCondition, facts: Facts, offset: Int
  ) throws(LuaFailure) -> Bool {
    let objects = begin(facts, offset: offset)
    var arguments = Self.arguments
    if let column = condition.column {
      arguments.insert(objects.argument(facts.columnValue(column)), at: 0)
    }
    return try state.test(
      condition.function.ordinal, arguments: arguments, limits: .evaluating,
      host: FunctionHost(objects: objects))
  }

  /// What a function of a request gives.
  func call(
    _ function: FunctionReference, facts: Facts, offset: Int
  ) throws(LuaFailure) -> LuaValue {
    let objects = begin(facts, offset: offset)
    return try call(function.ordinal, Self.arguments, FunctionHost(objects: objects))
  }

  func call(
    _ ordinal: Int, _ arguments: [LuaArgument], _ host: FunctionHost
  ) throws(LuaFailure) -> LuaValue {
    try state.call(ordinal, arguments: arguments, limits: .evaluating, host: host)
  }

  var isUsable: Bool { state.isUsable }

  /// What functions of a request are given.
  private static let arguments: [LuaArgument] = [
    .object(FunctionObjects.Handle.request), .object(FunctionObjects.Handle.its),
  ]
}
