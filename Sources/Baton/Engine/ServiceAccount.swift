package import BatonModel

/// What a rule base says of one service: how its requests are coordinated, who has what to answer for,
/// and where a provider may differ.
///
/// What may be so is in it: a rule is left out only if no request about the service can meet its
/// conditions.
package struct ServiceAccount: Sendable {
  /// A way that a request may be routed.
  package struct Way: Sendable {
    package let place: Place
    /// What else must hold, as a clause: `kind is "incident"`; nil for every request about it.
    package let condition: String?
    /// Where it may lead; empty if only the request says.
    package let targets: [String]
  }

  /// An agreement about its requests.
  package struct Promise: Sendable {
    package let rule: AboutRule
    package let kind: AgreementKind
    package let metric: String
    /// "4 h", "2 business days".
    package let within: String
    /// Providers with whom it is agreed; empty for one with the customer.
    package let with: [String]
    /// The ladders that begin with its clock.
    package let ladders: [AboutRule]
  }

  /// What a case must bring when it goes over, and how soon that is acknowledged.
  package struct Interface: Sendable {
    package let rule: AboutRule
    package let needs: [String]
    package let acknowledgeWithin: String?
  }

  /// Who does what in a process, in the words of the rules; the owner of the service by its role.
  package struct Duty: Sendable {
    package let activity: String
    package let responsible: [String]
    package let accountable: String?
    package let consulted: [String]
    package let informed: [String]
  }

  package struct Process: Sendable {
    package let rule: AboutRule
    package let owner: String?
    package let duties: [Duty]
    package let variations: [AboutRule]
    /// Adaptations and waivers of the providers to whom routes may lead, and those for everybody.
    package let agreements: [ProcessAgreementInfo]
  }

  package let service: String
  package let provider: String?
  package let criticality: String?
  /// The role that answers for it, and that role's party.
  package let accountable: String?
  package let accountableParty: String?
  package let ways: [Way]
  package let interfaces: [Interface]
  package let promises: [Promise]
  /// Ladders that begin with a case or an event, and with no clock.
  package let ladders: [AboutRule]
  package let processes: [Process]
  /// What it gives and costs with all that it stands on.
  package let endToEnd: EndToEnd
}

extension Engine {
  /// What the rules say of a service; nil if there is none of that name.
  ///
  /// O(rules); for people who ask, not for deciding.
  package func account(ofService name: String) -> ServiceAccount? {
    guard let record = decider.rules.catalogue.record(.service, name) else { return nil }
    return ServiceAccounts(engine: self, service: record).account
  }

  /// The service that was probably meant.
  package func serviceName(near name: String) -> String? {
    NearestName.to(name, among: decider.rules.catalogue.names(of: .service))
  }
}

/// Reads what there is about one service out of the rules.
private struct ServiceAccounts {
  let engine: Engine
  let service: CatalogueRecord

  private var rules: CompiledRuleBase { engine.decider.rules }

  private func concerns(_ condition: Condition) -> Bool { !rest(of: condition).isNever }

  /// What is left of a condition of requests about the service.
  private func rest(of condition: Condition) -> Condition {
    let schema = engine.decider.schema
    let known: [Int: Value?] = [schema.slots.service: .text(service.name)]
    return condition.assuming(Assumption(known: known, schema: schema))
  }

  private func text(_ key: String) -> String? {
    if case .text(let text)? = service[key] { text } else { nil }
  }

  var account: ServiceAccount {
    let reach = RouteReach(rules, engine.decider.schema, services: [service.name])
    let ways = reach.leads(ofService: 0).map {
      ServiceAccount.Way(
        place: $0.place,
        condition: ConditionWording.clause(rest(of: $0.condition), engine.decider.schema.columns),
        targets: $0.targets.map(\.name))
    }
    var providers = Set(
      reach.leads(ofService: 0).flatMap { $0.targets.compactMap(\.provider) })
    if let own = text("provider") { providers.insert(own) }
    let accountable = text("accountable")
    let ladders = rules.ladders.filter { concerns($0.condition) }
    return ServiceAccount(
      service: service.name, provider: text("provider"), criticality: text("criticality"),
      accountable: accountable,
      accountableParty: accountable.flatMap { role in
        guard case .text(let party)? = rules.catalogue.record(.role, role)?["party"] else {
          return nil
        }
        return party
      },
      ways: ways, interfaces: interfaces, promises: promises(ladders),
      ladders: ladders.filter(\.on.isEmpty).map { AboutRule($0.head) },
      processes: processes(providers), endToEnd: EndToEnd(of: service.name, in: rules.catalogue))
  }

  private var interfaces: [ServiceAccount.Interface] {
    engine.caseRules.handoffs.filter { concerns($0.condition) }.map { rule in
      ServiceAccount.Interface(
        rule: AboutRule(rule.head),
        needs: rule.needs.map { rules.fields.requestFields[$0].name },
        acknowledgeWithin: rule.acknowledgeWithin.map { ProofWording.length($0.span) })
    }
  }

  private func promises(_ ladders: [LadderRule]) -> [ServiceAccount.Promise] {
    rules.agreements.filter { concerns($0.condition) }.map { rule in
      ServiceAccount.Promise(
        rule: AboutRule(rule.head), kind: rule.kind, metric: rule.metric.rawValue,
        within: ProofWording.length(rule.limit.span), with: rule.providers,
        ladders: ladders.filter { $0.on.contains(rule.head.name) }.map { AboutRule($0.head) })
    }
  }

  private func processes(_ providers: Set<String>) -> [ServiceAccount.Process] {
    rules.processes.enumerated().filter { concerns($1.condition) }.map { number, process in
      let agreements = engine.caseRules.processes[number].agreements.filter {
        $0.provider.map { providers.contains($0) } ?? true
      }
      return ServiceAccount.Process(
        rule: AboutRule(process.head), owner: process.owner,
        duties: process.responsibilities.map { duty in
          ServiceAccount.Duty(
            activity: duty.name, responsible: duty.responsible.map(words),
            accountable: duty.accountable.map(words), consulted: duty.consulted.map(words),
            informed: duty.informed.map(words))
        },
        variations: process.variations.map { AboutRule($0.head) }, agreements: agreements)
    }
  }

  private func words(_ actor: ActorTerm) -> String {
    if case .serviceOwner = actor { text("accountable") ?? actor.words } else { actor.words }
  }
}
