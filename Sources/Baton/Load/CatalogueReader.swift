import BatonLua
import BatonModel
import BatonTime

/// Reads the landscape: fields first, because they say what attributes records may have; then
/// the names of all records, so that they may refer to each other in any order; then attributes.
struct CatalogueReader {
  private static let kinds: [String: RecordKind] = [
    "provider": .provider, "service": .service, "role": .role, "customer": .customer,
    "configuration_item": .configurationItem, "receiver": .receiver, "calendar": .calendar,
  ]

  /// Keys that are no attributes, and are read elsewhere.
  private static let others: [RecordKind: Set<String>] = [
    .provider: [groups], .role: ["batch"], .receiver: ["batch"],
  ]

  private static let accept = "accept"
  private static let groups = "groups"
  /// Which unit a group is a part of: said by where it is declared.
  private static let within = "within"
  /// What is a group's own, and not that of the units in it.
  private static let own: Set<String> = [
    "name", "description", "capacity", "wip_limit", "provider", within,
  ]

  private let findings: Findings
  private var names: Catalogue = Catalogue()
  private var sites: [RecordKind: [String: Site]] = [:]
  private var groupCount = 0
  private(set) var fields: FieldTable
  /// By name, with the one that needs no declaration.
  private(set) var calendars = [ConstantReader.alwaysOpen: BusinessCalendar.always]

  init(fields: FieldTable, findings: Findings) {
    self.fields = fields
    self.findings = findings
  }

  /// - Parameter constants: makes a reader of constants that knows the given names.
  mutating func read(
    _ declarations: [Declaration], folder: inout RuleFolder,
    constants: (FieldTable, Catalogue) -> ConstantReader
  ) -> Catalogue {
    let records = declarations.compactMap { declaration in
      Self.kinds[declaration.word.name].map { (declaration, $0) }
    }
    for (declaration, kind) in records { enter(declaration.name, kind, declaration.site) }
    for (declaration, kind) in records where kind == .provider {
      enterGroups(of: declaration.body, within: declaration.name)
    }
    for (declaration, kind) in records where kind == .receiver {
      if names.record(.provider, declaration.name) != nil {
        findings.report(.ambiguousTarget(declaration.name), at: declaration.site)
      }
    }

    let reader = constants(fields, names)
    var catalogue = Catalogue()
    var known: Set<String> = []
    for (declaration, kind) in records {
      guard known.insert("\(kind) \(declaration.name)").inserted else { continue }
      var attributes = Members()
      if kind == .calendar {
        calendars[declaration.name] = CalendarReader(findings: findings, zone: reader.zone)
          .read(declaration, folder: &folder)
      } else {
        attributes = self.attributes(
          declaration.body, kind, title: declaration.title, reader,
          skipping: (Self.others[kind] ?? []).union([Self.accept]))
      }
      let table = TableReader(declaration, findings)
      if kind == .provider { check(default: table, provider: declaration.name) }
      if kind == .role { _ = table.require("party") }
      catalogue.insert(
        CatalogueRecord(
          kind: kind, name: declaration.name, attributes: attributes,
          place: findings.sources.place(declaration.site)))
      if kind == .provider {
        for group in groups(of: declaration.body, within: declaration.name, reader) {
          catalogue.insert(group)
        }
      }
    }
    checkCircles(catalogue, of: .service, through: "depends_on") { .serviceCycle($0) }
    checkCircles(catalogue, of: .provider, through: "subcontractor_of") { .subcontractorCycle($0) }
    return catalogue
  }

  private mutating func enter(_ name: String, _ kind: RecordKind, _ site: Site) {
    if let first = sites[kind]?[name] {
      findings.report(
        .duplicateName("\(kind.rawValue) \"\(name)\""), at: site,
        related: [(first, "it is declared first here")])
      return
    }
    if kind == .calendar, name == ConstantReader.alwaysOpen {
      findings.report(.duplicateName("calendar \"always\""), at: site)
    }
    if kind == .provider || kind == .receiver { checkSlash(name, kind, site) }
    sites[kind, default: [:]][name] = site
    names.insert(CatalogueRecord(kind: kind, name: name, attributes: Members()))
  }

  /// What is a target must be told from `provider/group`.
  private func checkSlash(_ name: String, _ kind: RecordKind, _ site: Site) {
    guard name.utf8.contains(UInt8(ascii: "/")) else { return }
    findings.report(.slashInName(name, kind: kind.rawValue), at: site)
  }

  /// Units may lie in units. A table that holds itself would never end, and one that several hold may be
  /// many units.
  private static let deepest = 8
  private static let mostGroups = 100_000

