import BatonModel
import BatonRecords

/// Reads `cases`: a table of tests, each row a request and what must be decided about it.
///
///     cases "Desktop support" { given = { kind = "incident" }, from = "tests/desktop.csv" }
///
///     case,           category, customer.region, -> to,          -> priority
///     a broken laptop, laptop,  UK,              fuji/on-site-uk, 4
///
/// A heading is a field of the request or a path to one, what is expected stands behind `->` (or
/// `expect.`), what is known of the world behind `world.`, and the case's own name under `case`. An
/// empty cell and `-` say nothing, `none` expects that there is nothing, and `;` stands between the
/// members of a list. Of an NDJSON file each record has `given`, `expect`, and may have `case` and
/// `world`.
struct CasesCompiler {
  let context: CompileContext

  private var reader: ScenarioReader { ScenarioReader(context: context) }

  /// What all rows of a table have.
  private struct Shared {
    let name: String
    let given: Members
    let world: Members
    let expect: Members
    let places: [String: Place]
  }

  func scenarios(_ declaration: Declaration, folder: inout RuleFolder) -> [Scenario] {
    let table = TableReader(declaration, context.findings)
    defer { table.finish(allowsItems: table.has("columns")) }
    let shared = shared(declaration, table)
    if let from = table.entry("from"), table.has("columns") {
      context.findings.report(.tableTwice(declaration.title), at: from.keySite)
      return []
    }
    if let file = table.text("from"), let value = table.value("from") {
      do throws(FileFailure) {
        let bytes = try folder.text(file)
        let before = context.findings.diagnostics.count
        let scenarios =
          file.hasSuffix(".csv") ? csv(bytes, of: file, shared) : records(bytes, of: file, shared)
        if scenarios.isEmpty, context.findings.diagnostics.count == before {
          context.findings.report(.tableSource("\"\(file)\""), at: value.site)
        }
        return scenarios
      } catch {
        context.findings.report(.file(file, error), at: value.site)
        return []
      }
    }
    if let columns = table.texts("columns"), let value = table.value("columns") {
      return inline(columns, value, declaration, shared)
    }
    if !table.has("from"), !table.has("columns") {
      context.findings.report(.tableSource(declaration.title), at: declaration.site)
    }
    return []
  }

  private func shared(_ declaration: Declaration, _ table: TableReader) -> Shared {
    var places: [String: Place] = [:]
    for entry in table.value("expect")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name else { continue }
      places[name] = context.sources.place(entry.value.site)
      if let problem = CaseHeading.problem(expecting: name, context.fields) {
        context.findings.report(problem, at: entry.keySite)
      }
    }
    return Shared(
      name: declaration.name, given: reader.members("given", table) ?? Members(),
      world: reader.members("world", table) ?? Members(),
      expect: reader.members("expect", table) ?? Members(), places: places)
  }

  // MARK: Rows in Lua

  private func inline(
    _ columns: [String], _ written: Written, _ declaration: Declaration, _ shared: Shared
  ) -> [Scenario] {
    let sites = written.items(in: context.sources)
    let headings = columns.enumerated().map { index, name in
      CaseHeading.of(name, context.fields) { problem in
        context.findings.report(
          problem, at: index < sites.count ? sites[index].site : written.site)
      }
    }
    let rows = declaration.body.items(in: context.sources).filter { $0.record == nil }
    if rows.isEmpty {
      context.findings.report(.tableSource(declaration.title), at: declaration.site)
    }
    return rows.enumerated().compactMap { index, row in
      let cells = row.items(in: context.sources)
      guard row.table != nil, !row.hasNames, cells.count == headings.count, row.isDense else {
        context.findings.report(
          .tableRowWidth(row: index + 1, found: cells.count, columns: headings.count),
          at: row.site)
        return nil
      }
      var builder = CaseRow(number: index + 1, place: context.place(row))
      for (cell, heading) in zip(cells, headings) {
        let value = cell.text.map { heading.value(of: $0) } ?? reader.value(cell)
        builder.add(value, under: heading, at: context.place(cell))
      }
      return scenario(builder, shared)
    }
  }

  // MARK: Rows in a file

  private func csv(_ bytes: [UInt8], of file: String, _ shared: Shared) -> [Scenario] {
    let table = context.findings.table(bytes, of: file)
    func place(_ cell: CSVTable.Cell) -> Place { cell.place(in: file) }
    let headings = table.header.map { cell in
      CaseHeading.of(cell.text, context.fields) { context.findings.report($0, at: place(cell)) }
    }
    return table.rows.enumerated().compactMap { index, cells in
      guard cells.count == headings.count, let first = cells.first else { return nil }
      var builder = CaseRow(number: index + 1, place: Place(file: file, line: first.line))
      for (cell, heading) in zip(cells, headings) {
        builder.add(heading.value(of: cell.text), under: heading, at: place(cell))
      }
      return scenario(builder, shared)
    }
  }

  private func records(_ bytes: [UInt8], of file: String, _ shared: Shared) -> [Scenario] {
    RecordLines(context: context).read(bytes, of: file).enumerated().compactMap { index, line in
      let place = Place(file: file, line: line.number)
      var row = CaseRow(number: index + 1, place: place)
      for (name, value) in line.members {
        switch (name, value) {
        case ("case", .text(let text)?): row.name = text
        case ("given", .object(let members)?): row.given = Self.list(members)
        case ("world", .object(let members)?): row.world = Self.list(members)
        case ("expect", .object(let members)?):
          row.expect = Self.list(members)
          for (name, _) in members {
            row.places[name] = place
            if let problem = CaseHeading.problem(expecting: name, context.fields) {
              context.findings.report(problem, at: place)
            }
          }
        default:
          let known = ["case", "given", "world", "expect"]
          context.findings.report(
            .unknownKey(
              name, of: "a case", nearest: NearestName.to(name, among: known), known: known),
            at: place)
        }
      }
      return scenario(row, shared)
    }
  }

  private static func list(_ members: Members) -> [(String, Value)] {
    members.compactMap { name, value in value.map { (name, $0) } }
  }

  // MARK: A row

  private func scenario(_ row: CaseRow, _ shared: Shared) -> Scenario? {
    let expect = Self.merged(shared.expect, row.expect)
    guard !expect.isEmpty else {
      context.findings.report(
        .missingKey("expect", of: "row \(row.number)", takes: "what must be decided"),
        at: row.place)
      return nil
    }
    return Scenario(
      name: "\(shared.name): \(row.name ?? "row \(row.number)")", place: row.place,
      given: Self.merged(shared.given, row.given), world: Self.merged(shared.world, row.world),
      expect: expect, places: shared.places.merging(row.places) { _, own in own })
  }

  /// What the row says goes before what all rows have.
  private static func merged(_ shared: Members, _ own: [(String, Value)]) -> Members {
    let names = Set(own.map(\.0))
    return Members(list(shared).filter { !names.contains($0.0) } + own)
  }
}
