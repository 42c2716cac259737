import BatonRecords

/// CSV: one event a row.
final class RowLog: LogSource {
  private var rows: RowCursor
  /// The column of each source.
  private let columns: [Int]
  private var isOver = false

  /// Refuses a header that lacks what the mapping names.
  init(_ input: consuming InputBuffer, _ plan: LogPlan) throws(LogStop) {
    do throws(ReadFailure.Cause) { rows = try RowCursor(input) } catch {
      throw .unreadable(error)
    }
    var columns: [Int] = []
    for source in plan.sources {
      guard let column = rows.columns.firstIndex(of: source.key.name) else {
        throw .refused(.noColumn(name: source.key.name, has: rows.columns))
      }
      columns.append(column)
    }
    self.columns = columns
  }

  var line: Int { rows.line }

  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool {
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
      rows.withCell(columns[source]) { text in
        if !text.isEmpty { assembly.set(source, .text, text, line: line) }
      }
    }
    assembly.endEvent()
  }
}
