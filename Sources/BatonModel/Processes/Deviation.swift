public import BatonTime

/// Something in a case that is not as its process says.
public struct Deviation: Sendable, Hashable, Codable {
  /// What is not as it should be. Texts are names of the rule base and of the log.
  public enum Kind: Sendable, Hashable, Codable {
    /// A state that the process does not know, as the event says it.
    case unknownState(String)
    /// An event that is not among the process's activities.
    case unknownEvent(String)
    /// Nothing leads from one state to the other.
    case noWay(from: String, to: String)
    /// Something does, by other events.
    case wrongEvent(from: String, to: String, by: [String])
    /// Something does, under conditions that do not hold.
    case notAllowed(from: String, to: String)
    /// A case that begins in the middle, as logs do that begin late.
    case lateStart(String)
    /// Something happens in a case that has ended.
    case afterEnd(String)
    /// A state was entered without a field that it needs.
    case missingField(state: String, field: String)
    /// A state was entered by somebody who may not.
    case wrongActor(state: String, wanted: [String])
    /// An activity was done by somebody who is not responsible for it.
    case notResponsible(activity: String, wanted: [String])
    /// A constraint is broken: by an event, by time running out, or by the end of the case.
    case constraint(sentence: String, by: Cause)
    /// More often than a limit allows: of what, and how often.
    case limit(of: String, found: Int, most: Int)
    /// In a state for longer than a limit allows, in seconds, of business time where that counts.
    case stay(state: String, most: Int)
    /// The same did both, or not the same did, in these attributes.
    case pair(first: String, second: String, attribute: String, mustBeEqual: Bool)
    /// What must always hold does not.
    case invariant
    /// Rules of the process that cannot all be kept any more.
    case conflict([String])
  }

  public enum Cause: String, Sendable, Hashable, Codable {
    case event, time, end
  }

  /// What becomes of it.
  public enum Standing: Sendable, Hashable, Codable {
    case counts
    /// The provider's own way, by an adaptation.
    case adapted(by: String)
    /// Tolerated for a time, by a waiver.
    case waived(by: String)
  }

  public let process: String
  /// The constraint, limit or other rule of the process; nil for what its states say.
  public let rule: String?
  public let place: Place
  public let kind: Kind
  public let severity: PolicySeverity
  public let isEnforced: Bool
  public var standing: Standing
  /// When it came to be so; nil in a log without times.
  public let at: Instant?
  /// The event with which it did, and which of its case's it is, from 1.
  public let event: String?
  public let position: Int
  /// Who has it to answer for.
  public let party: String?
  public let group: String?
  /// The person, where the log is counted by persons.
  package let person: String?

  package init(
    process: String, rule: String?, place: Place, kind: Kind, severity: PolicySeverity,
    isEnforced: Bool, standing: Standing, at: Instant?, event: String?, position: Int,
    party: String?, group: String?, person: String? = nil
  ) {
    self.process = process
    self.rule = rule
    self.place = place
    self.kind = kind
    self.severity = severity
    self.isEnforced = isEnforced
    self.standing = standing
    self.at = at
    self.event = event
    self.position = position
    self.party = party
    self.group = group
    self.person = person
  }

  /// Whether the process is violated: it counts, it is enforced, and it is no mere remark.
  public var isViolation: Bool {
    standing == .counts && isEnforced && severity == .violation
  }
}
