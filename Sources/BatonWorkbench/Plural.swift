/// Counted things in words.
package enum Plural {
  /// "1 error", "2 errors", "2 policies"
  package static func of(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    if noun.hasSuffix("s") { return "\(count) \(noun)es" }
    if noun.hasSuffix("y") { return "\(count) \(noun.dropLast())ies" }
    return "\(count) \(noun)s"
  }
}