  private mutating func enterGroups(of unit: Written, within path: String, depth: Int = 1) {
    guard let groups = unit.field(Self.groups, in: findings.sources) else { return }
    guard depth <= Self.deepest else {
      findings.report(
        .wrongType(
          Self.groups, wanted: "units in units, \(Self.deepest) deep at most", found: "more"),
        at: groups.site)
      return
    }
    for entry in groups.entries(in: findings.sources) {
      guard let name = entry.name else { continue }
      guard groupCount < Self.mostGroups else {
        // Told once: what is told behind it would be told for each.
        if groupCount == Self.mostGroups {
          findings.report(.tooLarge(limit: Self.mostGroups), at: entry.keySite)
        }
        groupCount = Self.mostGroups + 1
        return
      }
      groupCount += 1
      checkSlash(name, .group, entry.keySite)
      enter("\(path)/\(name)", .group, entry.keySite)
      enterGroups(of: entry.value, within: "\(path)/\(name)", depth: depth + 1)
    }
  }

  private func attributes(
    _ body: Written, _ kind: RecordKind, title: String, _ reader: ConstantReader,
    skipping: Set<String>
  ) -> Members {
    var pairs: [(String, Value)] = []
    for entry in body.entries(in: findings.sources) {
      guard let name = entry.name else {
        findings.report(.keyIsNoName(title), at: entry.keySite)
        continue
      }
      if skipping.contains(name) { continue }
      guard let field = fields[kind, name] else {
        let known = fields.names(of: kind) + skipping
        findings.report(
          .unknownAttribute(name, of: kind.rawValue, nearest: NearestName.to(name, among: known)),
          at: entry.keySite)
        continue
      }
      if let value = attribute(entry.value, field, reader) { pairs.append((name, value)) }
    }
    for item in body.items(in: findings.sources) where item.record?.isDeclaration != true {
      findings.report(.strayItem(title, found: item.phrase), at: item.site)
    }
    return Members(pairs)
  }

  private func attribute(
    _ written: Written, _ field: FieldDefinition, _ reader: ConstantReader
  ) -> Value? {
    if case .list = field.type {
      guard written.table != nil else {
        return reader.value(written, as: .list, field: field.name).map { .list([$0]) }
      }
      guard !written.hasNames, written.isDense else {
        findings.report(
          .wrongType(field.name, wanted: field.type.phrase, found: written.phrase),
          at: written.site)
        return nil
      }
      let isServices = field.of == .service && field.name == "depends_on"
      let type: FieldType = isServices ? .reference(.service) : .text
      return .list(
        written.items(in: findings.sources).compactMap {
          reader.value($0, as: type, field: field.name)
        })
    }
    if case .reference(.role) = field.type, let name = written.text,
      names.record(.role, name) == nil, field.name == "accountable"
    {
      findings.report(
        .undeclaredAccountable(name, nearest: NearestName.to(name, among: names.names(of: .role))),
        at: written.site)
      return .text(name)
    }
    guard let value = reader.value(written, as: field.type, field: field.name) else { return nil }
    if field.isBuiltIn, let (range, phrase) = Self.ranges[field.name], let number = value.asDouble,
      !range.contains(number)
    {
      findings.report(
        .outOfRange(field.name, wanted: phrase, found: written.phrase), at: written.site)
      return nil
    }
    return value
  }

  /// Attributes that are no use outside a range.
  private static let ranges: [String: (ClosedRange<Double>, String)] = [
    "confidence": (0...1, "a number from 0 to 1"),
    "capacity": (0...1e9, "a whole number from 0 up"),
    "wip_limit": (1...1e9, "a whole number from 1 up"),
    "rate": (0...1e9, "a number from 0 up"),
    FieldTable.monthlyCost: (0...1e12, "a number from 0 up"),
    "authority": (0...1e9, "a whole number from 0 up"),
    "messages_a_day": (1...1e9, "a whole number from 1 up"),
  ]

  private func check(default table: TableReader, provider: String) {
    guard let value = table.value("default"), let name = value.text else { return }
    if names.record(.group, "\(provider)/\(name)") != nil { return }
    let own = names.names(of: .group).filter { $0.hasPrefix(provider + "/") }
      .map { String($0.dropFirst(provider.count + 1)) }
    findings.report(
      .unknownName(
        "group of \"\(provider)\"", name, nearest: NearestName.to(name, among: own)),
      at: value.site)
  }

