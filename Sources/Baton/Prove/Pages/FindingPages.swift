/// What each finding means: the one table from which `check --explain`, the documents for code hosts
/// and the list of codes that a rule may accept are made.
package enum FindingPages {
  /// Rules first, then time, processes, and what loading refuses.
  package static let all: [FindingPage] = rules + time + processes + values + words + files

  package static func page(_ code: String) -> FindingPage? { byCode[code] }

  private static let byCode = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
