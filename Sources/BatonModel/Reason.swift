/// Why something was decided: the rule that decided it, where it stands, and what else a reader
/// needs.
///
/// The rule's own words are one shared object, made when the rules are loaded; so a reason costs
/// one reference however much there is to say. Reasons are equal if they say the same.
public struct Reason: Sendable {
  /// What the rule base says, the same for every request.
  package let origin: Origin
  /// What else a reader needs: the row of a table, the trade-off of a chooser, a stale item.
  public var notes: [String]

  /// The name where the request's own value stands and no rule decided.
  public static let ofRequest = "request"

  public init(
    rule: String, place: Place? = nil, because: String? = nil, level: String? = nil,
    notes: [String] = []
  ) {
    origin = Origin(rule: rule, place: place, because: because, level: level)
    self.notes = notes
  }

  package init(_ origin: Origin, notes: [String] = []) {
    self.origin = origin
    self.notes = notes
  }

  /// The rule's name; "priority matrix", "configuration item" or "request" where no rule decided.
  public var rule: String { origin.rule }

  /// Nil where nothing in a file decided, as with the request's own priority.
  public var place: Place? { origin.place }

  public var because: String? { origin.because }

  /// The level at which a route was found, when the rule base declares levels or the rule one.
  public var level: String? { origin.level }
}

extension Reason {
  /// The part of a reason that the rules say.
  package final class Origin: Sendable, Hashable {
    package let rule: String
    package let place: Place?
    package let because: String?
    package let level: String?

    package init(rule: String, place: Place?, because: String?, level: String?) {
      self.rule = rule
      self.place = place
      self.because = because
      self.level = level
    }

    package static func == (left: Origin, right: Origin) -> Bool {
      left === right
        || (left.rule == right.rule && left.place == right.place && left.because == right.because
          && left.level == right.level)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(rule)
      hasher.combine(place)
    }
  }
}

extension Reason: Hashable {
  public static func == (left: Reason, right: Reason) -> Bool {
    left.origin == right.origin && left.notes == right.notes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(origin)
    hasher.combine(notes)
  }
}

extension Reason {
  /// The rule and its place: `Payroll incidents (routing.lua:31)`.
  package var inWords: String { Self.inWords(rule, at: place?.description) }

  package static func inWords(_ rule: String, at place: String?) -> String {
    guard let place else { return rule }
    return rule + " (" + place + ")"
  }
}
