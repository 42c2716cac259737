/// What is known of a constraint in a case.
public struct ProcessVerdict: Sendable, Hashable {
  /// The four states of runtime verification.
  public enum Outlook: String, Sendable, Hashable, Codable {
    case possiblySatisfied = "possibly_satisfied"
    case possiblyViolated = "possibly_violated"
    case satisfied, violated
  }

  public let outlook: Outlook
  /// Whether it was broken; one that is broken stays so.
  public let isBroken: Bool
  /// How often it was activated; 0: it is kept because nothing asked for it.
  public let activations: Int

  package init(outlook: Outlook, isBroken: Bool, activations: Int) {
    self.outlook = outlook
    self.isBroken = isBroken
    self.activations = activations
  }

  /// Nothing has asked for the constraint yet, and nothing has broken it.
  public var isNotApplicable: Bool { activations == 0 && !isBroken }
}
