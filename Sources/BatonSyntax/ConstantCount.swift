/// The different constants of a file. Lua counts them by function; to count them by file can only
/// warn too often.
struct ConstantCount {
  private var seen: [Bool] = []
  private var numbers: Set<NumberLiteral.Value> = []
  private var texts = 0

  var count: Int { texts + numbers.count }
  /// From here on it does not matter how many there are.
  private static let enough = 256

  mutating func add(_ symbol: Symbol) {
    guard count < Self.enough else { return }
    let index = Int(symbol)
    while seen.count <= index {
      seen.append(contentsOf: repeatElement(false, count: max(256, seen.count)))
    }
    guard !seen[index] else { return }
    seen[index] = true
    texts += 1
  }

  mutating func add(_ number: NumberLiteral.Value) {
    if count < Self.enough { numbers.insert(number) }
  }
}
