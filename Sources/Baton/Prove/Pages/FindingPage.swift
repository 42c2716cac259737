/// A page about one code of findings: what it means, why it matters, how to mend it, and an example.
package struct FindingPage: Sendable {
  package let code: String
  /// In one line.
  package let title: String
  package let meaning: String
  package let why: String
  package let mend: String
  /// Rules for which it is told.
  package let example: String

  init(
    _ code: String, _ title: String, meaning: String, why: String, mend: String, example: String
  ) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.why = why
    self.mend = mend
    self.example = example
  }

  /// For people.
  package var text: String {
    let indented = example.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    \($0)" }.joined(separator: "\n")
    return """
      \(code): \(title)

      \(meaning)

      Why it matters: \(why)

      What to do: \(mend)

      For example:

      \(indented)

      """
  }
}
