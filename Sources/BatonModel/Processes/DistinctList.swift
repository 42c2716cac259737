/// Different values in the order in which they came.
///
/// Most cases have few, which are looked through one by one; beyond 16 a set says which are there, so
/// that a case with very many costs no more for each.
package struct DistinctList<Element: Hashable & Sendable>: Sendable {
  private static var few: Int { 16 }

  package private(set) var elements: [Element] = []
  private var index: Set<Element> = []

  package init() {}

  package var isEmpty: Bool { elements.isEmpty }

  package func contains(_ element: Element) -> Bool {
    index.isEmpty ? elements.contains(element) : index.contains(element)
  }

  /// Whether there is any but one.
  package func containsOther(than element: Element) -> Bool {
    elements.count > 1 || elements.first.map { $0 != element } ?? false
  }

  /// - Returns: whether it is new.
  @discardableResult
  package mutating func insert(_ element: Element) -> Bool {
    if elements.last == element || contains(element) { return false }
    elements.append(element)
    if elements.count > Self.few {
      if index.isEmpty { index = Set(elements) } else { index.insert(element) }
    }
    return true
  }

  package mutating func removeAll() {
    if elements.isEmpty { return }
    elements.removeAll(keepingCapacity: true)
    if !index.isEmpty { index = [] }
  }
}

extension DistinctList: Hashable {
  package static func == (one: Self, other: Self) -> Bool { one.elements == other.elements }

  package func hash(into hasher: inout Hasher) { hasher.combine(elements) }
}

/// Coded as a bare list.
extension DistinctList: Codable where Element: Codable {
  package init(from decoder: any Decoder) throws {
    for element in try decoder.singleValueContainer().decode([Element].self) { insert(element) }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(elements)
  }
}
