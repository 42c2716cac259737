import BatonModel
import BatonRecords

/// Whether a request can meet conditions, and one that does: the boxes of ``BoxCompiler``, which hold
/// at least wherever the conditions may.
///
/// So what no box says is proven never to hold; what an exact box says holds for any request that is
/// made by it; and what only other boxes say is open, because a function or a pattern decides.
struct Possibility {
  enum Answer {
    case never
    /// A function, a pattern or too many alternatives decide.
    case open
    /// For requests in this box.
    case certain(Box)
  }

  let schema: FactSchema
  private var compiler: BoxCompiler

  init(_ schema: FactSchema) {
    self.schema = schema
    compiler = BoxCompiler(schema)
  }

  mutating func answer(_ conditions: [Condition]) -> Answer {
    let boxes = compiler.boxes(of: .all(conditions)).filter { isPossible($0) }
    if boxes.isEmpty { return .never }
    guard let exact = boxes.first(where: \.isExact) else { return .open }
    return .certain(exact)
  }

  mutating func isNever(_ conditions: [Condition]) -> Bool {
    if case .never = answer(conditions) { true } else { false }
  }

  /// Whether fields with few names have one left.
  private func isPossible(_ box: Box) -> Bool {
    box.constraints.allSatisfy { constraint in
      guard case .value(let allowed) = constraint.allowed, !allowed.missing,
        case .oneOf(let names) = schema.columns[constraint.lane.column].type
      else { return true }
      return names.contains { allowed.accepts($0, schema) }
    }
  }

  // MARK: Witnesses

  /// A request in a box; nil where one would have to be looked for.
  func witness(_ box: Box) -> [(String, Value)]? {
    var fields: [(path: [String], value: Value)] = []
    for constraint in box.constraints {
      let column = schema.columns[constraint.lane.column]
      guard column.calendar == nil, case .field(let slot) = column.root else { return nil }
      let value: Value?
      switch constraint.allowed {
      case .value(let allowed):
        if allowed.missing { continue }
        value = allowed.example(of: column.type, schema)
      case .anyOf(let numbers):
        guard constraint.lane.aspect == .members, let first = numbers.first else { return nil }
        value = .list([.text(schema.symbols.text(of: Symbol(number: first)))])
      }
      guard let value else { return nil }
      fields.append(([schema.requestFields[slot].name] + column.path, value))
    }
    return Self.members(fields)
  }

  /// Paths as objects in objects; nil where a field would have to be a text and an object.
  private static func members(
    _ fields: [(path: [String], value: Value)]
  ) -> [(String, Value)]? {
    var members: [(String, Value)] = []
    for name in fields.map({ $0.path[0] }) where !members.contains(where: { $0.0 == name }) {
      let own = fields.filter { $0.path[0] == name }
      if let plain = own.first(where: { $0.path.count == 1 }) {
        let rest = own.filter { $0.path.count > 1 }
        if rest.isEmpty {
          members.append((name, plain.value))
          continue
        }
        guard let inner = Self.members(rest.map { (Array($0.path.dropFirst()), $0.value) }) else {
          return nil
        }
        members.append((name, .object(Members([("id", plain.value)] + inner))))
      } else {
        guard let inner = Self.members(own.map { (Array($0.path.dropFirst()), $0.value) }) else {
          return nil
        }
        members.append((name, .object(Members(inner))))
      }
    }
    return members
  }
}

extension Allowed {
  fileprivate func accepts(_ text: String, _ schema: FactSchema) -> Bool {
    guard let symbol = schema.symbol(text) else { return texts.isComplement }
    return texts.contains(symbol.number)
  }

  /// A value of a type that is in the set.
  fileprivate func example(of type: FieldType, _ schema: FactSchema) -> Value? {
    switch type {
    case .yesNo: return yes ? .yesNo(true) : no ? .yesNo(false) : nil
    case .oneOf(let names): return names.first { accepts($0, schema) }.map { .text($0) }
    case .reference(let kind):
      if !texts.isComplement { return firstText(schema) }
      return schema.catalogue.names(of: kind).first { accepts($0, schema) }.map { .text($0) }
        ?? (kind.mayBeUndeclared ? .text("another") : nil)
    case .text: return texts.isComplement ? .text("something else") : firstText(schema)
    case .number, .share, .wholeNumber, .priority, .instant:
      for span in spans {
        let lowest =
          type == .priority ? 1 : span.lower == -.infinity ? min(0, span.upper - 1) : span.lower
        let number = max(lowest, span.lower).rounded(.up)
        guard number < span.upper || span.upper == .infinity, number.magnitude < 0x1p53 else {
          continue
        }
        return type == .instant
          ? .instant(.init(milliseconds: Int64(number))) : .integer(Int(number))
      }
      return nil
    case .list: return nil
    }
  }

  private func firstText(_ schema: FactSchema) -> Value? {
    texts.symbols.first.map { .text(schema.symbols.text(of: Symbol(number: $0))) }
  }
}
