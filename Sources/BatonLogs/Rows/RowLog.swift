import BatonRecords

/// CSV: one event a row.
final class RowLog: LogSource {
  private var rows: RowCursor
  /// The column of each source; nil of values for which there is none.
  private let columns: [Int?]
  /// Those columns, which are told with the first row.
  private var missing: [String] = []
  private var isOver = false

  /// Refuses a header that lacks what an event consists of. Values may be missing: events may lack them.
  init(_ input: consuming InputBuffer, _ plan: LogPlan) throws(LogStop) {
    do throws(ReadFailure.Cause) { rows = try RowCursor(input) } catch {
      throw .unreadable(error)
    }
    var columns: [Int?] = []
    for source in plan.sources {
      let column = rows.columns.firstIndex(of: source.key.name)
      if column == nil {
        guard source.isOfValuesAlone, !rows.columns.isEmpty else {
          throw .refused(.noColumn(name: source.key.name, has: rows.columns))
        }
        missing.append(source.key.name)
      }
      columns.append(column)
    }
    self.columns = columns
  }

  var line: Int { rows.line }

  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool {
    for name in missing { assembly.tell(.noColumn(name: name), line: 1) }
    missing = []
    while !isOver, !assembly.batch.isFull, assembly.batch.isEmpty || rows.hasBytes {
      do throws(ReadFailure.Cause) {
        switch try rows.next() {
        case .row(let line): row(line: line, &assembly)
        case .fault(let fault):
          assembly.tell(.record(fault.cause.description), line: fault.line)
        case nil: isOver = true
        }
      } catch {
        isOver = true
        throw .unreadable(error)
      }
    }
    return !isOver
  }

  private func row(line: Int, _ assembly: inout EventAssembly) {
    assembly.beginEvent(line: line)
    for source in columns.indices {
      guard let column = columns[source] else { continue }
      rows.withCell(column) { text in
        if !text.isEmpty { assembly.set(source, .text, text, line: line) }
      }
    }
    assembly.endEvent()
  }
}
