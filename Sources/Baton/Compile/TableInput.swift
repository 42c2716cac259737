import BatonModel

/// A column that tells the rows of a table apart: its name in the header, and where that stands.
struct TableInput: Sendable {
  let name: String
  let column: Column
  let place: Place

  init(_ subject: ConditionCompiler.Subject, place: Place) {
    name = subject.name
    column = subject.column
    self.place = place
  }
}
