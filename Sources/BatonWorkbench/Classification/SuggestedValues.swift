package import Baton
import BatonModel

/// What suggested rules can say of a subject: values of its type, and names that the rule base knows.
package struct SuggestedValues: Sendable {
  private let subject: ClassificationSubject
  private let type: FieldType
  private let names: [RecordKind: Set<String>]

  package init(_ subject: ClassificationSubject, of engine: Engine) {
    self.subject = subject
    var names: [RecordKind: Set<String>] = [:]
    for kind in RecordKind.allCases { names[kind] = Set(engine.declaredNames(of: kind)) }
    self.names = names
    switch subject {
    case .field(let name): type = engine.requestFields.first { $0.name == name }?.type ?? .text
    case .priority: type = .priority
    case .provider: type = .reference(.provider)
    case .group, .to: type = .reference(.group)
    }
  }

  /// Whether the rule base can ask for a name.
  func isKnown(_ name: String, of type: FieldType) -> Bool {
    switch type {
    case .oneOf(let names): names.contains(name)
    case .reference(let kind): kind.mayBeUndeclared || names[kind]?.contains(name) ?? false
    default: true
    }
  }

  /// What a rule sets, or where it leads, as Lua; nil if it cannot be said.
  func outcome(_ label: String) -> String? {
    let value: String?
    switch type {
    case .number: value = Double(label).flatMap { $0.isFinite ? label : nil }
    case .wholeNumber: value = Int(label).map(String.init)
    case .priority: value = Int(label).flatMap { $0 >= 1 ? String($0) : nil }
    case .yesNo: value = ["true", "false"].contains(label) ? label : nil
    case .instant, .list, .share: value = nil
    case .text, .oneOf, .reference: value = isKnown(label, of: type) ? LuaText.quoted(label) : nil
    }
    guard let value else { return nil }
    switch subject {
    case .field(let name): return "set = { \(LuaText.key(name)) = \(value) }"
    case .priority: return "set = \(value)"
    case .provider, .group, .to: return "to = \(value)"
    }
  }
}
