import BatonLua
import BatonModel
import BatonSyntax

// Expressions, and what names stand for.

extension FunctionLifter {
  func expression(_ expression: Expression) throws(Refusal) -> Meaning {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal(.tooLarge, expression.range) }
    switch expression {
    case .nil: return .node(try none())
    case .boolean(let value, _): return .node(try constant(.yesNo(value)))
    case .number(let literal):
      switch literal.value {
      case .integer(let number): return .node(try constant(.integer(Int(number))))
      case .float(let number): return .node(try constant(.number(number)))
      }
    case .text(let literal):
      guard !literal.value.unicodeScalars.contains("\u{FFFD}") else {
        throw refusal(.notAText, literal.range)
      }
      return .node(try constant(.text(literal.value)))
    case .name(let name): return try resolve(name)
    case .index(let node): return try index(node)
    case .call(let node): return try call(node)
    case .unary(let node): return .node(try unary(node))
    case .binary(let node): return .node(try binary(node))
    case .parenthesised(let node):
      let meaning = try self.expression(node.inner)
      callGivesOne = true
      return meaning
    case .table(let node): return .table(try table(node))
    case .function(let node): return .closure(inner(node))
    case .varargs(let range): throw refusal(.variableArguments, range)
    case .missing(let range): throw refusal(.unwritten, range)
    }
  }

  private func value(_ expression: Expression) throws(Refusal) -> Formula.Index {
    try node(try self.expression(expression), expression.range)
  }

  // MARK: Names

  private func resolve(_ name: NameNode) throws(Refusal) -> Meaning {
    switch name.resolution {
    case .local(let declaration):
      if let known = environment[ObjectIdentifier(declaration)] { return known }
      return try compileTimeConstant(declaration, name)
    case .upvalue(let declaration):
      let closure = frames[frames.count - 1].closure
      let root = closure.root.range
      if root.lower <= declaration.range.lower, declaration.range.upper <= root.upper,
        let known = environment[ObjectIdentifier(declaration)]
      {
        return known
      }
      if let captured = closure.captures[name.name] {
        return try meaning(captured, name.name, name.range)
      }
      return try compileTimeConstant(declaration, name)
    case .global:
      switch name.name {
      case "catalogue": return .catalogue
      case "string", "math": return .library(name.name)
      default: return .libraryFunction(name.name)
      }
    }
  }

  private func compileTimeConstant(
    _ declaration: LocalDeclaration, _ name: NameNode
  ) throws(Refusal) -> Meaning {
    guard declaration.attribute == .constant,
      let written = context.initialisers.value(
        of: declaration, in: frames[frames.count - 1].closure.file)
    else { throw refusal(.captures(name.name), name.range) }
    return try expression(written)
  }

  /// What a captured value stands for.
  func meaning(
    _ captured: LuaCaptured, _ name: String, _ range: SourceRange
  ) throws(Refusal) -> Meaning {
    switch captured {
    case .value(let value):
      switch value {
      case .none: return .node(try none())
      case .yesNo(let yes): return .node(try constant(.yesNo(yes)))
      case .integer(let number): return .node(try constant(.integer(Int(number))))
      case .number(let number): return .node(try constant(.number(number)))
      case .text(let text): return .node(try constant(.text(text)))
      case .host: return .catalogue
      case .cycle: throw refusal(.callsItself, range)
      case .bytes, .table, .function, .record, .tooDeep, .opaque: return .captured(name)
      }
    case .table(let table): return .table(table)
    case .closure(let closure):
      guard let (file, function) = context.sources.function(closure.node) else {
        return .captured(name)
      }
      return .closure(
        Closure(function: function, file: file, captures: closure.captures, root: function))
    }
  }

  // MARK: Members

  private func index(_ node: IndexNode) throws(Refusal) -> Meaning {
    let object = try expression(node.object)
    let key: Meaning
    switch node.key {
    case .named(let name, _): key = .node(try constant(.text(name)))
    case .computed(let written): key = try expression(written)
    }
    let known: FormulaValue? =
      if case .node(let index) = key { builder.constant(at: index) } else { nil }
    switch object {
    case .request: return try requestMember(known, node.range)
    case .its: return try itsMember(known, node.range)
    case .catalogue:
      guard let known else { throw refusal(.computedName, node.range) }
      guard case .text(let name) = known else { return .node(try none()) }
      guard let kind = RecordKind.plurals[name] else { return .node(try add(.raise)) }
      return .kind(kind)
    case .kind(let kind):
      return .node(try add(.declared(kind, name: try self.node(key, node.range))))
    case .library(let library):
      guard case .text(let name)? = known else { throw refusal(.computedName, node.range) }
      return try libraryMember(library, name, node.range)
    case .table(let table): return try entry(of: table, key, known, node.range)
    case .node(let object):
      return .node(try member(of: object, try self.node(key, node.range), known))
    case .libraryFunction(let name), .captured(let name):
      throw refusal(.captures(name), node.range)
    case .closure: return .node(try add(.raise))
    }
  }

  private func requestMember(_ key: FormulaValue?, _ range: SourceRange) throws(Refusal) -> Meaning
  {
    guard let key else { throw refusal(.computedName, range) }
    guard case .text(let name) = key else { return .node(try none()) }
    if let slot = context.fields.slot(name) { return .node(try add(.field(slot: Int32(slot)))) }
    return .node(try add(name == "attributes" ? .attributes : .raise))
  }

  private func itsMember(_ key: FormulaValue?, _ range: SourceRange) throws(Refusal) -> Meaning {
    guard let key else { throw refusal(.computedName, range) }
    guard case .text(let name) = key else { return .node(try none()) }
    guard let slot = context.fields.slot(name),
      case .reference = context.fields.requestFields[slot].type
    else { return .node(try add(.raise)) }
    return .node(try add(.record(slot: Int32(slot))))
  }

  /// A member of a value. That of a record that a field refers to has a column, if the attribute is
  /// declared.
  private func member(
    of object: Formula.Index, _ key: Formula.Index, _ known: FormulaValue?
  ) throws(Refusal) -> Formula.Index {
    guard case .text(let name)? = known, case .record(let slot) = builder.nodes[Int(object)],
      name != "id", let column = column(of: name, in: Int(slot))
    else { return try add(.member(of: object, key: key)) }
    return try add(
      .attribute(
        slot: slot, column: Int32(context.columns.index(of: column)), name: builder.name(name)))
  }

  private func column(of attribute: String, in slot: Int) -> Column? {
    let field = context.fields.requestFields[slot]
    guard case .reference(let kind) = field.type,
      let definition = context.fields[kind, attribute],
      let path = FieldPath.request.into(field, context.fields)
    else { return nil }
    return path.column(definition, context.fields)
  }

  private func libraryMember(
    _ library: String, _ name: String, _ range: SourceRange
  ) throws(Refusal) -> Meaning {
    switch "\(library).\(name)" {
    case "math.pi": return .node(try constant(.number(.pi)))
    case "math.huge": return .node(try constant(.number(.infinity)))
    case "math.maxinteger": return .node(try constant(.integer(.max)))
    case "math.mininteger": return .node(try constant(.integer(.min)))
    default: return .libraryFunction("\(library).\(name)")
    }
  }

  // MARK: Tables of constants

  /// An entry of a table that is known: itself when the key is known too, else a look-up.
  private func entry(
    of table: LuaCapturedTable, _ key: Meaning, _ known: FormulaValue?, _ range: SourceRange
  ) throws(Refusal) -> Meaning {
    if let known {
      guard let wanted = FormulaTable.Key(known) else { return .node(try none()) }
      for (key, value) in table.entries where FormulaTable.Key(key)?.isSame(as: wanted) == true {
        return try meaning(value, "a table", range)
      }
      return .node(try none())
    }
    let index = try node(key, range)
    var entries = FormulaTable()
    for (key, value) in table.entries {
      // What a formula's value can never be is never found.
      guard let key = FormulaTable.Key(key) else { continue }
      guard case .node(let node) = try meaning(value, "a table", range),
        let constant = builder.constant(at: node), entries.insert(key, constant)
      else { throw refusal(.captures("a table"), range) }
    }
    return .node(try add(.lookup(table: builder.table(entries), key: index)))
  }

  /// A table that is written in the function, of constants.
  private func table(_ node: TableConstructor) throws(Refusal) -> LuaCapturedTable {
    var entries: [FormulaTable.Key: (key: LuaKey, value: LuaCaptured)] = [:]
    var next: Int64 = 1
    for (position, field) in node.fields.enumerated() {
      let key: LuaKey
      switch field {
      case .named(let name, _, _): key = .text(name)
      case .positional(let value):
        if position == node.fields.count - 1, case .call = value {
          throw refusal(.makesTable, node.range)
        }
        key = .integer(next)
        next += 1
      case .keyed(let written, _, _):
        guard case .node(let index) = try expression(written),
          let constant = builder.constant(at: index), let known = LuaKey(constant)
        else { throw refusal(.makesTable, node.range) }
        key = known
      }
      guard let value = try entryValue(field.value), let identity = FormulaTable.Key(key),
        entries.updateValue((key, value), forKey: identity) == nil
      else { throw refusal(.makesTable, node.range) }
    }
    return LuaCapturedTable(
      entries: entries.values.filter { !$0.value.isNothing }.sorted { $0.key < $1.key })
  }

  private func entryValue(_ written: Expression) throws(Refusal) -> LuaCaptured? {
    switch try expression(written) {
    case .table(let table): return .table(table)
    case .node(let index):
      switch builder.constant(at: index) {
      case .none?: return .value(.none)
      case .yesNo(let yes)?: return .value(.yesNo(yes))
      case .integer(let number)?: return .value(.integer(Int64(number)))
      case .number(let number)?: return .value(.number(number))
      case .text(let text)?: return .value(.text(text))
      default: return nil
      }
    default: return nil
    }
  }

  func constant(_ key: LuaKey, _ range: SourceRange) throws(Refusal) -> Formula.Index? {
    switch key {
    case .integer(let number): try constant(.integer(Int(number)))
    case .text(let text): try constant(.text(text))
    case .yesNo(let yes): try constant(.yesNo(yes))
    case .bytes, .other: nil
    }
  }

  // MARK: Operators

  private func unary(_ node: UnaryNode) throws(Refusal) -> Formula.Index {
    let operand = try value(node.operand)
    return switch node.symbol {
    case .minus: try add(.negate(operand))
    case .not: try add(.not(operand))
    case .length: try add(.length(operand))
    case .bitwiseNot: try add(.complement(operand))
    }
  }

  private func binary(_ node: BinaryNode) throws(Refusal) -> Formula.Index {
    if node.symbol == .and || node.symbol == .or { return try logical(node) }
    let left = try value(node.left)
    let right = try value(node.right)
    switch node.symbol {
    case .equal: return try add(.equal(left, right))
    case .notEqual: return try add(.not(try add(.equal(left, right))))
    case .less: return try add(.less(left, right))
    case .lessEqual: return try add(.lessEqual(left, right))
    case .greater: return try add(.less(right, left))
    case .greaterEqual: return try add(.lessEqual(right, left))
    case .concatenate: return try add(.concatenate(left, right))
    default:
      guard let operation = LuaArithmetic(node.symbol) else {
        throw refusal(.tooLarge, node.range)
      }
      // Lua writes `x - 0` as `x + 0` (lcode.c, finishbinexpneg), which of -0.0 makes 0.0.
      let isMinusZero = operation == .subtract && node.right.constantInteger == 0
      return try add(.arithmetic(isMinusZero ? .add : operation, left, right))
    }
  }

  /// `a or b or c` as a balanced tree: both operators may be grouped as one likes, and a list of a
  /// hundred names is no hundred levels deep.
  private func logical(_ node: BinaryNode) throws(Refusal) -> Formula.Index {
    var operands: [Formula.Index] = []
    var left = Expression.binary(node)
    while case .binary(let inner) = left, inner.symbol == node.symbol {
      operands.append(try value(inner.right))
      left = inner.left
    }
    operands.append(try value(left))
    operands.reverse()
    return try balanced(operands[...], isAnd: node.symbol == .and)
  }

  private func balanced(
    _ operands: ArraySlice<Formula.Index>, isAnd: Bool
  ) throws(Refusal) -> Formula.Index {
    if operands.count == 1 { return operands[operands.startIndex] }
    let middle = operands.startIndex + operands.count / 2
    let left = try balanced(operands[..<middle], isAnd: isAnd)
    let right = try balanced(operands[middle...], isAnd: isAnd)
    return try add(isAnd ? .and(left, right) : .or(left, right))
  }
}

