import BatonLua
import BatonModel
import BatonTime

/// What compiling any rule needs: the words and records that are known, the columns made so far,
/// and where to report. A class, because every part of the compiler holds on to it.
final class CompileContext {
  let fields: FieldTable
  let catalogue: Catalogue
  let zone: Zone
  let columns: ColumnTable
  let subjects: SubjectTable
  let analysed: AnalysedColumns
  let findings: Findings
  let constants: ConstantReader
  let allowance = CompileAllowance()
  let initialisers: ConstantInitialisers
  let functions = FunctionReports()
  /// By name; one with mistakes is missing.
  let calendars: [String: BusinessCalendar]
  /// The rotas that are declared, with or without mistakes.
  let rotaNames: [String]
  /// The processes that are declared, and what in them has a name.
  let processRuleNames: [String]
  let sourceNames: [String]
  /// The states of all processes.
  let stateNames: [String]
  /// The names of times after broken promises.
  let trustNames: [String]
  /// By name, once they are compiled.
  private(set) var rotas: [String: Rota] = [:]

  var sources: SourceSet { findings.sources }

  init(_ base: RuleBase, findings: Findings) {
    fields = base.fields
    catalogue = base.catalogue
    zone = base.zone
    calendars = base.calendars
    sourceNames = base.declarations(of: "source").map(\.name)
    let processes = base.declarations(of: "process")
    processRuleNames = processes.flatMap { process in
      [process.name] + process.children.filter(\.isSkippable).map(\.name)
    }
    stateNames = processes.flatMap { process in
      TableReader(process, findings).value("states")?.fieldsAsWritten(in: findings.sources)
        .compactMap(\.name) ?? []
    }
    func names(of word: String) -> [String] {
      base.rules.filter { $0.word.followsDecision && $0.word.name == word }.map(\.name)
    }
    rotaNames = names(of: "rota")
    trustNames = names(of: "trust_period")
    columns = ColumnTable()
    subjects = SubjectTable(base.fields)
    analysed = AnalysedColumns(base.fields)
    self.findings = findings
    initialisers = ConstantInitialisers(findings.sources)
    constants = ConstantReader(
      fields: base.fields, catalogue: base.catalogue, zone: base.zone, findings: findings)
  }

  /// Lets rules name rotas.
  func declare(_ rotas: [Rota]) {
    for rota in rotas { self.rotas[rota.name] = rota }
  }

  func place(_ written: Written) -> Place { findings.sources.place(written.site) }

  func word(of written: Written) -> Word? {
    written.record.map { Vocabulary.words[$0.word] }
  }

  /// A request's field that a rule names; nil after a report.
  /// - Parameter seesEvent: whether the rule is about what follows a decision.
  func requestField(
    _ name: String, at site: Site, seesEvent: Bool = false
  ) -> FieldDefinition? {
    if let field = fields[.request, name], name != FieldTable.event || seesEvent { return field }
    return requestField(name, at: findings.sources.place(site))
  }

  /// The same where it stands in no file of Lua.
  func requestField(_ name: String, at place: Place) -> FieldDefinition? {
    guard let field = fields[.request, name] else {
      unknownField(name, of: .request, at: place)
      return nil
    }
    if name == FieldTable.event {
      findings.report(.time(.eventElsewhere), at: place)
      return nil
    }
    return field
  }

  func unknownField(_ name: String, of kind: RecordKind, at site: Site) {
    unknownField(name, of: kind, at: findings.sources.place(site))
  }

  func unknownField(_ name: String, of kind: RecordKind, at place: Place) {
    findings.report(
      .unknownField(
        name, of: kind.rawValue, nearest: NearestName.to(name, among: fields.names(of: kind))),
      at: place)
  }
}
