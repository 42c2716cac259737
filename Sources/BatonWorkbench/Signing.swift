/// What whoever signs a change of rules reads below it.
package struct Signing: Sendable {
  /// The hash of the rules to be signed, and of those before.
  let rules: String
  let against: String?
  /// A name, a role, a day and a signature for each who is to sign; empty where they are to be written.
  let rows: [[String]]

  var sentence: String {
    "of the rules with the hash \(rules)"
      + (against.map { ", after those with the hash \($0)" } ?? "")
  }
}
