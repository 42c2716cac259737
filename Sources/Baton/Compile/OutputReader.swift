import BatonModel
import BatonRecords

/// Reads what a decision table sets: its output cells, the values that are allowed, and what is set when
/// no row matches.
struct OutputReader {
  let context: CompileContext
  let hit: TableHit

  /// The type of an output's cells; nil where they are counted and may be anything.
  private func type(ofCells output: DecisionTable.Output) -> FieldType? {
    if hit == .count { return nil }
    return hit.makesLists ? .text : output.field.type
  }

  // MARK: Cells

  /// What a cell sets its field to; nil for nothing, and after a report.
  /// - Parameter report: takes what is wrong with the cell.
  func value(
    _ cell: TableSource.Cell, _ output: DecisionTable.Output, report: (String) -> Void
  ) -> Computed<Value>? {
    let value: Value?
    switch cell {
    case .written(let written):
      if written.text?.isEmpty == true { return nil }
      if written.function != nil {
        return FunctionCompiler(context).reference(written, of: .request).map { .function($0) }
      }
      value = constant(written, output, as: type(ofCells: output))
    case .plain(let cell):
      let type = type(ofCells: output) ?? .text
      do {
        value = try CellCompiler(context: context).value(
          ofOutput: cell.text, as: type, output.field.name)
      } catch {
        report(error.reason)
        return nil
      }
    }
    guard let value else { return nil }
    if hit != .count, let reason = Self.refusal(of: value, output) {
      report(reason)
      return nil
    }
    return .constant(value)
  }

  private func constant(
    _ written: Written, _ output: DecisionTable.Output, as type: FieldType?
  ) -> Value? {
    if let type { return context.constant(written, setting: output.field.name, as: type) }
    switch written.value {
    case .text(let text): return .text(text)
    case .integer(let number): return .integer(Int(number))
    case .number(let number): return Value(number)
    case .yesNo(let yes): return .yesNo(yes)
    default:
      context.findings.report(
        .wrongType(
          output.field.name, wanted: "a text, a number, true or false", found: written.phrase),
        at: written.site)
      return nil
    }
  }

  /// Why a value is none that the output may have; nil if it is one.
  static func refusal(of value: Value, _ output: DecisionTable.Output) -> String? {
    guard let wrong = output.stranger(in: value) else { return nil }
    let found = wrong.phrase
    var reason = "\(found) is not among the values of \"\(output.field.name)\""
    if case .text(let text) = wrong {
      let names = output.allowed.compactMap { if case .text(let name) = $0 { name } else { nil } }
      if let nearest = NearestName.to(text, among: names) {
        reason += ", did you mean \"\(nearest)\"?"
      }
    }
    return reason
  }

  // MARK: Beside the rows

  /// Reads `values`, which says of outputs what they may be set to, the most important first.
  func readAllowed(_ table: TableReader, _ outputs: inout [DecisionTable.Output]) {
    for (number, entry) in entries(table, "values", outputs) {
      let written = entry.value
      guard written.table != nil, !written.hasNames, written.isDense, !written.isEmptyTable else {
        context.findings.report(
          .wrongType(
            outputs[number].field.name, wanted: "a list of values, the most important first",
            found: written.phrase), at: written.site)
        continue
      }
      let type = type(ofCells: outputs[number])
      for item in written.items(in: context.sources) {
        guard let value = member(item, outputs[number], as: type) else { continue }
        if outputs[number].allowed.contains(value) {
          context.findings.report(
            .table(.valueTwice(value.phrase)), at: item.site)
        }
        outputs[number].allowed.append(value)
      }
    }
    if hit.ranks, !outputs.isEmpty, table.entry("values") == nil {
      context.findings.report(
        .table(.needsValues(hit.rawValue, outputs[0].field.name)), at: table.declaration.site)
    }
  }

  private func member(
    _ written: Written, _ output: DecisionTable.Output, as type: FieldType?
  ) -> Value? {
    if case .list? = type {
      return context.constants.value(written, as: .text, field: output.field.name)
    }
    return constant(written, output, as: type)
  }

  /// Reads `default`: by output what is set when no row matches; empty if nothing is.
  func defaults(_ table: TableReader, _ outputs: [DecisionTable.Output]) -> [Value?] {
    guard table.entry("default") != nil else { return [] }
    var values = [Value?](repeating: nil, count: outputs.count)
    for (number, entry) in entries(table, "default", outputs) {
      let output = outputs[number]
      guard
        let value = context.constant(
          entry.value, setting: output.field.name, as: output.field.type)
      else { continue }
      if !hit.aggregates, let reason = Self.refusal(of: value, output) {
        context.findings.report(.table(.value(reason)), at: entry.value.site)
      }
      values[number] = value
    }
    return values
  }

  /// The entries of a table by outputs, with the numbers of these.
  private func entries(
    _ table: TableReader, _ key: String, _ outputs: [DecisionTable.Output]
  ) -> [(Int, Written.Entry)] {
    guard let value = table.value(key) else { return [] }
    let names = outputs.map(\.field.name)
    guard value.table != nil, !value.hasItems, !value.isEmptyTable else {
      context.findings.report(
        .wrongType(key, wanted: "a table by output columns", found: value.phrase), at: value.site)
      return []
    }
    for (name, site) in value.vanishedNames(in: context.sources) {
      context.findings.report(.valueIsNil(name), at: site)
    }
    return value.fieldsAsWritten(in: context.sources).compactMap { entry in
      let name = entry.name ?? ""
      guard let number = names.firstIndex(of: name) else {
        context.findings.report(
          .table(
            .noSuchOutput(name, in: key, nearest: NearestName.to(name, among: names))),
          at: entry.keySite)
        return nil
      }
      return (number, entry)
    }
  }
}

extension DecisionTable.Output {
  /// What of a value, or of the members of a list, is not allowed; nil if all is.
  func stranger(in value: Value) -> Value? {
    if allowed.isEmpty || allowed.contains(value) { return nil }
    if case .list(let members) = value { return members.first { !allowed.contains($0) } }
    return value
  }
}
