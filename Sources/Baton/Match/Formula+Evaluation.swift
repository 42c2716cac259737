import BatonModel
import BatonTime

/// Lua has to be asked: it raises here, or it is the simpler judge.
struct NeedsLua: Error {}

extension Formula {
  /// What the function gives for these facts; nil when Lua has to be asked.
  /// - Parameter offset: in which functions see instants, in seconds; nil when it is not known.
  func value(in facts: Facts, offset: Int?) -> FormulaValue? {
    var run = FormulaRun(locals: localCount, offset: offset)
    do throws(NeedsLua) { return try value(root, facts, &run) } catch { return nil }
  }

  /// Whether the function gives something true; nil when Lua has to be asked.
  func holds(in facts: Facts, offset: Int?) -> Bool? {
    var run = FormulaRun(locals: localCount, offset: offset)
    do throws(NeedsLua) { return try holds(root, facts, &run) } catch { return nil }
  }

  // MARK: Truth: what conditions ask for, without making a value of it

  private func holds(
    _ index: Index, _ facts: Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> Bool {
    switch nodes[Int(index)] {
    case .and(let left, let right):
      guard try holds(left, facts, &run) else { return false }
      return try holds(right, facts, &run)
    case .or(let left, let right):
      if try holds(left, facts, &run) { return true }
      return try holds(right, facts, &run)
    case .not(let operand):
      return try !holds(operand, facts, &run)
    case .equal(let left, let right):
      let left = try value(left, facts, &run)
      return try run.equal(left, try value(right, facts, &run))
    case .less(let left, let right):
      let left = try value(left, facts, &run)
      return try run.less(left, try value(right, facts, &run))
    case .lessEqual(let left, let right):
      let left = try value(left, facts, &run)
      return try run.lessEqual(left, try value(right, facts, &run))
    case .choose(let condition, let then, let otherwise):
      return try holds(try holds(condition, facts, &run) ? then : otherwise, facts, &run)
    case .store(let local, let stored, let then):
      run.locals[Int(local)] = try value(stored, facts, &run)
      return try holds(then, facts, &run)
    case .force(let forced, let then):
      _ = try value(forced, facts, &run)
      return try holds(then, facts, &run)
    default:
      return try value(index, facts, &run).isTrue
    }
  }

  // MARK: Values

  private func value(
    _ index: Index, _ facts: Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaValue {
    switch nodes[Int(index)] {
    case .constant(let constant): return constants[Int(constant)]
    case .field(let slot): return FormulaValue(facts.value(Int(slot)))
    case .column(let column): return FormulaValue(facts.columnValue(Int(column)))
    case .local(let local): return run.locals[Int(local)]
    case .attributes: return .members(facts.attributes)
    case .record(let slot): return facts.record(ofSlot: Int(slot))
    case .attribute(let slot, let column, let name):
      return try attribute(Int(slot), Int(column), names[Int(name)], facts)
    case .declared(let kind, let name):
      switch try value(name, facts, &run) {
      case .text(let name):
        guard facts.schema.catalogue.record(kind, name) != nil else { return .none }
        return .record(kind, name: name, overlay: nil)
      case .instant: throw NeedsLua()
      default: return .none
      }
    case .member(let object, let key):
      let object = try value(object, facts, &run)
      return try facts.schema.member(of: object, try value(key, facts, &run))
    case .lookup(let table, let key):
      return try run.lookup(tables[Int(table)], try value(key, facts, &run))
    case .store(let local, let stored, let then):
      run.locals[Int(local)] = try value(stored, facts, &run)
      return try value(then, facts, &run)
    case .force(let forced, let then):
      _ = try value(forced, facts, &run)
      return try value(then, facts, &run)
    case .choose(let condition, let then, let otherwise):
      return try value(try holds(condition, facts, &run) ? then : otherwise, facts, &run)
    case .and(let left, let right):
      let left = try value(left, facts, &run)
      return left.isTrue ? try value(right, facts, &run) : left
    case .or(let left, let right):
      let left = try value(left, facts, &run)
      return left.isTrue ? left : try value(right, facts, &run)
    case .not, .equal, .less, .lessEqual:
      return .yesNo(try holds(index, facts, &run))
    case .arithmetic(let operation, let left, let right):
      let left = try value(left, facts, &run)
      guard let result = operation.apply(left, try value(right, facts, &run)) else {
        throw NeedsLua()
      }
      return result
    case .negate(let operand):
      guard let result = LuaArithmetic.negate(try value(operand, facts, &run)) else {
        throw NeedsLua()
      }
      return result
    case .complement(let operand):
      guard let integer = LuaArithmetic.integer(try value(operand, facts, &run)) else {
        throw NeedsLua()
      }
      return .integer(~integer)
    case .concatenate(let left, let right):
      let left = try value(left, facts, &run)
      return try run.concatenate(left, try value(right, facts, &run))
    case .length(let operand): return try run.length(try value(operand, facts, &run))
    case .text(let operand):
      let value = try value(operand, facts, &run)
      switch value {
      case .text, .instant: return value
      default: throw NeedsLua()
      }
    case .call(let function, let first, let count):
      var arguments: [FormulaValue] = []
      arguments.reserveCapacity(Int(count))
      for operand in operands[Int(first)..<Int(first + count)] {
        arguments.append(try value(operand, facts, &run))
      }
      return try run.call(function, arguments)
    case .raise: throw NeedsLua()
    }
  }

  /// An attribute of the record that a field refers to.
  ///
  /// The column has what the request says laid over the catalogue; but a reference that the request
  /// writes as an object is its name there, and an object to functions.
  private func attribute(
    _ slot: Int, _ column: Int, _ name: String, _ facts: Facts
  ) throws(NeedsLua) -> FormulaValue {
    if facts.overlay(slot) == nil {
      guard facts.has(slot) else { throw NeedsLua() }
      return FormulaValue(facts.columnValue(column))
    }
    return try facts.schema.member(of: facts.record(ofSlot: slot), .text(name))
  }
}

extension Facts {
  /// The record that a field refers to, as functions see it in `its`.
  fileprivate func record(ofSlot slot: Int) -> FormulaValue {
    guard let kind = schema.kind(ofSlot: slot) else { return .none }
    let name = text(slot)
    let overlay = overlay(slot)
    if name == nil, overlay == nil { return .none }
    return .record(kind, name: name, overlay: overlay)
  }
}

extension FactSchema {
  /// What an object has at a key, as functions see it.
  fileprivate func member(
    of object: FormulaValue, _ key: FormulaValue
  ) throws(NeedsLua) -> FormulaValue {
    switch object {
    case .list(let values):
      guard let index = LuaArithmetic.integer(key), index >= 1, index <= values.count else {
        return .none
      }
      return FormulaValue(values[index - 1])
    case .members(let members):
      guard case .text(let name) = key else {
        if case .instant = key { throw NeedsLua() }
        return .none
      }
      return FormulaValue(members[name])
    case .record(let kind, let id, let overlay):
      guard case .text(let name) = key else {
        if case .instant = key { throw NeedsLua() }
        return .none
      }
      if name == "id" { return FormulaValue(id.map(Value.text)) }
      if let said = overlay?[name] { return FormulaValue(said) }
      if fields[kind, name] == nil, overlay?.contains(name) != true { throw NeedsLua() }
      return FormulaValue(id.flatMap { catalogue.record(kind, $0)?[name] })
    case .none, .yesNo, .integer, .number, .text, .instant, .opaque: throw NeedsLua()
    }
  }
}
