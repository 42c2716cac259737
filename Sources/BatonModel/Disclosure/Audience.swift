/// Who asks why, and what they may see of a decision.
///
/// What is not shown is withheld, and the decision says so. A party sees by default what concerns it
/// and no text that a rule's author wrote: reasons and names of rules often quote contracts. The rule
/// base shows more, or hides more, with `audience`.
public struct Audience: Sendable, Hashable {
  public enum Party: String, Sendable, Hashable, CaseIterable {
    case customer, provider, integrator
  }

  /// What of a decision can be shown or withheld.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case priority
    /// Which provider and group has it.
    case assignment
    /// Who else has it.
    case also
    case accountable
    /// The fields that the rules set.
    case classification
    /// Names of rules, where they stand and at which level.
    case rules
    /// Why rules are as they are, and the trade-offs of choosers.
    case reasons
    case plan, approvals
    /// Agreements with the customer.
    case promises
    /// Agreements with and between providers.
    case contracts
    case escalations, policies, reply, knowledge
    /// The rules that did not decide.
    case otherRules = "other_rules"
    case notes, errors
  }

  public let party: Party
  /// Of a provider, which one; nil for the one that has the request.
  public var provider: String?
  public var parts: Set<Part>
  /// Fields of the request whose values stay hidden.
  public var hiddenFields: Set<String>
  /// Rules that may be seen, with their reasons, whatever else is hidden.
  public var visibleRules: Set<String>
  /// By agreement, with which providers it is.
  package var agreementProviders: [String: [String]] = [:]

  public init(
    _ party: Party, provider: String? = nil, parts: Set<Part>? = nil,
    hiddenFields: Set<String> = [], visibleRules: Set<String> = []
  ) {
    self.party = party
    self.provider = provider
    self.parts = parts ?? Self.usual(party)
    self.hiddenFields = hiddenFields
    self.visibleRules = visibleRules
  }

  /// What a party sees where the rule base says nothing.
  public static func usual(_ party: Party) -> Set<Part> {
    switch party {
    case .customer: [.priority, .assignment, .accountable, .approvals, .promises]
    case .provider:
      [.priority, .assignment, .accountable, .classification, .plan, .promises, .contracts]
    case .integrator: Set(Part.allCases)
    }
  }

  /// Nothing is withheld.
  public var seesEverything: Bool {
    party != .provider && hiddenFields.isEmpty && parts.count == Part.allCases.count
  }
}