  /// The groups of a provider, or the units of a group, each before those that lie in it.
  /// - Parameters:
  ///   - path: the provider, or the group.
  ///   - above: what the group has, and its units have as well unless they say otherwise.
  private func groups(
    of unit: Written, within path: String, _ reader: ConstantReader, above: CatalogueRecord? = nil,
    depth: Int = 1
  ) -> [CatalogueRecord] {
    guard let groups = unit.field(Self.groups, in: findings.sources), depth <= Self.deepest else {
      return []
    }
    guard groups.table != nil, !groups.hasItems else {
      findings.report(
        .wrongType(
          "groups", wanted: "a table such as { [\"desk\"] = { hours = \"always\" } }",
          found: groups.hasItems ? "a list" : groups.phrase),
        at: groups.site)
      return []
    }
    return groups.entries(in: findings.sources).flatMap { entry -> [CatalogueRecord] in
      guard let name = entry.name, names.record(.group, "\(path)/\(name)") != nil else {
        return []
      }
      guard entry.value.table != nil else {
        findings.report(
          .notATable("group \"\(name)\"", found: entry.value.phrase), at: entry.value.site)
        return []
      }
      for (name, site) in entry.value.vanishedNames(in: findings.sources) {
        findings.report(.valueIsNil(name), at: site)
      }
      let record = CatalogueRecord(
        kind: .group, name: "\(path)/\(name)",
        attributes: Members(attributes(ofGroup: entry.value, named: name, path, reader, above)),
        place: findings.sources.place(entry.keySite))
      return [record]
        + self.groups(
          of: entry.value, within: record.name, reader, above: record, depth: depth + 1)
    }
  }

  private func attributes(
    ofGroup written: Written, named name: String, _ path: String, _ reader: ConstantReader,
    _ above: CatalogueRecord?
  ) -> [(String, Value)] {
    let certificates = certificates(written)
    var skipped: Set<String> = [Self.accept, Self.groups]
    if !certificates.isEmpty { skipped.insert("certified") }
    let said = attributes(
      written, .group, title: "group \"\(name)\"", reader, skipping: skipped)
    var pairs = said.compactMap { name, value in value.map { (name, $0) } } + certificates
    if let site = written.entry(Self.within, in: findings.sources)?.keySite {
      findings.report(.unknownAttribute(Self.within, of: "group", nearest: Self.groups), at: site)
    }
    guard let above else {
      return pairs + [("provider", .text(path))]
    }
    let isCertified = pairs.contains { $0.0 == "certified" }
    for (name, value) in above.attributes where !Self.own.contains(name) {
      if pairs.contains(where: { $0.0 == name }) { continue }
      if name == CatalogueRecord.certifiedUntil, isCertified { continue }
      if let value { pairs.append((name, value)) }
    }
    if let provider = above["provider"] { pairs.append(("provider", provider)) }
    return pairs + [(Self.within, .text(path))]
  }

  /// Certificates with their last days, `{ pci = "2027-03-31", gdpr = true }`: their names, and the
  /// days of those that end. Nothing where they are a list of names.
  private func certificates(_ group: Written) -> [(String, Value)] {
    guard let written = group.field("certified", in: findings.sources), written.hasNames,
      !written.hasItems
    else { return [] }
    var names: [Value] = []
    var days: [(String, Value)] = []
    for entry in written.entries(in: findings.sources) {
      guard let name = entry.name else { continue }
      if let text = entry.value.text, CivilDate(text: text) != nil {
        days.append((name, .text(text)))
      } else if case .yesNo(true) = entry.value.value {
      } else {
        findings.report(
          .wrongType(
            name, wanted: "the certificate's last day, \"2027-03-31\", or true",
            found: entry.value.phrase),
          at: entry.value.site)
      }
      names.append(.text(name))
    }
    return [("certified", .list(names)), (CatalogueRecord.certifiedUntil, .object(Members(days)))]
  }

  /// Records that refer to each other in a circle can never be understood or restored in order.
  private func checkCircles(
    _ catalogue: Catalogue, of kind: RecordKind, through attribute: String,
    _ problem: ([String]) -> Problem
  ) {
    let records = catalogue.records(of: kind)
    var positions: [String: Int] = [:]
    for (index, record) in records.enumerated() { positions[record.name] = index }
    let circles = Circles(count: records.count) { index in
      switch records[index][attribute] {
      case .text(let other)?: return [positions[other]].compactMap(\.self)
      case .list(let others)?:
        return others.compactMap { if case .text(let other) = $0 { positions[other] } else { nil } }
      default: return []
      }
    }
    for circle in circles.found {
      let names = circle.map { records[$0].name }
      if let site = sites[kind]?[names[0]] { findings.report(problem(names), at: site) }
    }
  }
}
