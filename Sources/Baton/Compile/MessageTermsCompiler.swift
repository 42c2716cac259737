import BatonModel

/// Reads what roles and receivers say of the messages that they are sent.
struct MessageTermsCompiler {
  let context: CompileContext

  /// By name; only of those who say something. A role comes before a receiver of the same name, as it
  /// does in `notify`.
  func terms(_ declarations: [Declaration]) -> [String: MessageTerms] {
    var found: [String: MessageTerms] = [:]
    for (word, kind) in [("role", RecordKind.role), ("receiver", .receiver)] {
      for declaration in declarations where declaration.word.name == word {
        let batch = TableReader(declaration, context.findings).value("batch").flatMap {
          DurationReader(context: context).elapsed($0, of: "batch")
        }
        let record = context.catalogue.record(kind, declaration.name)
        var terms = MessageTerms(batch: batch ?? 0)
        if case .text(let calendar)? = record?["hours"] { terms.hours = calendar }
        if case .integer(let count)? = record?["messages_a_day"] { terms.aDay = count }
        if terms != .atOnce, found[declaration.name] == nil { found[declaration.name] = terms }
      }
    }
    return found
  }
}
