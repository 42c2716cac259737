import BatonModel
import BatonTime

extension Formula {
  /// What the function gives for these facts; nil when Lua has to be asked.
  /// - Parameter offset: in which functions see instants, in seconds; nil when it is not known.
  func value(in facts: borrowing Facts, offset: Int?) -> FormulaValue? {
    var run = FormulaRun()
    run.begin(locals: localCount, offset: offset)
    do throws(NeedsLua) {
      return try given(try value(root, facts, &run), facts, run)
    } catch { return nil }
  }

  /// Whether the function gives something true; nil when Lua has to be asked.
  func holds(in facts: borrowing Facts, offset: Int?) -> Bool? {
    var run = FormulaRun()
    return holds(in: facts, offset: offset, &run)
  }

  /// The same in a run that is used again.
  func holds(in facts: borrowing Facts, offset: Int?, _ run: inout FormulaRun) -> Bool? {
    run.begin(locals: localCount, offset: offset)
    do throws(NeedsLua) { return try holds(root, facts, &run) } catch { return nil }
  }

  // MARK: Truth: what conditions ask for, without making a value of it

  private func holds(
    _ index: Index, _ facts: borrowing Facts, _ run: inout FormulaRun
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
      let left = try operand(left, facts, &run)
      let right = try operand(right, facts, &run)
      return try equal(left, right, facts, &run)
    case .less(let left, let right):
      let left = try operand(left, facts, &run)
      let right = try operand(right, facts, &run)
      if let left = left.asNumber, let right = right.asNumber { return left < right }
      return try precedes(left, right, facts, &run)
    case .lessEqual(let left, let right):
      let left = try operand(left, facts, &run)
      let right = try operand(right, facts, &run)
      if let left = left.asNumber, let right = right.asNumber { return left <= right }
      return try !precedes(right, left, facts, &run)
    case .choose(let condition, let then, let otherwise):
      return try holds(try holds(condition, facts, &run) ? then : otherwise, facts, &run)
    case .store(let local, let stored, let then):
      run[local] = try value(stored, facts, &run)
      return try holds(then, facts, &run)
    case .force(let forced, let then):
      _ = try value(forced, facts, &run)
      return try holds(then, facts, &run)
    default:
      return try operand(index, facts, &run).isTrue
    }
  }

  // MARK: Values

  /// The value of a node that is a part of another. What most parts are, a constant or a field, is
  /// read here, without a call.
  @inline(__always)
  private func operand(
    _ index: Index, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch nodes[Int(index)] {
    case .constant(let constant): return cells[Int(constant)]
    case .field(let slot): return cell(facts.cells[Int(slot)], facts, &run)
    default: return try value(index, facts, &run)
    }
  }

  func value(
    _ index: Index, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch nodes[Int(index)] {
    case .constant(let constant): return cells[Int(constant)]
    case .field(let slot): return cell(facts.cells[Int(slot)], facts, &run)
    case .column(let column): return cell(facts.cell(Int(column)), facts, &run)
    case .local(let local): return run[local]
    case .arithmetic(let operation, let left, let right):
      let left = try operand(left, facts, &run)
      let right = try operand(right, facts, &run)
      guard let left = left.asNumber, let right = right.asNumber,
        let result = operation.apply(left, right)
      else { throw NeedsLua() }
      return FormulaCell(result)
    case .and(let left, let right):
      let left = try value(left, facts, &run)
      return left.isTrue ? try value(right, facts, &run) : left
    case .or(let left, let right):
      let left = try value(left, facts, &run)
      return left.isTrue ? left : try value(right, facts, &run)
    case .not, .equal, .less, .lessEqual:
      return .yesNo(try holds(index, facts, &run))
    case .store(let local, let stored, let then):
      run[local] = try value(stored, facts, &run)
      return try value(then, facts, &run)
    case .force(let forced, let then):
      _ = try value(forced, facts, &run)
      return try value(then, facts, &run)
    case .choose(let condition, let then, let otherwise):
      return try value(try holds(condition, facts, &run) ? then : otherwise, facts, &run)
    default: return try rareValue(index, facts, &run)
    }
  }

  /// The values of the other nodes. Apart, because what they need would be made room for whenever a
  /// value is worked out.
  @inline(never)
  private func rareValue(
    _ index: Index, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    switch nodes[Int(index)] {
    case .attributes: return run.add(.members(facts.attributes))
    case .record(let slot): return record(ofSlot: Int(slot), facts, &run)
    case .attribute(let slot, let column, let name):
      return try attribute(Int(slot), Int(column), names[Int(name)], facts, &run)
    case .declared(let kind, let name):
      switch try value(name, facts, &run) {
      case .text(let text):
        let name = try string(text, facts, run)
        guard facts.schema.catalogue.record(kind, name) != nil else { return .none }
        return run.add(.record(kind, name: name, overlay: nil))
      case .instant: throw NeedsLua()
      default: return .none
      }
    case .member(let object, let key):
      let object = try value(object, facts, &run)
      let key = try value(key, facts, &run)
      return try member(of: object, key, facts, &run)
    case .lookup(let table, let key):
      let key = try value(key, facts, &run)
      return try lookup(tables[Int(table)], key, facts, &run)
    case .negate(let operand):
      guard let number = try value(operand, facts, &run).asNumber else { throw NeedsLua() }
      return FormulaCell(number.negated)
    case .complement(let operand):
      return .integer(~(try integer(try value(operand, facts, &run))))
    case .concatenate(let left, let right):
      let left = try value(left, facts, &run)
      let right = try value(right, facts, &run)
      return try concatenate(left, right, facts, &run)
    case .length(let operand):
      let operand = try value(operand, facts, &run)
      return try length(operand, facts, &run)
    case .text(let operand):
      let value = try value(operand, facts, &run)
      switch value {
      case .text, .instant: return value
      default: throw NeedsLua()
      }
    case .call(let function, let first, let count):
      var arguments: [FormulaCell] = []
      arguments.reserveCapacity(Int(count))
      for operand in operands[Int(first)..<Int(first + count)] {
        arguments.append(try value(operand, facts, &run))
      }
      return try call(function, arguments, facts, &run)
    default: throw NeedsLua()
    }
  }

  /// A field's value as functions see it.
  @inline(__always)
  private func cell(_ cell: Cell, _ facts: borrowing Facts, _ run: inout FormulaRun) -> FormulaCell
  {
    switch cell.kind {
    case .missing: .none
    case .text: .text(FormulaText(cell))
    case .integer: .integer(cell.integer)
    case .number: .number(cell.number)
    case .yesNo: .yesNo(cell.yesNo)
    case .instant: .instant(Instant(milliseconds: Int64(cell.integer)))
    case .list, .object: nested(cell, facts, &run)
    }
  }

  @inline(never)
  private func nested(_ cell: Cell, _ facts: borrowing Facts, _ run: inout FormulaRun)
    -> FormulaCell
  {
    switch facts.value(of: cell) {
    case .list(let values)?: run.add(.list(values))
    case .object(let members)?: run.add(.members(members))
    default: .none
    }
  }

  /// An attribute of the record that a field refers to.
  ///
  /// The column has what the request says laid over the catalogue; but a reference that the request
  /// writes as an object is its name there, and an object to functions.
  private func attribute(
    _ slot: Int, _ column: Int, _ name: String, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    if !facts.hasOverlay(slot) {
      guard facts.has(slot) else { throw NeedsLua() }
      return cell(facts.cell(column), facts, &run)
    }
    let name = FormulaCell.text(try run.make(name))
    return try member(of: record(ofSlot: slot, facts, &run), name, facts, &run)
  }
}
