import BatonModel
import BatonTime

/// Turns a value as a sender wrote it into the type that its field has, or says why it cannot.
/// A text is not a number here: texts of tables are read by the intake, before they are requests.
struct ValueReader: Sendable {
  let schema: FactSchema

  func read(_ value: Value, as type: FieldType) -> Result<Value, ValueFault> {
    switch (type, value) {
    case (.text, .text), (.yesNo, .yesNo), (.instant, .instant): .success(value)
    case (.number, .integer): .success(value)
    case (.number, .number(let number)):
      number.isFinite ? .success(Value(number)) : wrong(type, value)
    case (.share, .text(let text)):
      Share(percent: text).map { .success($0.value) } ?? wrong(type, value)
    case (.share, .integer), (.share, .number):
      Share(value) == nil ? wrong(type, value) : .success(value)
    case (.wholeNumber, .integer): .success(value)
    case (.wholeNumber, .number(let number)):
      whole(number).map { .success($0) } ?? wrong(type, value)
    case (.instant, .text(let text)):
      ISO8601.parse(text, in: schema.zone).map { .success(.instant($0.instant)) }
        ?? .failure(.notAnInstant(text))
    case (.list, .list(let members)): list(members, value)
    case (.list, .text): .success(.list([value]))
    case (.oneOf(let names), .text(let text)):
      names.contains(text) ? .success(value) : .failure(.notOneOf(text, allowed: names))
    case (.reference(let kind), .text(let name)): reference(name, to: kind)
    case (.priority, .integer(let number)):
      number >= 1 ? .success(value) : .failure(.notAPriority(value))
    case (.priority, .number(let number)):
      whole(number).map { read($0, as: .priority) } ?? .failure(.notAPriority(value))
    default: wrong(type, value)
    }
  }

  private func list(_ members: [Value], _ value: Value) -> Result<Value, ValueFault> {
    for (index, member) in members.enumerated() {
      guard case .text = member else { return .failure(.member(index + 1, of: member)) }
    }
    return .success(value)
  }

  private func reference(_ name: String, to kind: RecordKind) -> Result<Value, ValueFault> {
    if kind.mayBeUndeclared || schema.catalogue.record(kind, name) != nil {
      return .success(.text(name))
    }
    return .failure(.unknownName(name, kind: kind, nearest: schema.nearest(to: name, of: kind)))
  }

  private func whole(_ number: Double) -> Value? {
    let value = Value(number)
    if case .integer = value { return value } else { return nil }
  }

  private func wrong(_ type: FieldType, _ value: Value) -> Result<Value, ValueFault> {
    .failure(.wrongType(wanted: type, found: value))
  }
}
