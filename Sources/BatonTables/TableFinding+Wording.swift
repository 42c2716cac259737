extension TableFinding.Fact {
  var words: String {
    switch self {
    case .otherLogic(let decision, let kind):
      "decision \"\(decision)\" is \(kind); only decision tables are taken"
    case .noLogic(let decision): "decision \"\(decision)\" has no logic"
    case .knowledgeModel(let name):
      "business knowledge model \"\(name)\"; only decision tables of decisions are taken"
    case .decisionService(let name): "decision service \"\(name)\""
    case .importedModel(let name): "model \"\(name)\", which this one imports"
    case .duplicateDecision(let name): "another decision is called \"\(name)\" too"
    case .unnamedDecision: "a decision has no name"
    case .circle(let names):
      "these decisions need each other: " + names.map { "\"\($0)\"" }.joined(separator: ", ")
    case .unknownHit(let text, let decision):
      "\"\(text)\" is no hit policy of DMN, in decision \"\(decision)\""
    case .noOutputs(let decision): "decision \"\(decision)\" has no output"
    case .noPriorities(let decision):
      "decision \"\(decision)\" goes by the order of its outputs, and has no output values"
    case .severalAggregated(let decision):
      "decision \"\(decision)\" adds up several outputs; there can be one"
    case .listedType(let name, let decision, let type):
      "output \"\(name)\" of decision \"\(decision)\" would be a list of \(type); fields hold lists "
        + "of texts"
    case .inputComputed(let text, let decision):
      "input \"\(text)\" of decision \"\(decision)\" is computed; a column is a name or a path"
    case .inputUnknown(let text, let decision):
      "input \"\(text)\" of decision \"\(decision)\" is no name of the model"
    case .inputType(let name, let decision, "list"):
      "input \"\(name)\" of decision \"\(decision)\" is a list; a cell asks for one value"
    case .inputType(let name, let decision, let type):
      "input \"\(name)\" of decision \"\(decision)\" is a \(type), which no field holds"
    case .outputType(let name, let decision, let type):
      "output \"\(name)\" of decision \"\(decision)\" is a \(type), which no field holds"
    case .typeDiffers(let name, let decision):
      "\"\(name)\" has another type in decision \"\(decision)\" than elsewhere"
    case .language(let language, let decision):
      "decision \"\(decision)\" is written in \"\(language)\", and not in FEEL"
    case .noRoute(let decision):
      "decision \"\(decision)\" has not one output that says who gets the request; it is taken as a "
        + "decision table or not at all"
    case .rowWidth(let decision, let row, let found, let wanted):
      "row \(row) of \"\(decision)\" has \(found) cells for \(wanted) columns"
    case .cell(let decision, let row, let column, let reason):
      "row \(row) of \"\(decision)\", column \"\(column)\": \(reason)"
    case .fallback(let decision, let column, let reason):
      "the default of \"\(column)\" in \"\(decision)\": \(reason)"
    case .mergedAcross(let range): "\(range) is one cell over several columns"
    case .errorValue(let text): "the cell holds the error \(text)"
    case .formulaWithoutValue:
      "the cell holds a formula that was never computed: open the file, and save it again"
    case .badDate(let text): "\(text) is no day that can be written"
    case .emptyHeading: "a column has no heading"
    case .csv(let reason): reason
    case .caseKind(let name, let kind): "test \"\(name)\" asks for a \(kind)"
    case .caseValue(let name, let node, let reason): "test \"\(name)\", \"\(node)\": \(reason)"
    case .caseNode(let name, let node):
      "test \"\(name)\" asks for \"\(node)\", which was not taken over"
    case .caseEmpty(let name): "test \"\(name)\" expects nothing that was taken over"
    case .keysLost(let keys, let table, let form):
      "\(keys.map { "`\($0)`" }.joined(separator: ", ")) of \"\(table)\": \(form) has no words for it"
    case .tableLost(let table, let reason): "table \"\(table)\": \(reason)"
    case .rowLost(let table, let row, let column, let reason):
      "row \(row) of \"\(table)\", column \"\(column)\": \(reason)"
    case .fieldSetTwice(let field, let table):
      "\"\(table)\" sets \"\(field)\" where an earlier table left it open, and DMN has one decision "
        + "for one name"
    case .formulaValue: "the cell holds a formula; its last value is taken"
    case .mergedDown(let range): "\(range) is one cell; it holds for each of its rows"
    case .hidden(let what): "\(what) is hidden, and taken all the same"
    case .sheetWithoutTable(let name): "sheet \"\(name)\" has no table"
    case .fieldNamed(let name, let field): "\"\(name)\" is the field `\(field)`"
    case .fieldAssumed(let name, let decision):
      "\"\(name)\" of decision \"\(decision)\" is no name of the model, and is taken as an input"
    case .limitsDropped(let name):
      "the values that \"\(name)\" may have are not checked"
    case .fillsOnly(let table):
      "\"\(table)\" sets only what a request lacks; a decision of DMN decides whatever is given"
    case .widened(let name):
      "\"\(name)\" is compared with other values than it may have, and may have any"
    }
  }
}
