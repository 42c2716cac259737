/// What a rule base wants to know of its cases, compiled in an order in which what is referred to comes
/// first.
struct MeasureRules {
  private(set) var measures: [Measure] = []
  private(set) var surveys: [SurveyRule] = []
  private(set) var experiences: [ExperienceRule] = []
  private(set) var credits: [CreditRule] = []

  init(_ rules: [Declaration], _ context: CompileContext) {
    let names = AgreementNames(
      rules.filter { !ExperienceCompiler.isComposite($0, context.findings) })
    let measure = MeasureCompiler(context: context, agreements: names)
    let experience = ExperienceCompiler(context: context, agreements: names)
    measures = rules.filter { $0.word.name == "measure" }.compactMap { measure.measure($0) }
    surveys = rules.filter { $0.word.name == "survey" }.compactMap { experience.survey($0) }
    credits = rules.filter { $0.word.name == "credit" }.compactMap { experience.credit($0) }
    for rule in rules where ExperienceCompiler.isComposite(rule, context.findings) {
      if let made = experience.experience(rule, measures, surveys) { experiences.append(made) }
    }
  }
}
