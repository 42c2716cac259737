/// Numbers of groups, each once, in the order in which they came.
///
/// Asked at every event of a log, and mostly for the last: no generic type, which would not be
/// specialised across modules. Beyond 16 a set says which are there.
struct GroupNumbers: Sendable {
  private static let few = 16

  private(set) var elements: [UInt32] = []
  private var index: Set<UInt32> = []

  mutating func insert(_ number: UInt32) {
    if elements.last == number { return }
    if index.isEmpty ? elements.contains(number) : index.contains(number) { return }
    elements.append(number)
    guard elements.count > Self.few else { return }
    if index.isEmpty { index = Set(elements) } else { index.insert(number) }
  }

  mutating func removeAll() {
    if elements.isEmpty { return }
    elements.removeAll(keepingCapacity: true)
    if !index.isEmpty { index = [] }
  }
}
