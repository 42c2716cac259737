import BatonModel

/// A group as it is declared, or a unit in one.
struct DeclaredGroup {
  let name: String
  /// `provider/group`, or `provider/group/unit`.
  let path: String
  /// What it lies in: the provider, or the path of a group.
  let within: String
  /// Which of the provider's groups it lies in, as a position among them; nil right below the provider.
  let above: Int?
  let entry: Written.Entry
}

/// Finds the groups that providers declare, each before the units that lie in it.
///
/// Units may lie in units. A table that holds itself would never end, and one that several hold may be
/// many units: therefore both the depth and the number of all have a limit.
struct GroupReader {
  static let word = "groups"
  private static let deepest = 8
  private static let most = 100_000

  private let findings: Findings
  private var count = 0

  init(findings: Findings) {
    self.findings = findings
  }

  mutating func groups(of provider: Declaration) -> [DeclaredGroup] {
    var found: [DeclaredGroup] = []
    read(provider.body, within: provider.name, above: nil, depth: 1, &found)
    return found
  }

  private mutating func read(
    _ unit: Written, within path: String, above: Int?, depth: Int, _ found: inout [DeclaredGroup]
  ) {
    guard let groups = unit.field(Self.word, in: findings.sources) else { return }
    guard depth <= Self.deepest else {
      findings.report(
        .wrongType(
          Self.word, wanted: "units in units, \(Self.deepest) deep at most", found: "more"),
        at: groups.site)
      return
    }
    if groups.table == nil || groups.hasItems {
      findings.report(
        .wrongType(
          Self.word, wanted: "a table such as { [\"desk\"] = { hours = \"always\" } }",
          found: groups.hasItems ? "a list" : groups.phrase),
        at: groups.site)
    }
    for entry in groups.entries(in: findings.sources) {
      guard let name = entry.name else { continue }
      guard count < Self.most else {
        // Told once: what is told behind it would be told for each.
        if count == Self.most {
          findings.report(.tooLarge(limit: Self.most), at: entry.keySite)
        }
        count = Self.most + 1
        return
      }
      count += 1
      let group = DeclaredGroup(
        name: name, path: "\(path)/\(name)", within: path, above: above, entry: entry)
      found.append(group)
      read(entry.value, within: group.path, above: found.count - 1, depth: depth + 1, &found)
    }
  }
}
