import BatonLua
import BatonModel

/// Runs the functions of sources, which read a record of another tool instead of a request.
struct RecordFunctions {
  private let pool: FunctionPool
  private let objects: FunctionObjects
  private var worker: FunctionPool.Worker?

  init(_ pool: FunctionPool, _ schema: FactSchema) {
    self.pool = pool
    objects = FunctionObjects(
      schema, fields: pool.program.fields, calendars: pool.calendars)
  }

  /// What a function makes of a record; nil for no value.
  mutating func value(
    _ function: FunctionReference, of record: Members
  ) -> Result<Value?, FunctionFault> {
    do throws(LuaFailure) {
      let worker = if let mine = self.worker { mine } else { try pool.take() }
      self.worker = worker
      objects.begin()
      let value = try worker.call(
        function.ordinal, [objects.argument(.object(record))], FunctionHost(objects: objects))
      return value.asValue.mapError {
        FunctionFault(
          function: function, message: FunctionWording.noValue($0.what), place: function.place)
      }
    } catch {
      if let worker, !worker.isUsable { self.worker = nil }
      return .failure(FunctionFault(function, error))
    }
  }
}
