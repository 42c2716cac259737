/// Counted things in words.
package enum Plural {
  /// "1 error", "2 errors", "2 policies", "2 days"
  package static func of(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    if noun.hasSuffix("s") { return "\(count) \(noun)es" }
    let isAfterVowel = ["ay", "ey", "oy", "uy"].contains { noun.hasSuffix($0) }
    if noun.hasSuffix("y"), !isAfterVowel { return "\(count) \(noun.dropLast())ies" }
    return "\(count) \(noun)s"
  }
}
