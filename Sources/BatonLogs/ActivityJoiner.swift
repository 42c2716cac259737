import BatonRecords

/// An activity of one key, or of several with "/" between their texts.
///
/// Parts are interned one by one, in whatever order they come, and pairs of numbers lead to the
/// whole: of activities that were seen, no text is put together.
struct ActivityJoiner: ~Copyable {
  private let count: Int
  private var parts = GrowingSymbolTable()
  /// The number of each part, of the event in hand and as the case has it.
  private var current: [LogName]
  private var ofCase: [LogName]
  /// What the first parts, by their number in `joined`, and one more make.
  private var pairs: [UInt64: UInt32] = [:]
  private var joined = GrowingSymbolTable()
  /// The activity of each of `joined`.
  private var activities: [LogName] = []

  init(parts count: Int) {
    self.count = count
    current = Array(repeating: .none, count: count)
    ofCase = current
  }

  mutating func reset() {
    for part in 0..<count { ofCase[part] = .none }
  }

  mutating func begin() {
    for part in 0..<count { current[part] = ofCase[part] }
  }

  mutating func set(
    _ part: Int, _ text: Span<UInt8>, inEvent: Bool, _ table: inout GrowingSymbolTable
  ) {
    if text.isEmpty { return clear(part, inEvent: inEvent) }
    let symbol = count == 1 ? table.intern(text) : parts.intern(text)
    let name = LogName(number: symbol.number)
    if inEvent { current[part] = name } else { ofCase[part] = name }
  }

  mutating func clear(_ part: Int, inEvent: Bool) {
    if inEvent { current[part] = .none } else { ofCase[part] = .none }
  }

  mutating func join(_ table: inout GrowingSymbolTable) -> LogName {
    if count == 1 { return current[0] }
    var whole = LogName.none
    for part in current where !part.isNone { whole = pair(whole, part) }
    if whole.isNone { return .none }
    let number = Int(whole.number)
    // Texts of the first parts alone need not be activities.
    while activities.count <= number { activities.append(.none) }
    if activities[number].isNone {
      let text = joined.text(of: Symbol(number: whole.number))
      activities[number] = LogName(number: table.intern(text).number)
    }
    return activities[number]
  }

  private mutating func pair(_ first: LogName, _ second: LogName) -> LogName {
    let key = UInt64(first.number) << 32 | UInt64(second.number)
    if let known = pairs[key] { return LogName(number: known) }
    let text = parts.text(of: Symbol(number: second.number))
    let before = first.isNone ? "" : joined.text(of: Symbol(number: first.number)) + "/"
    let number = joined.intern(before + text).number
    pairs[key] = number
    return LogName(number: number)
  }
}
