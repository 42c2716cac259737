import BatonModel

extension ConditionWording {
  /// A whole condition as one clause, `kind is "incident" and (vip is true or major is true)`; nil where
  /// it always holds.
  static func clause(_ condition: Condition, _ columns: [Column]) -> String? {
    condition.isAlways ? nil : words(condition, isWanted: true, isInside: false, columns)
  }

  private static func words(
    _ condition: Condition, isWanted: Bool, isInside: Bool, _ columns: [Column]
  ) -> String {
    switch condition {
    case .not(let inner):
      return words(inner, isWanted: !isWanted, isInside: isInside, columns)
    case .all(let parts):
      return joined(parts, isWanted ? " and " : " or ", isWanted, isInside, columns)
    case .any(let parts):
      return joined(parts, isWanted ? " or " : " and ", isWanted, isInside, columns)
    case .always, .test, .function:
      return sentence(condition, isWanted: isWanted, columns)
    }
  }

  private static func joined(
    _ parts: [Condition], _ word: String, _ isWanted: Bool, _ isInside: Bool, _ columns: [Column]
  ) -> String {
    let all = parts.map { words($0, isWanted: isWanted, isInside: parts.count > 1, columns) }
      .joined(separator: word)
    return isInside && parts.count > 1 ? "(\(all))" : all
  }
}
