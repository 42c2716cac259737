import BatonModel

/// Reads `golden` declarations: a file of requests, and the file with what is decided about them.
struct GoldenCompiler {
  let context: CompileContext

  func golden(_ declaration: Declaration, folder: inout RuleFolder) -> Golden? {
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    guard table.require("requests"), table.require("decisions"),
      let requests = table.text("requests"), let decisions = table.text("decisions"),
      let requestsSite = table.value("requests")?.site,
      let decisionsSite = table.value("decisions")?.site
    else { return nil }
    let world = ScenarioReader(context: context).members("world", table) ?? Members()
    guard let given = lines(of: requests, at: requestsSite, mayBeMissing: false, &folder) else {
      return nil
    }
    return Golden(
      name: declaration.name, place: context.sources.place(declaration.site), world: world,
      requestsFile: requests, decisionsFile: decisions, requests: given,
      decisions: lines(of: decisions, at: decisionsSite, mayBeMissing: true, &folder))
  }

  private func lines(
    of file: String, at site: Site, mayBeMissing: Bool, _ folder: inout RuleFolder
  ) -> [Golden.Line]? {
    do throws(FileFailure) {
      return RecordLines(context: context).read(try folder.text(file), of: file)
    } catch {
      if case .missing = error, mayBeMissing { return nil }
      context.findings.report(.file(file, error), at: site)
      return nil
    }
  }
}
