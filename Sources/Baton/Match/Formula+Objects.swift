import BatonModel
import BatonTime

/// What is nested: records, lists, members, tables of constants.
extension Formula {
  /// The record that a field refers to, as functions see it in `its`.
  func record(ofSlot slot: Int, _ facts: borrowing Facts, _ run: inout FormulaRun) -> FormulaCell {
    guard let kind = facts.schema.kind(ofSlot: slot) else { return .none }
    let name = facts.text(slot)
    let overlay = facts.overlay(slot)
    if name == nil, overlay == nil { return .none }
    return run.add(.record(kind, name: name, overlay: overlay))
  }

  /// What an object has at a key, as functions see it.
  func member(
    of object: FormulaCell, _ key: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    guard case .object(let number) = object else { throw NeedsLua() }
    if case .list(let values) = run.objects[Int(number)] {
      guard let index = key.asNumber?.asInteger, index >= 1, index <= values.count else {
        return .none
      }
      return try cell(values[index - 1], &run)
    }
    guard case .text(let text) = key else {
      if case .instant = key { throw NeedsLua() }
      return .none
    }
    return try cell(
      try member(of: run.objects[Int(number)], try string(text, facts, run), facts.schema), &run)
  }

  private func member(
    of object: FormulaRun.Object, _ name: String, _ schema: FactSchema
  ) throws(NeedsLua) -> Value? {
    switch object {
    case .list: return nil
    case .members(let members): return members[name]
    case .record(let kind, let id, let overlay):
      if name == "id" { return id.map(Value.text) }
      if let said = overlay?[name] { return said }
      if schema.fields[kind, name] == nil, overlay?.contains(name) != true { throw NeedsLua() }
      return id.flatMap { schema.catalogue.record(kind, $0)?[name] }
    }
  }

  func lookup(
    _ table: FormulaTable, _ key: FormulaCell, _ facts: borrowing Facts, _ run: inout FormulaRun
  ) throws(NeedsLua) -> FormulaCell {
    var key = try given(key, facts, run)
    if case .instant(let instant) = key { key = .text(try written(instant, run)) }
    guard let found = FormulaTable.Key(key).map({ table[$0] }) else { return .none }
    switch found {
    case .none: return .none
    case .yesNo(let yes): return .yesNo(yes)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .text(let text): return .text(try run.make(text))
    case .instant, .list, .members, .record, .opaque: return .opaque
    }
  }

  /// A value of an object; its text is copied.
  private func cell(_ value: Value?, _ run: inout FormulaRun) throws(NeedsLua) -> FormulaCell {
    switch value {
    case nil: .none
    case .text(let text)?: .text(try run.make(text))
    case .integer(let number)?: .integer(number)
    case .number(let number)?: .number(number)
    case .yesNo(let yes)?: .yesNo(yes)
    case .instant(let instant)?: .instant(instant)
    case .list(let members)?: run.add(.list(members))
    case .object(let members)?: run.add(.members(members))
    }
  }

  /// A value for those outside the run.
  func given(
    _ cell: FormulaCell, _ facts: borrowing Facts, _ run: FormulaRun
  ) throws(NeedsLua) -> FormulaValue {
    switch cell {
    case .none: return .none
    case .yesNo(let yes): return .yesNo(yes)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .text(let text): return .text(try string(text, facts, run))
    case .instant(let instant): return .instant(instant)
    case .opaque: return .opaque
    case .object(let number):
      switch run.objects[Int(number)] {
      case .list(let values): return .list(values)
      case .members(let members): return .members(members)
      case .record(let kind, let name, let overlay):
        return .record(kind, name: name, overlay: overlay)
      }
    }
  }
}