extension FormulaTable.Key {
  /// A value as a key; nil for nil, for not-a-number, and for what no table of constants has.
  init?(_ value: FormulaValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .number(let number):
      guard !number.isNaN else { return nil }
      self = LuaNumber.integer(number).map { .integer($0) } ?? .number(number)
    case .text(let text): self = .text(text)
    case .yesNo(let yes): self = .yesNo(yes)
    case .none, .instant, .list, .members, .record, .opaque: return nil
    }
  }

  init?(_ key: LuaKey) {
    switch key {
    case .integer(let number): self = .integer(Int(number))
    case .text(let text): self = .text(text)
    case .yesNo(let yes): self = .yesNo(yes)
    case .bytes, .other: return nil
    }
  }

  fileprivate func isSame(as other: Self) -> Bool {
    if case .text(let left) = self, case .text(let right) = other {
      return FormulaValue.sameBytes(left, right)
    }
    return self == other
  }
}

extension LuaCaptured {
  fileprivate var isNothing: Bool {
    if case .value(.none) = self { true } else { false }
  }
}

extension LuaKey {
  fileprivate init?(_ value: FormulaValue) {
    switch FormulaTable.Key(value) {
    case .integer(let number)?: self = .integer(Int64(number))
    case .text(let text)?: self = .text(text)
    case .yesNo(let yes)?: self = .yesNo(yes)
    case .number?, nil: return nil
    }
  }

  /// The order of `pairs`.
  fileprivate static func < (left: LuaKey, right: LuaKey) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.yesNo(let left), .yesNo(let right)): !left && right
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .integer: 0
    case .text, .bytes: 1
    case .yesNo: 2
    case .other: 3
    }
  }
}
