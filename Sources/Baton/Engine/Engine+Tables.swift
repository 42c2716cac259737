package import BatonModel

// What the exchange of tables with other tools asks.
extension Engine {
  /// All fields of all kinds of record, built in and declared.
  package var fields: FieldTable { decider.rules.fields }
}

extension RuleBaseLoad {
  /// What a file of the rule base says that a declaration names; nil if it cannot be read as text.
  package func text(ofFile name: String) -> [UInt8]? {
    var folder = folder
    return try? folder.text(name)
  }
}
