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
  private static func elsewhere(_ kind: RecordKind) -> Set<String> { others[kind] ?? accepting }
  private static let accepting: Set = ["accept"]
  private static let others: [RecordKind: Set<String>] = [
    .provider: ["accept", GroupReader.word], .group: ["accept", GroupReader.word],
    .role: ["accept", "batch"], .receiver: ["accept", "batch"],
  ]

  /// Which unit a group is a part of: said by where it is declared.
  private static let within = "within"
  /// What is a group's own, and not that of the units in it.
  private static let own: Set<String> = [
    "name", "description", "capacity", "wip_limit", "provider", within,
  ]

  private let findings: Findings
  private var names: Catalogue = Catalogue()
  private var sites: [RecordKind: [String: Site]] = [:]
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
    var groups: [String: [DeclaredGroup]] = [:]
    var groupReader = GroupReader(findings: findings)
    for (declaration, kind) in records where kind == .provider {
      let declared = groupReader.groups(of: declaration)
      for group in declared {
        checkSlash(group.name, .group, group.entry.keySite)
        enter(group.path, .group, group.entry.keySite)
      }
      // Of a provider that is declared twice, the first counts.
      if groups[declaration.name] == nil { groups[declaration.name] = declared }
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
        attributes = Members(
          self.attributes(
            declaration.body, kind, title: declaration.title, reader,
            skipping: Self.elsewhere(kind)))
      }
      let table = TableReader(declaration, findings)
      if kind == .provider { check(default: table, provider: declaration.name) }
      if kind == .role { _ = table.require("party") }
      catalogue.insert(
        CatalogueRecord(
          kind: kind, name: declaration.name, attributes: attributes,
          place: findings.sources.place(declaration.site)))
      if kind == .provider {
        for record in self.records(of: groups[declaration.name] ?? [], reader) {
          catalogue.insert(record)
        }
      }
    }
    checkCircles(catalogue, of: .service, through: "depends_on") { .serviceCycle($0) }
    checkCircles(catalogue, of: .provider, through: "subcontractor_of") { .subcontractorCycle($0) }
    return catalogue
  }

  private mutating func enter(_ name: String, _ kind: RecordKind, _ site: Site) {
    if let first = sites[kind, default: [:]].updateValue(site, forKey: name) {
      sites[kind]?[name] = first
      findings.report(
        .duplicateName("\(kind.rawValue) \"\(name)\""), at: site,
        related: [(first, "it is declared first here")])
      return
    }
    if kind == .calendar, name == ConstantReader.alwaysOpen {
      findings.report(.duplicateName("calendar \"always\""), at: site)
    }
    if kind == .provider || kind == .receiver { checkSlash(name, kind, site) }
    names.insert(CatalogueRecord(kind: kind, name: name, attributes: Members()))
  }

  /// What is a target must be told from `provider/group`.
  private func checkSlash(_ name: String, _ kind: RecordKind, _ site: Site) {
    guard name.utf8.contains(UInt8(ascii: "/")) else { return }
    findings.report(.slashInName(name, kind: kind.rawValue), at: site)
  }

  private func attributes(
    _ body: Written, _ kind: RecordKind, title: @autoclosure () -> String,
    _ reader: ConstantReader, skipping: Set<String>
  ) -> [(String, Value)] {
    var pairs: [(String, Value)] = []
    for entry in body.entries(in: findings.sources) {
      guard let name = entry.name else {
        findings.report(.keyIsNoName(title()), at: entry.keySite)
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
      findings.report(.strayItem(title(), found: item.phrase), at: item.site)
    }
    return pairs
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

  /// The records of a provider's groups.
  private func records(of groups: [DeclaredGroup], _ reader: ConstantReader) -> [CatalogueRecord] {
    var records: [CatalogueRecord?] = []
    for group in groups {
      records.append(record(of: group, reader, above: group.above.flatMap { records[$0] }))
    }
    return records.compactMap(\.self)
  }

  /// - Parameter above: what it is a unit of: its units have what a group has unless they say otherwise.
  private func record(
    of group: DeclaredGroup, _ reader: ConstantReader, above: CatalogueRecord?
  ) -> CatalogueRecord? {
    let written = group.entry.value
    guard written.table != nil else {
      findings.report(
        .notATable("group \"\(group.name)\"", found: written.phrase), at: written.site)
      return nil
    }
    for (name, site) in written.vanishedNames(in: findings.sources) {
      findings.report(.valueIsNil(name), at: site)
    }
    return CatalogueRecord(
      kind: .group, name: group.path, attributes: Members(attributes(of: group, reader, above)),
      place: findings.sources.place(group.entry.keySite))
  }

  private func attributes(
    of group: DeclaredGroup, _ reader: ConstantReader, _ above: CatalogueRecord?
  ) -> [(String, Value)] {
    let written = group.entry.value
    let certificates = certificates(written)
    var skipped = Self.elsewhere(.group)
    if !certificates.isEmpty { skipped.insert("certified") }
    var pairs =
      attributes(written, .group, title: "group \"\(group.name)\"", reader, skipping: skipped)
      + certificates
    if let site = written.entry(Self.within, in: findings.sources)?.keySite {
      findings.report(
        .unknownAttribute(Self.within, of: "group", nearest: GroupReader.word),
        at: site)
    }
    guard let above else {
      return pairs + [("provider", .text(group.within))]
    }
    let isCertified = pairs.contains { $0.0 == "certified" }
    for (name, value) in above.attributes where !Self.own.contains(name) {
      if pairs.contains(where: { $0.0 == name }) { continue }
      if name == CatalogueRecord.certifiedUntil, isCertified { continue }
      if let value { pairs.append((name, value)) }
    }
    if let provider = above["provider"] { pairs.append(("provider", provider)) }
    return pairs + [(Self.within, .text(group.within))]
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
