/// A set that is written in order, so that equal cases are written with equal bytes, whatever process
/// writes them.
@propertyWrapper
public struct Sorted<Element: Hashable & Comparable & Sendable & Codable>: Sendable, Hashable {
  public var wrappedValue: Set<Element>

  public init(wrappedValue: Set<Element>) {
    self.wrappedValue = wrappedValue
  }
}

extension Sorted: Codable {
  public init(from decoder: any Decoder) throws {
    wrappedValue = Set(try decoder.singleValueContainer().decode([Element].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.sorted())
  }
}
