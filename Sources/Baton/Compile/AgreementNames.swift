import BatonModel

/// The agreements of a rule base by name, so that others may refer to them in any order.
struct AgreementNames {
  /// The words that declare them. They share one list of names.
  private static let words = AgreementKind.allCases.compactMap { Vocabulary.word($0.word) }

  /// Whether a word declares one.
  static func areDeclared(by word: Word) -> Bool {
    word.followsDecision && words.contains { $0 === word }
  }

  private let names: [String]
  private let known: Set<String>

  init(_ rules: [Declaration]) {
    names = rules.filter { Self.areDeclared(by: $0.word) }.map(\.name)
    known = Set(names)
  }

  /// The name of an agreement; nil after a report.
  func name(_ written: Written, of key: String, _ findings: Findings) -> String? {
    guard let name = written.text else {
      findings.report(
        .wrongType(
          key, wanted: "the name of an agreement, or a list of such", found: written.phrase),
        at: written.site)
      return nil
    }
    if known.contains(name) { return name }
    findings.report(
      .unknownName("agreement", name, nearest: NearestName.to(name, among: names)),
      at: written.site)
    return nil
  }
}

extension AgreementKind {
  /// The word that declares it.
  var word: String { rawValue }
}
