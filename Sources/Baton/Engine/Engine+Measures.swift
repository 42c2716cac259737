package import BatonModel
package import BatonTime

// What reports ask of a rule base: which figures it wants, and of which cases.
extension Engine {
  /// The measures of the rule base, in the order in which they are declared.
  package var measures: [Measure] { decider.rules.measures }
  package var surveys: [SurveyRule] { decider.rules.surveys }
  package var experiences: [ExperienceRule] { decider.rules.experiences }
  package var credits: [CreditRule] { decider.rules.credits }

  /// What is promised, in the order in which it is declared.
  package var agreements: [AgreementInfo] {
    decider.rules.agreements.map { rule in
      AgreementInfo(
        about: AboutRule(rule.head), kind: rule.kind, metric: rule.metric,
        providers: rule.providers, within: rule.limit.span)
    }
  }

  /// The times of regaining trust, in the order in which they are declared.
  package var trustPeriods: [TrustPeriodInfo] {
    decider.rules.trusts.map { rule in
      TrustPeriodInfo(
        name: rule.name, place: rule.place, agreements: rule.agreements.sorted(), of: rule.of,
        lasts: rule.lasts)
    }
  }

  /// What an hour of a unit's work costs: `provider/group`, or `service_integrator/group`, at its own rate or
  /// that of its provider; of a party of which no unit is known at the provider's. Nil if nobody says.
  package func rate(ofUnit unit: String?, party: String) -> Double? {
    let catalogue = decider.rules.catalogue
    var group = unit
    let isIntegrator = Party(named: party) == .integrator
    if isIntegrator, let own = unit?.split(separator: "/", maxSplits: 1).last {
      group = caseRules.unit(String(own), of: .integrator)
    }
    if let rate = group.flatMap({ catalogue.record(.group, $0)?["rate"] })?.asDouble { return rate }
    let provider =
      isIntegrator ? caseRules.integrators.count == 1 ? caseRules.integrators.first : nil : party
    return provider.flatMap { catalogue.record(.provider, $0)?["rate"] }?.asDouble
  }

  /// The providers of the catalogue.
  package var providerNames: [String] { decider.rules.catalogue.names(of: .provider) }

  /// The services of the catalogue about which a measure can have cases, or about whose parts: for those
  /// that it leaves out, having no case says nothing. In declared order, each with its parts.
  package func services(ofMeasure place: Int) -> [(name: String, parts: [String])] {
    let catalogue = decider.rules.catalogue
    let schema = decider.schema
    let condition = decider.rules.measures[place].condition
    let names = catalogue.names(of: .service)
    let meant = Set(
      names.filter { name in
        let known: [Int: Value?] = [schema.slots.service: .text(name)]
        return !condition.assuming(Assumption(known: known, schema: schema)).isNever
      })
    let graph = ServiceGraph(catalogue)
    return names.compactMap { name in
      let parts = graph.parts(of: name)
      return parts.contains(where: meant.contains) ? (name, parts) : nil
    }
  }

  /// Who runs a service; nil if the catalogue does not say.
  package func provider(ofService name: String) -> String? {
    guard case .text(let provider)? = decider.rules.catalogue.record(.service, name)?["provider"]
    else { return nil }
    return provider
  }

  /// Whether somebody is a part of the catalogue, or a party that there always is.
  package func knowsParty(_ name: String) -> Bool {
    Party(named: name) == .customer || Party(named: name) == .integrator
      || decider.rules.catalogue.record(.provider, name) != nil
  }

