import BatonLua
import BatonModel
import BatonTime

/// Reads a value that a rule base wrote as the type of the field it is for.
///
/// Everything that can be known at load is checked here: types, allowed names, and whether the
/// record that a name refers to is declared.
struct ConstantReader {
  let fields: FieldTable
  let catalogue: Catalogue
  let zone: Zone
  let findings: Findings
  let targets: TargetTable

  init(fields: FieldTable, catalogue: Catalogue, zone: Zone, findings: Findings) {
    self.fields = fields
    self.catalogue = catalogue
    self.zone = zone
    self.findings = findings
    targets = TargetTable(catalogue)
  }

  /// The value, or nil after a report.
  /// - Parameter field: the field's path as messages name it.
  func value(_ written: Written, as type: FieldType, field: String) -> Value? {
    switch (type, written.value) {
    case (.text, .text(let text)):
      return .text(text)
    case (.number, .integer(let number)):
      return .integer(Int(number))
    case (.number, .number(let number)) where number.isFinite:
      return Value(number)
    case (.share, .text(let text)):
      if let share = Share(percent: text) { return share.value }
      if Share.hasTooManyDigits(text) {
        findings.report(
          .outOfRange(
            field, wanted: "at most \(Share.mostDigits) digits behind the point",
            found: written.phrase),
          at: written.site)
        return nil
      }
    case (.wholeNumber, .integer(let number)):
      return .integer(Int(number))
    case (.yesNo, .yesNo(let yes)):
      return .yesNo(yes)
    case (.instant, .text(let text)):
      if let instant = instant(text) { return .instant(instant) }
    case (.list, .text(let text)):
      return .text(text)
    case (.oneOf(let names), .text(let text)):
      if names.contains(text) { return .text(text) }
      findings.report(
        .notOneOf(
          field, found: written.phrase, allowed: names,
          nearest: NearestName.to(text, among: names)),
        at: written.site)
      return nil
    case (.reference(let kind), .text(let text)):
      return reference(text, kind, written) ? .text(text) : nil
    case (.priority, .integer(let number)) where number >= 1:
      return .integer(Int(number))
    default:
      break
    }
    findings.report(
      .wrongType(field, wanted: type.phrase, found: written.phrase), at: written.site)
    return nil
  }

  /// An instant as rules write it; without an offset, in the rule base's zone.
  func instant(_ text: String) -> Instant? {
    ISO8601.parse(text, in: zone)?.instant
  }

  /// Whether that record is declared; reports it otherwise.
  func reference(_ name: String, _ kind: RecordKind, _ written: Written) -> Bool {
    if catalogue.contains(kind, name) || kind.mayBeUndeclared { return true }
    if kind == .calendar, name == Self.alwaysOpen { return true }
    findings.report(
      .unknownName(
        kind.rawValue, name, nearest: NearestName.to(name, among: catalogue.names(of: kind))),
      at: written.site)
    return false
  }

  /// The calendar that needs no declaration: every hour of every day.
  static let alwaysOpen = "always"

  /// A group, a provider (meaning its default group) or a receiver.
  /// - Parameter key: where it stands, as messages name it.
  func target(_ written: Written, of key: String = "to") -> Target? {
    guard let name = written.text else {
      findings.report(
        .wrongType(
          key, wanted: "a group \"provider/group\", a provider or a receiver",
          found: written.phrase),
        at: written.site)
      return nil
    }
    switch targets.resolve(name) {
    case .success(let target): return target
    case .failure(let failure):
      findings.report(.nobody(name, failure), at: written.site)
      return nil
    }
  }
}
