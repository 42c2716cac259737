import BatonModel

/// Names that nothing uses, and services that are the same.
///
/// A name counts as used when it stands anywhere but where it is declared, or when a route leads there.
/// So what is told is unused, unless a function puts the name together from parts.
struct NameDoubts {
  let rules: CompiledRuleBase
  let words: SourceWords

  func findings() -> [RuleFinding] { unused() + sameServices() + silentAgreements() }

  // MARK: Unused names

  private func unused() -> [RuleFinding] {
    var found: [UnusedName] = groups()
    found += named("role", .role)
    found += named("receiver", .receiver)
    found += named("calendar", .calendar)
    found += named("field", .field)
    found += named("rota", .rota)
    return found.filter { !$0.place.file.hasPrefix(RuleFolder.standardPrefix) }.map { .unused($0) }
  }

  /// Declarations of a word whose names stand nowhere else.
  private func named(_ word: String, _ kind: UnusedName.Kind) -> [UnusedName] {
    let all = words.declared[word] ?? []
    var declarations: [String: Int] = [:]
    for (name, _) in all { declarations[name, default: 0] += 1 }
    return all.compactMap { name, place in
      // The word may also be a key: `calendar = "office"`.
      guard declares(kind, name, at: place), words.count(name) <= declarations[name] ?? 0 else {
        return nil
      }
      return UnusedName(kind: kind, name: name, place: place)
    }
  }

  private func declares(_ kind: UnusedName.Kind, _ name: String, at place: Place) -> Bool {
    func isAt(_ record: CatalogueRecord?) -> Bool {
      record?.place.map { $0.file == place.file && $0.line == place.line } ?? false
    }
    switch kind {
    case .role: return isAt(rules.catalogue.record(.role, name))
    case .receiver: return isAt(rules.catalogue.record(.receiver, name))
    case .group: return isAt(rules.catalogue.record(.group, name))
    case .calendar: return rules.calendars[name] != nil
    case .rota: return rules.rotas.contains { $0.name == name }
    case .field:
      return RecordKind.allCases.contains { rules.fields[$0, name].map { !$0.isBuiltIn } ?? false }
    }
  }

  /// Groups: by their own name, by their provider's, and where routes lead.
  private func groups() -> [UnusedName] {
    let records = rules.catalogue.records(of: .group)
    var places: [String: Set<String>] = [:]
    for record in records {
      places[record.shortName, default: []].insert(record.place.map { "\($0)" } ?? "")
    }
    let led = ledTo()
    let parents = Set(records.compactMap(\.parent))
    // Who has the skills of a group to which routes lead stands in for it.
    let skills = records.filter { led.contains($0.name) && !$0.names("skills").isEmpty }
      .map { ($0["provider"], Set($0.names("skills"))) }
    return records.compactMap { record in
      guard let place = record.place, case .text(let provider)? = record["provider"],
        words.count(record.name) == 0, !led.contains(record.name),
        let defaultGroup = rules.catalogue.record(.provider, provider)?["default"],
        defaultGroup != .text(record.path), !parents.contains(record.name),
        // Whoever a route leads to hands on to its own units as it likes.
        record.parent.map({ !led.contains($0) }) ?? true,
        !skills.contains(where: {
          $0.0 == record["provider"] && $0.1.isSubset(of: record.names("skills"))
        })
      else { return nil }
      let count = words.count(record.shortName)
      guard count > 0, count <= places[record.shortName]?.count ?? 0 else { return nil }
      return UnusedName(kind: .group, name: record.name, place: place)
    }
  }

  /// The groups that routes may lead to, those that a chooser takes for their skills included.
  private func ledTo() -> Set<String> {
    var names: Set<String> = []
    func add(_ outcome: RouteOutcome?) {
      switch outcome {
      case .target(let target)?: names.insert(target.name)
      case .chooser(let chooser)?: names.formUnion(chooser.candidates.map(\.name))
      case .function?, nil: break
      }
    }
    func visit(_ rule: RouteRule) {
      add(rule.outcome)
      rule.children.forEach(visit)
    }
    for entry in rules.routes {
      switch entry.kind {
      case .rule(let rule): visit(rule)
      case .table(let table): for row in table.rows { add(row.outcome) }
      }
    }
    return names
  }

  // MARK: Others

  /// Services with the same name for people, or names that differ in nothing but signs and case.
  private func sameServices() -> [RuleFinding] {
    var byName: [String: [CatalogueRecord]] = [:]
    var order: [String] = []
    for record in rules.catalogue.records(of: .service) {
      var keys = [Self.plain(record.name)]
      if case .text(let name)? = record["name"] { keys.append(Self.plain(name)) }
      for key in Set(keys).sorted() where !key.isEmpty {
        if byName[key] == nil { order.append(key) }
        byName[key, default: []].append(record)
      }
    }
    var told: Set<[String]> = []
    return order.compactMap { key in
      guard let records = byName[key], records.count > 1, let place = records[1].place,
        told.insert(records.map(\.name)).inserted
      else { return nil }
      return .sameService(records.map(\.name), place: place)
    }
  }

  private static func plain(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.isNumber })
  }

  private func silentAgreements() -> [RuleFinding] {
    rules.agreements.compactMap { agreement in
      let isInner = agreement.kind == .ola || agreement.kind == .underpinningContract
      guard isInner, agreement.supports.isEmpty, agreement.head.mode != .shadow,
        rules.agreements.contains(where: { $0.kind == .sla })
      else { return nil }
      return .supportsNobody(agreement.head)
    }
  }
}

extension CatalogueRecord {
  /// A group's name without its provider's.
  fileprivate var path: String {
    name.split(separator: "/", maxSplits: 1).last.map(String.init) ?? name
  }

  /// As it is written where it is declared.
  fileprivate var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// The group in which it is a unit.
  fileprivate var parent: String? {
    if case .text(let name)? = self["within"] { name } else { nil }
  }
}

extension Unicode.Scalar {
  fileprivate var isNumber: Bool { properties.numericType != nil }
}
