import BatonModel
import BatonTime

/// What the proofs find: facts, without words. The words are in `ProofWording.swift`.
enum ProofFinding {
  // Feasibility
  case cannotBeKept(TargetProof, zone: Zone)
  case notDecided(TargetProof)
  case nothingBehind(TargetProof, isAnythingPromised: Bool)
  case nobodyAcknowledges(provider: String, place: Place, agreement: String)
  case supportsNothing(RuleHead, supported: RuleHead)
  case supportsAtNoTime(RuleHead, supported: RuleHead)

  case holidaysEnd(calendar: String, place: Place, last: CivilDate)
  case reviewOverdue(RuleHead, reviewBy: CivilDate)
  case certificatesEnd(RuleHead, [String], last: CivilDate, place: Place)

  // Clocks
  case neverAsked(RuleHead)
  case neverStarts(RuleHead)
  case endsAtOnce(RuleHead, key: String, [(String, Value)]?)
  case beginsAnewAlways(RuleHead, [(String, Value)]?)
  case pausedAlways(RuleHead, [(String, Value)]?)
  case neverResumes(RuleHead)
  case beforeTheStart(
    RuleHead, offset: Int64, place: Place, start: Instant, takes: Int64, zone: Zone)

  // Ladders
  case endsNowhere(RuleHead)
  case endsFunctional(RuleHead, place: Place, isLast: Bool)
  case endsWithoutAuthority(RuleHead, role: String, place: Place, isLast: Bool)
  case endsConditionally(RuleHead, place: Place)
  case lessAuthority(
    RuleHead, role: String, authority: Int, place: Place, after: String, Int, Place)

  // Groups
  case fewGroups(
    [String], groups: [String], stretch: GroupCover.Stretch, hours: String?, place: Place,
    zone: Zone)
  case coverNotDecided([String], by: Place, place: Place)

  // Availability
  case availabilityShort(EndToEnd, place: Place)
  /// Nothing that is declared breaks the promise, and something is not declared.
  case availabilityNotDecided(EndToEnd, place: Place)

  /// Kinds of requests with promises, and no rule about complaints, or none that holds once they are
  /// solved.
  case noComplaintPath(kinds: [String], isSolved: Bool, place: Place)

  /// Those who agree before rules go live are none of the customer's.
  case noCustomerAgrees(Gate)

  // Processes
  case process(ProcessFinding)

  var severity: Diagnostic.Severity {
    switch self {
    case .process(let finding): finding.severity
    case .notDecided, .nobodyAcknowledges, .holidaysEnd, .coverNotDecided, .reviewOverdue,
      .certificatesEnd, .noComplaintPath, .availabilityNotDecided:
      .note
    case .nothingBehind(_, let isAnythingPromised): isAnythingPromised ? .warning : .note
    case .fewGroups(_, _, let stretch, let hours, _, _):
      // Nobody at all, in hours in which the service is to be had.
      stretch.groups == 0 && hours != nil ? .warning : .note
    default: .warning
    }
  }

  var place: Place {
    switch self {
    case .process(let finding): finding.place
    case .noCustomerAgrees(let gate): gate.agreedBy.first?.place ?? gate.place
    case .cannotBeKept(let proof, _), .notDecided(let proof), .nothingBehind(let proof, _):
      proof.place
    case .nobodyAcknowledges(_, let place, _), .holidaysEnd(_, let place, _),
      .beforeTheStart(_, _, let place, _, _, _),
      .endsFunctional(_, let place, _), .endsWithoutAuthority(_, _, let place, _),
      .endsConditionally(_, let place), .lessAuthority(_, _, _, let place, _, _, _),
      .fewGroups(_, _, _, _, let place, _), .coverNotDecided(_, _, let place),
      .certificatesEnd(_, _, _, let place), .noComplaintPath(_, _, let place),
      .availabilityShort(_, let place), .availabilityNotDecided(_, let place):
      place
    case .supportsNothing(let head, _), .supportsAtNoTime(let head, _),
      .reviewOverdue(let head, _), .neverAsked(let head), .neverStarts(let head),
      .endsAtOnce(let head, _, _), .beginsAnewAlways(let head, _), .pausedAlways(let head, _),
      .neverResumes(let head), .endsNowhere(let head):
      head.place
    }
  }

  var related: [Diagnostic.Related] {
    switch self {
    case .process(let finding): finding.related
    case .cannotBeKept(let proof, let zone):
      proof.links.map {
        Diagnostic.Related(place: $0.place, message: ProofWording.link($0, in: zone))
      }
    case .supportsNothing(_, let supported), .supportsAtNoTime(_, let supported):
      [.init(place: supported.place, message: "the other is declared here")]
    case .lessAuthority(_, _, _, _, let role, let authority, let place):
      [.init(place: place, message: ProofWording.authority(role, authority))]
    case .endsFunctional(let head, _, _), .endsWithoutAuthority(let head, _, _, _),
      .endsConditionally(let head, _):
      [.init(place: head.place, message: "the ladder is declared here")]
    case .availabilityShort(let whole, _): ProofWording.parts(whole)
    case .noCustomerAgrees(let gate):
      [.init(place: gate.place, message: "the gate is declared here")]
    case .coverNotDecided(_, let function, _):
      [.init(place: function, message: "the function is here")]
    default: []
    }
  }

  func diagnostic(sourceLine: (Place) -> String?) -> Diagnostic {
    let wording = wording
    return Diagnostic(
      severity: severity, code: wording.code, place: place, message: wording.message,
      help: wording.help, related: related, sourceLine: sourceLine(place))
  }
}
