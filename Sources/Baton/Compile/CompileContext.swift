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

  var sources: SourceSet { findings.sources }

  init(_ base: RuleBase, findings: Findings) {
    fields = base.fields
    catalogue = base.catalogue
    zone = base.zone
    columns = ColumnTable()
    subjects = SubjectTable(base.fields)
    analysed = AnalysedColumns(base.fields)
    self.findings = findings
    initialisers = ConstantInitialisers(findings.sources)
    constants = ConstantReader(
      fields: base.fields, catalogue: base.catalogue, zone: base.zone, findings: findings)
  }

  func place(_ written: Written) -> Place { findings.sources.place(written.site) }

  func word(of written: Written) -> Word? {
    written.record.map { Vocabulary.words[$0.word] }
  }

  func unknownField(_ name: String, of kind: RecordKind, at site: Site) {
    findings.report(
      .unknownField(
        name, of: kind.rawValue, nearest: NearestName.to(name, among: fields.names(of: kind))),
      at: site)
  }
}