  /// The fields that measures and their like read of a case; nil if a function may read any.
  package var fieldsOfMeasures: [String]? {
    let rules = decider.rules
    let conditions =
      rules.measures.map(\.condition) + rules.surveys.map(\.condition)
      + rules.experiences.map(\.condition) + rules.credits.map(\.condition)
    guard let slots = FieldsRead.slots(of: conditions, rules.columns) else { return nil }
    var names = Set(slots.map { rules.fields.requestFields[$0].name })
    for measure in rules.measures {
      if case .field(let name, _) = measure.quantity { names.insert(name) }
    }
    for survey in rules.surveys { names.insert(survey.score) }
    for dimension in rules.measures.flatMap(\.dimensions)
      + rules.experiences.flatMap(\.dimensions)
    {
      if case .field(let name) = dimension { names.insert(name) }
    }
    return names.sorted()
  }
}

/// A promise, to be reported.
package struct AgreementInfo: Sendable {
  package let about: AboutRule
  package let kind: AgreementKind
  package let metric: Metric
  /// Empty for one with the customer.
  package let providers: [String]
  package let within: DurationSpan
}

/// A time of regaining trust after a promise was broken, to be reported.
package struct TrustPeriodInfo: Sendable {
  package let name: String
  package let place: Place
  /// Whose breach begins it, by name.
  package let agreements: [String]
  package let of: BreachHistory.Subject
  /// Milliseconds.
  package let lasts: Int64
}

/// Says which figures a case is about, and what its fields are.
///
///     var probe = MeasureProbe(engine, fields: ["service", "priority"])
///     probe.look(at: request, provider: "acme", group: nil, priority: nil, dated: instant)
///     for measure in probe.measures { … probe.value(0) … }
///
/// What the rules derive of a case, its service or its priority, is derived as when it is decided;
/// who has it is as the history says. Not for several threads at once.
package struct MeasureProbe: ~Copyable {
  private var run: DecisionRun<LuaFunctions>
  private let slots: [Int?]
  /// Positions in ``Engine/measures``, ``Engine/surveys`` and so on, of those whose conditions hold.
  package private(set) var measures: [Int] = []
  package private(set) var surveys: [Int] = []
  package private(set) var experiences: [Int] = []
  package private(set) var credits: [Int] = []

  /// - Parameter fields: names of fields whose values are wanted.
  package init(_ engine: Engine, fields: [String]) {
    run = DecisionRun(engine.decider, engine.decider.makeFunctions())
    slots = fields.map { engine.decider.rules.fields.slot($0) }
  }

  /// Looks at a case.
  /// - Parameters:
  ///   - request: as it was last.
  ///   - provider: who had it last; nil if that is not known.
  ///   - group: with its provider, `acme/desk`.
  ///   - priority: nil for what the rules say.
  ///   - instant: with what `from_date` and `until_date` are compared.
  package mutating func look(
    at request: Request, provider: String?, group: String?, priority: Int?, dated instant: Instant
  ) {
    let decider = run.decider
    let world = World(now: instant)
    run.bind(request, in: world)
    run.decide(in: world, through: .route)
    let slots = decider.schema.slots
    run.change(slots.provider, to: provider.map { .text($0) })
    run.change(slots.group, to: group.map { .text($0) })
    if let priority {
      run.change(slots.priority, to: .integer(priority))
    } else if run.outcome.priority > 0 {
      run.change(slots.priority, to: .integer(run.outcome.priority))
    }
    measures = decider.measures.isEmpty ? [] : run.matches(of: decider.measures)
    surveys = decider.surveys.isEmpty ? [] : run.matches(of: decider.surveys)
    experiences = decider.experiences.isEmpty ? [] : run.matches(of: decider.experiences)
    credits = decider.credits.isEmpty ? [] : run.matches(of: decider.credits)
  }

  /// The value of a wanted field of the case that was looked at last.
  package func value(_ field: Int) -> Value? { slots[field].flatMap { run.facts.value($0) } }
}

extension Engine {
  /// Whether a survey asks about a case. It follows from the case's id and the names of the rule base
  /// and the survey: the same everywhere and every time.
  package func isSampled(_ id: String, by survey: SurveyRule) -> Bool {
    survey.share >= 1
      || StableHash.fraction(of: "\(identity.name)\n\(survey.name)\n\(id)") < survey.share
  }
}
