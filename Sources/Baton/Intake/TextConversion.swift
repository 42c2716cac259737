import BatonModel
import BatonTime

/// Reads a text as the type of its field, as tables and other tools write values.
struct TextConversion {
  struct Fault: Error {
    let message: String
  }

  /// For times without an offset.
  let zone: Zone
  let dates: [DatePattern]

  func value(_ text: String, as type: FieldType) -> Result<Value, Fault> {
    switch type {
    case .text, .oneOf, .reference:
      return .success(.text(text))
    case .list:
      return .success(.list([.text(text)]))
    case .number:
      if let number = Self.number(text) { return .success(number) }
    case .share:
      if let share = Share(percent: text.trimmingSpaces) { return .success(share.value) }
    case .wholeNumber, .priority:
      if case .integer(let number)? = Self.number(text) { return .success(.integer(number)) }
    case .yesNo:
      switch text.lowercased() {
      case "true", "yes", "1": return .success(.yesNo(true))
      case "false", "no", "0": return .success(.yesNo(false))
      default: break
      }
    case .instant:
      // Its offset says how the request writes its instants, so such a text stays as it is.
      if ISO8601.parseTime(text)?.offsetSeconds != nil { return .success(.text(text)) }
      if let instant = instant(text) { return .success(.instant(instant)) }
    }
    if case .instant = type, let pattern = dates.first {
      return .failure(Fault(message: "\"\(text)\" is no date of the form \"\(pattern.text)\""))
    }
    return .failure(Fault(message: "\"\(text)\" is not \(type.phrase)"))
  }

  /// A value that is no text already; numbers become texts where a text is wanted.
  func plain(_ value: Value, as type: FieldType) -> Value {
    switch (type, value) {
    case (.text, _), (.oneOf, _), (.reference, _):
      if case .object = value { return value }
      return Self.text(value).map { .text($0) } ?? value
    case (.list, .list): return value
    case (.list, _): return .list([value])
    default: return value
    }
  }

  /// A number as JSON would give it: exact where 64 bits hold it, and 2.0 is 2. Spaces round it,
  /// as cells of tables have them, do not count.
  private static func number(_ text: String) -> Value? {
    guard let start = text.firstIndex(where: { !$0.isWhitespace }),
      let end = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return Value(numeral: String(text[start...end]))
  }

  private func instant(_ text: String) -> Instant? {
    for pattern in dates {
      if let local = pattern.parse(text) { return zone.instant(of: local, preferring: .earlier) }
    }
    return ISO8601.parse(text, in: zone)?.instant
  }

  /// The text of a scalar.
  static func text(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant, .list, .object: nil
    }
  }
}
