import BatonModel

/// What the names in a model's expressions mean: input data, decisions, and components of either.
///
/// Names of FEEL may have spaces in them, so a path is matched with the names that there are, the
/// longest first, and not split at what separates words elsewhere.
struct DMNNames {
  struct Found {
    /// The name, then the components: `["Applicant", "Age"]`.
    let path: [String]
    let type: DMNTypes.Resolved
    /// Whether the model knows no such name.
    let isAssumed: Bool
  }

  enum Failure: Error {
    case computed
    case unknown
  }

  private let names: [String: DMNTypes.Resolved]

  /// - Parameter names: of those that occur twice the first is meant.
  init(_ names: [(name: String, type: DMNTypes.Resolved)]) {
    self.names = Dictionary(
      names.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
  }

  func find(_ expression: String) throws(Failure) -> Found {
    // No path is so long, and every dot in it is looked at.
    if expression.utf8.count > 1_000 { throw .computed }
    for (head, rest) in Self.splits(of: expression) {
      guard let type = names[head] else { continue }
      return try path([head], type, rest)
    }
    let parts = expression.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy(Self.isName) else { throw .computed }
    // Tools that draw no requirements leave their inputs undeclared.
    guard parts.allSatisfy({ !$0.contains(" ") }) else { throw .unknown }
    return Found(path: parts, type: .unknown, isAssumed: true)
  }

  /// What may be a name at the beginning, and the rest behind the dot after it; the longest first.
  private static func splits(of expression: String) -> [(head: String, rest: String?)] {
    let dots = expression.indices.filter { expression[$0] == "." }.reversed()
    return [(expression, nil)]
      + dots.map { dot in
        (
          expression[..<dot].trimmingBlanks,
          expression[expression.index(after: dot)...].trimmingBlanks
        )
      }
  }

  private func path(
    _ before: [String], _ type: DMNTypes.Resolved, _ rest: String?
  ) throws(Failure) -> Found {
    guard let rest else { return Found(path: before, type: type, isAssumed: false) }
    for (head, behind) in Self.splits(of: rest) {
      guard let component = type.components.first(where: { $0.name == head }) else { continue }
      return try path(before + [head], component.type, behind)
    }
    guard type.components.isEmpty else { throw Self.isName(rest) ? .unknown : .computed }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
      .map { $0.trimmingBlanks }
    guard parts.allSatisfy(Self.isName) else { throw .computed }
    return Found(path: before + parts, type: .unknown, isAssumed: false)
  }

  /// Whether a text is a name and no computation.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " || $0 == "'" }
  }
}
