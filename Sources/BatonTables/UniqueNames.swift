/// Names of which none occurs twice: a second one gets a number.
package struct UniqueNames {
  private var taken: Set<String> = []
  /// The last number that each got, so that many of one name are not counted again and again.
  private var numbers: [String: Int] = [:]

  package init() {}

  package mutating func next(_ name: String) -> String {
    var unique = name
    while !taken.insert(unique).inserted {
      let number = numbers[name, default: 1] + 1
      numbers[name] = number
      unique = "\(name) \(number)"
    }
    return unique
  }
}
