package import Baton
package import BatonModel

/// What a person at the prompt may mean: the words of the language and the names of a rule base.
package struct PromptNames: Sendable {
  /// A command of the prompt, and what its argument is.
  package struct Command: Sendable {
    package enum Argument: Sendable {
      case nothing, request, rules, file, word, audience
    }

    package let name: String
    package let takes: Argument
    package let summary: String

    package init(_ name: String, _ takes: Argument, _ summary: String) {
      self.name = name
      self.takes = takes
      self.summary = summary
    }
  }

  package let commands: [Command]
  /// Nil while the rules cannot be used: then only the language is known.
  package let language: LanguageTable
  /// By kind, the names that are declared.
  private let names: [RecordKind: [String]]
  package let ruleNames: [String]

  package init(commands: [Command], engine: Engine?) {
    self.commands = commands
    language = engine?.language ?? .plain
    names = engine?.declaredNames ?? [:]
    ruleNames = engine.map { engine in Stage.allCases.flatMap { engine.ruleNames(of: $0) } } ?? []
  }

  package func names(of kind: RecordKind) -> [String] { names[kind] ?? [] }

  /// Groups, providers, receivers and rules: what `:why` and `:whynot` ask about.
  package var wanted: [String] {
    names(of: .provider) + names(of: .group) + names(of: .receiver) + ruleNames
  }

  /// Who may be told less than everything.
  package var audiences: [String] {
    Audience.Party.allCases.map(\.rawValue) + names(of: .provider).map { "provider:\($0)" }
  }

  package var all: [String] { RecordKind.allCases.flatMap { names(of: $0) } + ruleNames }

  /// What a field may have; empty if it may have anything.
  package func values(of field: String, in kind: RecordKind = .request) -> [String] {
    guard let field = (language.fields[kind] ?? []).first(where: { $0.name == field }) else {
      return []
    }
    switch field.type {
    case .oneOf(let names): return names
    case .reference(let kind): return names(of: kind)
    case .yesNo: return ["true", "false"]
    default: return []
    }
  }

  package func fieldNames(of kind: RecordKind) -> [String] {
    (language.fields[kind] ?? []).map(\.name)
  }

  /// The kind of record that a field of a request leads to, by its name or its type.
  package func kind(of field: String) -> RecordKind? {
    let field = (language.fields[.request] ?? []).first { $0.name == field }
    if case .reference(let kind)? = field?.type { return kind }
    return nil
  }
}

extension Engine {
  fileprivate var declaredNames: [RecordKind: [String]] {
    var names: [RecordKind: [String]] = [:]
    for kind in RecordKind.allCases where kind != .request { names[kind] = declaredNames(of: kind) }
    return names
  }
}
