import BatonModel
import BatonTime

/// Applies one source to one record, and reads texts as the types of their fields.
struct MappingReader {
  private let fields: FieldTable
  private var functions: RecordFunctions?

  init(fields: FieldTable, functions: RecordFunctions?) {
    self.fields = fields
    self.functions = functions
  }

  // MARK: A record in the engine's own words, from a table of texts

  func plain(_ record: Members) -> Request {
    var faults: [RequestFault] = []
    let convert = TextConversion(zone: .utc, dates: [])
    let values = record.map { name, value -> Value? in
      guard case .text(let text)? = value, let field = fields[.request, name] else { return value }
      switch convert.value(text, as: field.type) {
      case .success(let value): return value
      case .failure(let fault):
        faults.append(RequestFault(field: name, message: fault.message))
        return nil
      }
    }
    return Request(Members(shape: record.shape, values: values), faults: faults)
  }

  // MARK: A record in another tool's words

  mutating func request(from record: Members, _ source: SourceMapping) -> Request {
    var faults: [RequestFault] = []
    let convert = TextConversion(zone: source.zone, dates: source.dates)
    var values: [Value?] = []
    values.reserveCapacity(source.fields.count)
    for field in source.fields {
      do throws(TextConversion.Fault) {
        values.append(try converted(field, in: record, source, convert))
      } catch {
        faults.append(RequestFault(field: field.definition.name, message: error.message))
        values.append(nil)
      }
    }
    return Request(
      Members(shape: source.names, values: values), attributes: record, faults: faults)
  }

  private mutating func converted(
    _ field: SourceMapping.Field, in record: Members, _ source: SourceMapping,
    _ convert: TextConversion
  ) throws(TextConversion.Fault) -> Value? {
    switch try value(field.origin, in: record, source).get() {
    case nil: return nil
    case .text(let text)?: return try convert.value(text, as: field.definition.type).get()
    case let value?: return convert.plain(value, as: field.definition.type)
    }
  }

  private mutating func value(
    _ origin: SourceMapping.Origin, in record: Members, _ source: SourceMapping
  ) -> Result<Value?, TextConversion.Fault> {
    switch origin {
    case .member(let name):
      return .success(present(record[name], source))
    case .path(let names):
      return .success(present(Self.value(at: names, in: record), source))
    case .optional(let inner):
      return value(inner, in: record, source)
    case .constant(let value):
      return .success(value)
    case .translate(let inner, let map, let otherwise):
      let found: Value
      switch value(inner, in: record, source) {
      case .success(let value?): found = value
      case let other: return other
      }
      let text = TextConversion.text(found)
      if let text, let value = map[text] { return .success(value) }
      if let otherwise { return .success(otherwise) }
      return .failure(
        TextConversion.Fault(
          message: "source \"\(source.name)\" has no translation for "
            + (text.map { "\"\($0)\"" } ?? "this value")))
    case .function(let reference):
      switch functions?.value(reference, of: record) {
      case nil: return .success(nil)
      case .success(let value)?: return .success(present(value, source))
      case .failure(let fault)?:
        return .failure(TextConversion.Fault(message: "\(reference.name): \(fault.message)"))
      }
    }
  }

  private func present(_ value: Value?, _ source: SourceMapping) -> Value? {
    if case .text(let text)? = value, source.missing.contains(text) { return nil }
    return value
  }

  // MARK: Paths

  /// Follows names into objects and numbers, counted from 1, into lists.
  static func value(at path: [String], in record: Members) -> Value? {
    var current: Value? = .object(record)
    for name in path {
      switch current {
      case .object(let members): current = members[name]
      case .list(let values):
        guard let index = position(name, in: values) else { return nil }
        current = values[index]
      default: return nil
      }
    }
    return current
  }

  /// The index of a member of a list that a path counts from 1.
  private static func position(_ name: String, in values: [Value]) -> Int? {
    guard let number = Int(name), number >= 1, number <= values.count else { return nil }
    return number - 1
  }

  /// Whether a member was written, with or without a value.
  static func contains(_ path: [String], in record: Members) -> Bool {
    guard let last = path.last else { return false }
    let parent = path.dropLast()
    switch parent.isEmpty ? .object(record) : value(at: Array(parent), in: record) {
    case .object(let members): return members.contains(last)
    case .list(let values): return position(last, in: values) != nil
    default: return false
    }
  }
}
