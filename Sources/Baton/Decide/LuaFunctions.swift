import BatonLua
import BatonModel

/// Runs a rule base's Lua functions for one worker, decision after decision. A state is borrowed
/// when the first function is called, if any is, and kept until the worker ends.
struct LuaFunctions: FunctionRunner {
  /// Nil when the rules keep no functions, so that none is ever called.
  private let pool: FunctionPool?
  /// In which functions see instants, in seconds.
  private(set) var offset: Int?
  private var worker: FunctionPool.Worker?

  init(_ pool: FunctionPool?) {
    self.pool = pool
  }

  var readsRequests: Bool { pool != nil }

  mutating func begin(offset: Int) { self.offset = offset }

  mutating func test(
    _ condition: FunctionCondition, facts: borrowing Facts
  ) -> Result<Bool, FunctionFault> {
    if worker == nil, let fault = begin(for: condition.function) { return .failure(fault) }
    do throws(LuaFailure) {
      let holds = try worker?.test(condition, facts: facts, offset: offset ?? 0)
      return .success(holds ?? false)
    } catch { return .failure(fault(condition.function, error)) }
  }

  mutating func value(
    _ function: FunctionReference, facts: borrowing Facts
  ) -> Result<Value?, FunctionFault> {
    if worker == nil, let fault = begin(for: function) { return .failure(fault) }
    do throws(LuaFailure) {
      let value = try worker?.call(function, facts: facts, offset: offset ?? 0)
      return (value ?? .none).asValue.mapError {
        FunctionFault(
          function: function, message: FunctionWording.noValue($0.what), place: function.place)
      }
    } catch { return .failure(fault(function, error)) }
  }

  mutating func letGo() { worker?.letGo() }

  func finish() {
    guard let worker else { return }
    pool?.put(worker)
  }

  /// Borrows a state for the first function.
  /// - Returns: why there is none.
  private mutating func begin(for function: FunctionReference) -> FunctionFault? {
    guard let pool else {
      return FunctionFault(function: function, message: FunctionWording.noProgram, place: nil)
    }
    do throws(LuaFailure) {
      worker = try pool.take()
      return nil
    } catch { return FunctionFault(function, error) }
  }

  /// What a failure says; a state that it spoilt is dropped.
  private mutating func fault(
    _ function: FunctionReference, _ failure: LuaFailure
  ) -> FunctionFault {
    if let worker, !worker.isUsable { self.worker = nil }
    return FunctionFault(function, failure)
  }
}

extension FunctionFault {
  init(_ function: FunctionReference, _ failure: LuaFailure) {
    let message: String
    if case .stopped(let meter) = failure.kind {
      message = FunctionWording.stopped(meter)
    } else {
      message = failure.message
    }
    var place: Place?
    if let chunk = failure.chunk, let line = failure.line {
      place = Place(file: chunk, line: line)
    }
    self.init(function: function, message: message, place: place)
  }
}

/// What a function returned that is no value of a field.
struct NotAValue: Error {
  let what: String
}

extension LuaValue {
  /// What a function returned as a field's value; nil for nil.
  var asValue: Result<Value?, NotAValue> {
    switch self {
    case .none: return .success(nil)
    case .yesNo(let yes): return .success(.yesNo(yes))
    case .integer(let number): return .success(.integer(Int(number)))
    case .number(let number): return .success(Value(number))
    case .text(let text): return .success(.text(text))
    case .table(let table):
      guard table.listCount == table.entries.count else {
        return .failure(NotAValue(what: "a table with names"))
      }
      var members: [Value] = []
      for item in table.list {
        switch item.asValue {
        case .success(let value): if let value { members.append(value) }
        case .failure(let fault): return .failure(fault)
        }
      }
      return .success(.list(members))
    case .bytes: return .failure(NotAValue(what: "a text that is not UTF-8"))
    case .function: return .failure(NotAValue(what: "a function"))
    case .record: return .failure(NotAValue(what: "a word of the language"))
    case .host: return .failure(NotAValue(what: "a record; return its name, `.id`"))
    case .cycle, .tooDeep: return .failure(NotAValue(what: "a table nested too deeply"))
    case .opaque(let type): return .failure(NotAValue(what: "a \(type)"))
    }
  }
}
