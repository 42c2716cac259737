import BatonModel
import BatonTime

/// The values of one column, as far as the rules tell them apart: classes by number, 0 for a missing
/// value.
///
/// Names and truth values have a class each. Texts have one for each constant that some rule asks for,
/// and one for any other text. Numbers and instants have one for each bound and each gap between two,
/// in ascending order, without the gaps in which the type has no value. So each test of the column is
/// a set of classes, exactly, and each class has an example.
struct ValueClasses: Sendable {
  private enum Kind: Sendable { case named, texts, ordered, present }

  private let kind: Kind
  /// By class, from 1 on.
  private var examples: [Value]
  private var numbers: [Value: Int] = [:]
  /// Of ordered values: whether a class is a bound or a gap behind the bound before it.
  private var bounds: [Value] = []
  /// By twice the position of a bound, one less for the gap before it: its class; nil for an empty gap.
  private var places: [Int?] = []
  private let type: FieldType

  /// - Parameter constants: what values are compared with.
  init(_ type: FieldType, constants: some Sequence<Value>) {
    self.type = type
    switch type {
    case .yesNo:
      kind = .named
      examples = [.yesNo(true), .yesNo(false)]
    case .oneOf(let names):
      kind = .named
      examples = names.map { .text($0) }
    case .text, .reference:
      kind = .texts
      let texts = Set(constants).filter { if case .text = $0 { true } else { false } }
      examples = texts.sorted { $0.sortKey < $1.sortKey }
      examples.append(.text(Self.anotherText(than: texts)))
    case .list:
      kind = .present
      examples = [.list([])]
    case .number, .share, .wholeNumber, .priority, .instant:
      kind = .ordered
      examples = []
      order(Set(constants))
      return
    }
    for (index, example) in examples.enumerated() { numbers[example] = index + 1 }
  }

  var count: Int { examples.count + 1 }

  func example(_ number: Int) -> Value? { number == 0 ? nil : examples[number - 1] }

  /// The class of a value.
  func number(of value: Value?) -> Int {
    guard let value else { return 0 }
    switch kind {
    case .present: return 1
    case .named: return numbers[value] ?? 0
    case .texts: return numbers[value] ?? examples.count
    case .ordered: return place(of: value) ?? 0
    }
  }

  /// The classes of values that pass a test; nil for one that asks for more than the value's class.
  func accepted(_ predicate: Predicate) -> ClassSet? {
    switch predicate {
    case .present: return ClassSet(1, count)
    case .absent: return ClassSet(0)
    default: break
    }
    switch (predicate, kind) {
    case (_, .present): return nil
    case (.equals(let value), _): return classes(of: [value])
    case (.oneOf(let values), _): return classes(of: values)
    case (.within(let range), .ordered):
      // The classes ascend and none straddles a bound.
      let lower = ValueRange(lower: range.lower, upper: nil)
      let upper = ValueRange(lower: nil, upper: range.upper)
      return ClassSet(
        1 + firstExample { lower.contains($0) }, 1 + firstExample { !upper.contains($0) })
    default: return nil
    }
  }

  private func classes(of values: some Sequence<Value>) -> ClassSet {
    ClassSet(
      values.compactMap { value in
        guard kind == .ordered else { return numbers[value] }
        let number = place(of: value) ?? 0
        return number > 0 && examples[number - 1] == value ? number : nil
      })
  }

  // MARK: Ordered values

  /// The position of the first example that is beyond a bound; how many there are if none is.
  private func firstExample(where isBeyond: (Value) -> Bool) -> Int {
    var (low, high) = (0, examples.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(examples[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func order(_ constants: Set<Value>) {
    bounds = constants.filter { $0.order(to: $0) != nil && isOfType($0) }
      .sorted { $0.order(to: $1) == .before }
    for index in 0...bounds.count {
      let gap = example(
        after: index > 0 ? bounds[index - 1] : nil,
        before: index < bounds.count ? bounds[index] : nil)
      places.append(gap.map { _ in examples.count + 1 })
      if let gap { examples.append(gap) }
      guard index < bounds.count else { continue }
      let isValue = mayBe(bounds[index])
      places.append(isValue ? examples.count + 1 : nil)
      if isValue { examples.append(bounds[index]) }
    }
  }

  private func isOfType(_ value: Value) -> Bool {
    switch (type, value) {
    case (.instant, .instant): true
    case (.instant, _): false
    case (_, .integer), (_, .number): true
    default: false
    }
  }

  /// Whether a field of the type can have the value.
  private func mayBe(_ value: Value) -> Bool {
    switch (type, value) {
    case (.instant, .instant): true
    case (.number, .integer): true
    case (.number, .number(let number)): number.isFinite
    case (.share, _): Share(value) != nil
    case (.wholeNumber, .integer): true
    case (.priority, .integer(let number)): number >= 1
    default: false
    }
  }

  /// A value of the type strictly between two; nil if there is none.
  private func example(after lower: Value?, before upper: Value?) -> Value? {
    let range = ValueRange(
      lower: lower.map { .init(value: $0, inclusive: false) },
      upper: upper.map { .init(value: $0, inclusive: false) })
    var tried: [Value] = []
    switch type {
    case .instant:
      let day: Int64 = 86_400_000
      func at(_ milliseconds: Int64) -> Value { .instant(Instant(milliseconds: milliseconds)) }
      switch (lower, upper) {
      case (.instant(let low)?, .instant(let high)?):
        let middle = low.milliseconds + (high.milliseconds - low.milliseconds) / 2
        tried = [at(middle / 1000 * 1000), at(middle), at(low.milliseconds + 1)]
      case (.instant(let low)?, _): tried = [at(low.milliseconds + day)]
      case (_, .instant(let high)?): tried = [at(high.milliseconds - day)]
      default: tried = [at(1_767_225_600_000)]
      }
    default:
      let low = lower?.asDouble
      let high = upper?.asDouble
      let whole: [Double]
      switch (low, high) {
      case (let low?, let high?):
        let middle = low / 2 + high / 2
        whole = [middle.rounded(.down), low.rounded(.down) + 1, middle, low.nextUp]
      case (let low?, nil): whole = [low.rounded(.down) + 1, low.nextUp]
      case (nil, let high?): whole = [high.rounded(.up) - 1, high.nextDown]
      case (nil, nil): whole = [type == .priority ? 3 : 1]
      }
      tried = whole.map { Value($0) }
      if case .integer(let low)? = lower, low < .max { tried.append(.integer(low + 1)) }
      if case .integer(let high)? = upper, high > .min { tried.append(.integer(high - 1)) }
      if type == .priority { tried.append(.integer(1)) }
    }
    let isOpen = lower == nil && upper == nil
    return tried.first { mayBe($0) && (isOpen || range.contains($0)) }
  }

  private func place(of value: Value) -> Int? {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      switch bounds[middle].order(to: value) {
      case .before?: low = middle + 1
      case .same?: return places[2 * middle + 1]
      case .after?: high = middle
      case nil: return nil
      }
    }
    return places[2 * low]
  }

  private static func anotherText(than texts: Set<Value>) -> String {
    var text = "another"
    while texts.contains(.text(text)) { text += " one" }
    return text
  }
}

extension Value {
  fileprivate var sortKey: String { if case .text(let text) = self { text } else { "" } }
}
