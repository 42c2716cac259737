/// A DMN model as it is written, but for its diagrams: what there is, where it stands, nothing
/// understood yet.
struct DMNModel {
  /// Input data: something that is given.
  struct Given {
    let name: String
    let typeRef: String?
    let place: TablePlace
  }

  struct Decision {
    let id: String
    let name: String
    /// What people call it, where that is another thing than its name.
    let label: String?
    let typeRef: String?
    let description: String?
    /// The ids of what it needs.
    let requirements: [String]
    let logic: Logic
    let place: TablePlace
  }

  enum Logic {
    case table(Table)
    /// In words: "a literal expression".
    case other(String)
    case none
  }

  struct Table {
    let hit: String?
    let aggregation: String?
    let inputs: [Input]
    let outputs: [Output]
    let annotations: [String]
    let rows: [Row]
  }

  struct Input {
    let expression: String
    let typeRef: String?
    let values: String?
    let language: String?
    let place: TablePlace
  }

  struct Output {
    let name: String?
    let label: String?
    let typeRef: String?
    let values: String?
    let fallback: Cell?
    let place: TablePlace
  }

  struct Row {
    let inputs: [Cell]
    let outputs: [Cell]
    let annotations: [String]
    let place: TablePlace
  }

  struct Cell {
    let text: String
    let language: String?
    let place: TablePlace
  }

  let name: String
  /// Whether our own export wrote it, so that names are fields as they stand.
  let isOwn: Bool
  let types: DMNTypes
  let given: [Given]
  let decisions: [Decision]
}
