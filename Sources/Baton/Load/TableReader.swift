import BatonLua
import BatonModel
import BatonSyntax
package import BatonTime

/// Reads the table of a declaration key by key and reports what does not fit.
///
/// Each read names the key it wants; ``finish()`` reports keys that the word does not have. A key
/// that is absent, or reported, reads as nil: loading goes on and finds the next mistake.
struct TableReader {
  let declaration: Declaration
  let findings: Findings
  init(_ declaration: Declaration, _ findings: Findings) {
    self.declaration = declaration
    self.findings = findings
  }

  /// Reads a table inside a declaration that has keys of its own; nil after a report.
  init?(_ word: Word, _ written: Written, _ findings: Findings) {
    guard let table = written.table else {
      findings.report(.notATable(word.name, found: written.phrase), at: written.site)
      return nil
    }
    for (name, site) in written.vanishedNames(in: findings.sources) {
      findings.report(.valueIsNil(name), at: site)
    }
    self.init(Declaration(word, "", written.site, table, children: []), findings)
  }

  /// A word has a handful of keys: comparing them one by one is faster than a dictionary.
  func entry(_ key: String) -> Written.Entry? {
    guard declaration.mayHave(key) else { return nil }
    return declaration.body.entry(key, in: findings.sources)
  }

  func value(_ key: String) -> Written? {
    guard declaration.mayHave(key) else { return nil }
    return declaration.body.field(key, in: findings.sources)
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if let text = value.text, !text.isEmpty { return text }
    return refuse(value, key, "a text")
  }

  func yesNo(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if case .yesNo(let yes) = value.value { return yes }
    return refuse(value, key, "true or false")
  }

  func wholeNumber(_ key: String, _ range: ClosedRange<Int> = 1...Int.max) -> Int? {
    guard let value = value(key) else { return nil }
    if case .integer(let number) = value.value, range.contains(Int(number)) { return Int(number) }
    let wanted =
      range.upperBound == Int.max
      ? "a whole number from \(range.lowerBound) up"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return refuse(value, key, wanted)
  }

  /// One of a fixed set of texts.
  func choice<T: RawRepresentable<String> & CaseIterable>(_ key: String, of type: T.Type) -> T? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else { return refuse(value, key, Self.list(T.allCases)) }
    if let choice = T(rawValue: text) { return choice }
    let names = T.allCases.map(\.rawValue)
    findings.report(
      .notOneOf(
        key, found: value.phrase, allowed: names,
        nearest: NearestName.to(text, among: names)),
      at: value.site)
    return nil
  }

  /// Some of a fixed set of texts; one text is a list of one.
  func choices<T: RawRepresentable<String> & CaseIterable>(_ key: String, of type: T.Type) -> [T] {
    guard let value = value(key), let texts = texts(key) else { return [] }
    let names = T.allCases.map(\.rawValue)
    let items = value.table == nil ? [value] : value.items(in: findings.sources)
    for item in items {
      guard let text = item.text, !names.contains(text) else { continue }
      findings.report(
        .notOneOf(
          key, found: item.phrase, allowed: names, nearest: NearestName.to(text, among: names)),
        at: item.site)
    }
    return texts.compactMap { T(rawValue: $0) }
  }

  /// A list of texts; one text is a list of one.
  func texts(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    if let text = value.text { return [text] }
    guard value.table != nil, !value.hasNames, value.isDense else {
      return refuse(value, key, "a list of texts")
    }
    let items = value.items(in: findings.sources)
    if items.isEmpty {
      findings.report(.emptyList(key), at: value.site)
      return nil
    }
    return items.compactMap { item in
      if let text = item.text { return text }
      findings.report(.wrongType(key, wanted: "a list of texts", found: item.phrase), at: item.site)
      return nil
    }
  }

  /// A whole day, "2026-12-31".
  func date(_ key: String) -> CivilDate? {
    guard let value = value(key) else { return nil }
    if let text = value.text, let date = CivilDate(text: text) { return date }
    return refuse(value, key, "a date such as \"2026-12-31\"")
  }

  /// A key that must be there.
  func require(_ key: String) -> Bool {
    if has(key) { return true }
    let keys = declaration.word.keys
    findings.report(
      .missingKey(
        key, of: declaration.title, takes: keys.first { $0.name == key }?.takes ?? "a value"),
      at: declaration.site)
    return false
  }

  /// Reports keys that the word does not have, and list entries where it takes none.
  func finish(also extra: Set<String> = [], allowsItems: Bool = false) {
    func isKnown(_ name: String) -> Bool {
      declaration.word.takes(name) || extra.contains(name)
    }
    if declaration.body.table?.hasOnly(isKnown) == false {
      let unknown = declaration.body.fields(in: findings.sources).filter { entry in
        entry.name.map { !isKnown($0) } ?? true
      }
      report(unknown, known: declaration.word.keyNames + extra.sorted())
    }
    guard !allowsItems, declaration.body.hasItems else { return }
    for item in declaration.body.items(in: findings.sources) {
      if let record = item.record, record.isDeclaration { continue }
      findings.report(.strayItem(declaration.title, found: item.phrase), at: item.site)
    }
  }

  private func report(_ unknown: [Written.Entry], known: [String]) {
    for entry in unknown.sorted(by: { $0.keySite.range.lower < $1.keySite.range.lower }) {
      guard let name = entry.name else { continue }
      findings.report(
        .unknownKey(
          name, of: declaration.word.name, nearest: NearestName.to(name, among: known),
          known: known),
        at: entry.keySite)
    }
    for entry in unknown where entry.name == nil {
      findings.report(.keyIsNoName(declaration.title), at: entry.keySite)
    }
  }

  private func refuse<T>(_ value: Written, _ key: String, _ wanted: String) -> T? {
    findings.report(.wrongType(key, wanted: wanted, found: value.phrase), at: value.site)
    return nil
  }

  private static func list(_ cases: some Sequence<some RawRepresentable<String>>) -> String {
    "one of " + cases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }
}

extension CivilDate {
  /// A whole day as rules write it, "2026-12-31".
  package init?(text: String) {
    guard text.utf8.count == 10, let time = ISO8601.parseTime(text) else { return nil }
    self = time.local.date
  }
}
