import BatonModel

/// Compares what a decision must have with what it has.
///
/// Of an object only the members that are named count, and null means that a member must not be
/// there. Lists are compared whole, in order. `{ "contains": ["a", "b"] }` in place of a text wants
/// a text with these parts, for messages whose wording is free.
enum ExpectedMembers {
  /// What differs, one line each, with the path; empty if nothing does.
  static func differences(_ wanted: Members, _ found: Members, at path: String = "") -> [String] {
    wanted.flatMap { name, value in
      differences(value, found[name], at: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private static func differences(_ wanted: Value?, _ found: Value?, at path: String) -> [String] {
    switch (wanted, found) {
    case (nil, nil): []
    case (.object(let wanted)?, .object(let found)?): differences(wanted, found, at: path)
    case (.object(let wanted)?, .text(let found)?): missingParts(wanted, found, at: path)
    case (.list(let wanted)?, .list(let found)?) where wanted.count == found.count:
      zip(wanted, found).enumerated().flatMap { index, pair in
        differences(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    default: wanted == found ? [] : [difference(wanted, found, at: path)]
    }
  }

  private static func missingParts(
    _ wanted: Members, _ found: String, at path: String
  ) -> [String] {
    guard case .list(let parts)? = wanted["contains"], wanted.count == 1 else {
      return [difference(.object(wanted), .text(found), at: path)]
    }
    return parts.compactMap { part in
      if case .text(let part) = part, found.contains(part) { return nil }
      return difference(part, .text(found), at: path)
    }
  }

  private static func difference(_ wanted: Value?, _ found: Value?, at path: String) -> String {
    "\(path): expected \(words(wanted)), found \(words(found))"
  }

  private static func words(_ value: Value?) -> String { value.map { "\($0)" } ?? "nothing" }
}
