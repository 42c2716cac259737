/// Something that was not taken over from one form into another, or that its owner should know.
package struct TableFinding: Sendable, Equatable {
  package enum Fact: Sendable, Equatable {
    // What a DMN model has beside decision tables.
    case otherLogic(decision: String, kind: String)
    case noLogic(decision: String)
    case knowledgeModel(String)
    case decisionService(String)
    case importedModel(String)
    // Decisions that cannot be taken.
    case duplicateDecision(String)
    case unnamedDecision
    case circle([String])
    case unknownHit(String, decision: String)
    case noOutputs(decision: String)
    case noPriorities(decision: String)
    case severalAggregated(decision: String)
    case listedType(String, decision: String, type: String)
    case inputComputed(String, decision: String)
    case inputUnknown(String, decision: String)
    case inputType(String, decision: String, type: String)
    case outputType(String, decision: String, type: String)
    case typeDiffers(String, decision: String)
    case language(String, decision: String)
    case noRoute(decision: String)
    // Rows and cells.
    case rowWidth(decision: String, row: Int, found: Int, wanted: Int)
    case cell(decision: String, row: Int, column: String, reason: String)
    case fallback(decision: String, column: String, reason: String)
    // Sheets.
    case mergedAcross(String)
    case errorValue(String)
    case formulaWithoutValue
    case badDate(String)
    case emptyHeading
    case csv(String)
    // Tests of a model.
    case caseKind(String, kind: String)
    case caseValue(String, node: String, reason: String)
    case caseNode(String, node: String)
    case caseEmpty(String)
    // Tables of rules that another form cannot say.
    case keysLost([String], table: String, form: String)
    case tableLost(table: String, reason: String)
    case rowLost(table: String, row: Int, column: String, reason: String)
    case fieldSetTwice(String, table: String)
    // Notes.
    case formulaValue
    case mergedDown(String)
    case hidden(String)
    case sheetWithoutTable(String)
    case fieldNamed(String, field: String)
    case fieldAssumed(String, decision: String)
    case limitsDropped(String)
    case widened(String)
    case fillsOnly(table: String)
  }

  package let fact: Fact
  package let place: TablePlace

  /// Whether nothing is lost.
  package var isNote: Bool {
    switch fact {
    case .formulaValue, .mergedDown, .hidden, .sheetWithoutTable, .fieldNamed, .fieldAssumed,
      .limitsDropped, .widened, .fillsOnly:
      true
    default: false
    }
  }

  init(_ fact: Fact, at place: TablePlace) {
    self.fact = fact
    self.place = place
  }
}

extension TableFinding: CustomStringConvertible {
  /// One sentence with its place; what is lost says so.
  package var description: String { words(in: place.file) }

  /// The same with another name for the file.
  func words(in file: String) -> String {
    let place = TablePlace(file: file, spot: place.spot)
    return "\(place): \(isNote ? "note" : "left out"): \(fact.words)"
  }
}
