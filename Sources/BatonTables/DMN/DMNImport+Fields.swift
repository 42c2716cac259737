import BatonModel

// Which fields the columns are.
extension DMNImport {
  /// What is known of one name of the model through all tables.
  private struct Usage {
    var type: FieldType?
    /// Every list of values that it is limited to; nil once a column has none, but for those that
    /// ask for what a decision sets: that decision limits it.
    var allowed: [[TableLiteral]]? = []
    var literals: Set<TableLiteral> = []
    let name: String
    let place: TablePlace
    /// Whether a decision sets it, and whether to a list.
    let isSet: Bool
    let isList: Bool
  }

  /// Gives every column its type and its field. A table with a column of another type than
  /// elsewhere is left out.
  mutating func settleTypes(_ drafts: inout [Draft]) {
    var usages: [[String]: Usage] = [:]
    var order: [[String]] = []
    drafts = drafts.filter { draft in
      for column in draft.inputs + draft.outputs {
        if let known = usages[column.path]?.type, let type = column.type, known != type {
          report(.typeDiffers(column.name, decision: draft.decision.name), at: column.place)
          return false
        }
      }
      for input in draft.inputs where usages[input.path]?.isList == true {
        report(
          .inputType(input.name, decision: draft.decision.name, type: "list"), at: input.place)
        return false
      }
      for (index, column) in (draft.inputs + draft.outputs).enumerated() {
        let isOutput = index >= draft.inputs.count
        if isOutput, draft.isRoute { continue }
        let literals = self.literals(of: draft, column: index)
        let inferred = column.type ?? Self.type(of: literals)
        let isNew = usages[column.path] == nil
        var usage =
          usages[column.path]
          ?? Usage(
            name: column.name, place: column.place, isSet: isOutput,
            isList: isOutput && draft.hit.givesList)
        usage.type = usage.type ?? inferred
        usage.literals.formUnion(literals)
        if let allowed = column.allowed {
          usage.allowed?.append(allowed)
        } else if isOutput || !usage.isSet {
          usage.allowed = nil
        }
        usages[column.path] = usage
        if isNew { order.append(column.path) }
      }
      return true
    }
    for path in order {
      guard let usage = usages[path] else { continue }
      let type = usage.isList ? FieldType.list : fieldType(usage)
      names[path] = name(path, type, usage)
    }
  }

  private mutating func name(
    _ path: [String], _ type: FieldType, _ usage: Usage
  ) -> ImportedName? {
    if model.isOwn {
      let field = ownField(path)
      if book.declare(field, type) {
        return ImportedName(field: field, type: book.type(ofPath: field) ?? type)
      }
    }
    let summary = path.joined(separator: ".")
    let words = FieldBook.words(path)
    let field = book.field(for: path, type, summary: summary == words ? "" : summary)
    if field.name != words {
      report(.fieldNamed(summary, field: field.name), at: usage.place)
    } else if case (.oneOf, .text) = (type, field.type) {
      report(.limitsDropped(summary), at: usage.place)
    }
    return ImportedName(field: field.name, type: field.type)
  }

  /// What our own export calls a field: outputs by their label, paths as they stand.
  private func ownField(_ path: [String]) -> String {
    if let decision = path.first.flatMap({ decisions[$0] }), case .table(let table) = decision.logic
    {
      if path.count > 1 { return path[1...].joined(separator: ".") }
      if let label = table.outputs.first?.label { return label }
    }
    // `customer.id` is the name of the customer itself.
    let parts = path.count > 1 && path.last == "id" ? path.dropLast() : path[...]
    return parts.joined(separator: ".")
  }

  private mutating func fieldType(_ usage: Usage) -> FieldType {
    let type = usage.type ?? .text
    guard let lists = usage.allowed, !lists.isEmpty else { return type }
    guard type == .text else {
      report(.limitsDropped(usage.name), at: usage.place)
      return type
    }
    var names: [String] = []
    for case .text(let name) in lists.joined() where !names.contains(name) { names.append(name) }
    let isList = lists.joined().allSatisfy { if case .text = $0 { true } else { false } }
    guard isList, !names.isEmpty else { return type }
    let others = usage.literals.contains { literal in
      if case .text(let text) = literal { !names.contains(text) } else { false }
    }
    if others {
      report(.widened(usage.name), at: usage.place)
      return type
    }
    return .oneOf(names)
  }

  /// The values that a column is compared with, or set to, as far as they can be read.
  private func literals(of draft: Draft, column: Int) -> Set<TableLiteral> {
    var found: Set<TableLiteral> = []
    let isOutput = column >= draft.inputs.count
    for row in draft.table.rows {
      let cells = isOutput ? row.outputs : row.inputs
      let index = isOutput ? column - draft.inputs.count : column
      guard cells.indices.contains(index) else { continue }
      let text = cells[index].text
      if isOutput {
        if let value = try? CellParser.value(text) { found.insert(value) }
      } else if let test = try? CellParser.test(text) {
        found.formUnion(test.literals)
      }
    }
    if isOutput, let fallback = draft.table.outputs[column - draft.inputs.count].fallback,
      let value = try? CellParser.value(fallback.text)
    {
      found.insert(value)
    }
    return found
  }

  /// The type that all values have; nil where they differ or say nothing.
  static func type(of literals: Set<TableLiteral>) -> FieldType? {
    let types = Set(literals.compactMap(\.type))
    return types.count == 1 ? types.first : nil
  }
}
