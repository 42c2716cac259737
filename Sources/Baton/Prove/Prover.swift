import BatonModel
package import BatonTime

/// What is proven of a rule base: of its time, its targets and processes, and what is wrong or worth
/// knowing.
package struct TimeProofs: Sendable {
  package let from: Instant
  package let until: Instant
  package let targets: [TargetProof]
  /// In the order of their places.
  package let findings: [Diagnostic]
  /// Nil where no service's routes are known.
  package let concentration: Concentration?
  /// Of each adaptation, process by process.
  package let refinements: [RefinementProof]

  /// "85 h", "35 min"
  package static func words(ofDuration milliseconds: Int64) -> String {
    ProofWording.duration(milliseconds)
  }
}

/// Makes the proofs. Nothing here is needed to load or to decide.
struct Prover {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let integrators: Set<String>
  let horizon: Horizon
  /// Names of fields that some source maps; nil if there are no sources.
  let mappedFields: Set<String>?
  /// Of each process, in their order.
  let conflicts: [ConflictBook]
  let decide: (Request, World) -> Decision

  func proofs(sourceLine: (Place) -> String?) -> TimeProofs {
    let services = rules.catalogue.names(of: .service).map(Optional.some) + [nil]
    let reach = RouteReach(rules, schema, services: services)
    var found: [ProofFinding] = []

    var feasibility = Feasibility(
      rules, schema, integrators: integrators, horizon: horizon, services: services, reach: reach,
      decide: decide)
    let targets = rules.agreements.isEmpty ? [] : feasibility.proofs()
    found += EndingHolidays(rules: rules, horizon: horizon).findings(
      feasibility.book.calendarsUsed)
    found += targets.flatMap { findings(of: $0) }
    found += silentProviders(targets)
    found += uselessSupport()
    found += EndingCare(rules: rules, horizon: horizon).findings()

    var doubts = TargetDoubts(
      rules: rules, schema: schema, book: CourseBook(rules.calendars, horizon),
      possibility: Possibility(schema))
    found += doubts.findings()
    found += LadderDoubts(rules: rules).findings()
    found += AvailabilityDoubts(rules: rules).findings()
    found += ComplaintPaths(rules: rules, schema: schema).findings()
    let cover = GroupCover(rules: rules, horizon: horizon, services: services, reach: reach)
      .findings()
    found += cover.findings
    var processes = ProcessDoubts(
      rules: rules, mappedFields: mappedFields, conflicts: conflicts,
      possibility: Possibility(schema))
    let proven = processes.findings()
    found += proven.findings.map { .process($0) }
    return TimeProofs(
      from: horizon.from, until: horizon.until, targets: targets,
      findings: found.map { $0.diagnostic(sourceLine: sourceLine) }.sorted(),
      concentration: cover.concentration, refinements: proven.refinements)
  }

  private func findings(of proof: TargetProof) -> [ProofFinding] {
    var found: [ProofFinding] = []
    switch proof.verdict {
    case .proven, .unbounded: break
    case .infeasible: found.append(.cannotBeKept(proof, zone: zone(of: proof)))
    case .notDecided: found.append(.notDecided(proof))
    }
    if !proof.unbounded.isEmpty {
      let isPromised = rules.agreements.contains {
        $0.kind == .ola || $0.kind == .underpinningContract
      }
      found.append(.nothingBehind(proof, isAnythingPromised: isPromised))
    }
    return found
  }

  private func zone(of proof: TargetProof) -> Zone {
    proof.calendar.flatMap { rules.calendars[$0]?.hours.zone } ?? rules.zone
  }

  /// Providers whose targets begin whenever they like, each once, at the first of these targets.
  private func silentProviders(_ proofs: [TargetProof]) -> [ProofFinding] {
    var known: Set<String> = []
    return proofs.flatMap(\.acknowledgesAtOnce).filter { known.insert($0).inserted }
      .compactMap { provider in
        guard
          let agreement = rules.agreements.first(where: {
            $0.providers.contains(provider) && !$0.supports.isEmpty
          })
        else { return nil }
        return .nobodyAcknowledges(
          provider: provider, place: agreement.head.place, agreement: agreement.head.name)
      }
  }

  /// Agreements that support others with which they share no request, or no day.
  private func uselessSupport() -> [ProofFinding] {
    var possibility = Possibility(schema)
    var byName: [String: AgreementRule] = [:]
    for agreement in rules.agreements { byName[agreement.head.name] = agreement }
    return rules.agreements.flatMap { agreement in
      agreement.supports.compactMap { name -> ProofFinding? in
        guard let other = byName[name] else { return nil }
        if !agreement.head.sharesDays(with: other.head) {
          return .supportsAtNoTime(agreement.head, supported: other.head)
        }
        guard !possibility.isNever([agreement.condition]),
          !possibility.isNever([other.condition]),
          possibility.isNever([agreement.condition, other.condition])
        else { return nil }
        return .supportsNothing(agreement.head, supported: other.head)
      }
    }
  }
}

extension RuleHead {
  /// Whether there is a day on which both are in force.
  fileprivate func sharesDays(with other: RuleHead) -> Bool {
    for (first, second) in [(self, other), (other, self)] {
      if let until = first.until, let from = second.from, until < from { return false }
    }
    return true
  }
}
